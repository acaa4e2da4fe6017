import type { RebalanceEvent } from './kafka-rebalance.ts'

/** What became of the records. Every record carries its number in its partition. */
export interface Delivery {
  /** Acknowledged to the producer. */
  readonly written: number
  /** Deliveries of a number that had been delivered before, with the instant at which it was told. */
  readonly twice: readonly { readonly at: number; readonly member: string; readonly count: number }[]
  /** Written numbers that no member has seen. Before the run is over: not seen yet. */
  readonly unseen: number
}

export function foldDelivery(events: readonly RebalanceEvent[]): Delivery {
  const seen = new Map<number, NumberSet>()
  const twice: { at: number; member: string; count: number }[] = []
  let counts: readonly number[] = []
  for (const event of events) {
    if (event.what === 'wrote') counts = event.counts
    if (event.what !== 'delivered') continue
    let again = 0
    for (const [partition, from, to] of event.ranges) {
      let numbers = seen.get(partition)
      if (numbers === undefined) seen.set(partition, (numbers = new NumberSet()))
      again += to - from + 1 - numbers.add(from, to)
    }
    if (again > 0) twice.push({ at: event.at, member: event.member, count: again })
  }
  const written = counts.reduce((sum, count) => sum + count, 0)
  const found = counts.reduce((sum, count, partition) => sum + (seen.get(partition)?.below(count) ?? 0), 0)
  return { written, twice, unseen: written - found }
}

/** Numbers as few stretches: a partition is read forwards, so there is hardly ever more than one. */
export class NumberSet {
  /** From, to (both included), ascending, never touching. */
  readonly #stretches: [from: number, to: number][] = []

  /** @returns how many of them are new */
  add(from: number, to: number): number {
    let known = 0
    let merged: [number, number] = [from, to]
    const kept = this.#stretches.filter(([first, last]) => {
      if (last < from - 1 || first > to + 1) return true
      known += Math.max(0, Math.min(last, to) - Math.max(first, from) + 1)
      merged = [Math.min(merged[0], first), Math.max(merged[1], last)]
      return false
    })
    kept.push(merged)
    this.#stretches.splice(0, this.#stretches.length, ...kept.sort((a, b) => a[0] - b[0]))
    return to - from + 1 - known
  }

  /** How many of 0 … count − 1 are in. */
  below(count: number): number {
    return this.#stretches.reduce(
      (sum, [from, to]) => sum + Math.max(0, Math.min(to, count - 1) - from + 1),
      0,
    )
  }
}
