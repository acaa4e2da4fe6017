import { type Assignor, byMemberId, type Candidate, numbersBelow } from './assignor.ts'

/**
 * As `org.apache.kafka.clients.consumer.StickyAssignor` where all members subscribe to the same topics: each keeps
 * what it owns up to its share, what is left over goes round among those below theirs, in the order of ids.
 * Java goes through the members in the order of a HashMap where several may keep the larger share; here it's the order
 * of ids, so that the result is the same in every process.
 */
export const stickyAssignor: Assignor = (candidates, partitions) => {
  const shares = new Shares(candidates.length, partitions)
  const owned = claims(candidates, partitions)
  const hands = candidates
    .toSorted(byMemberId)
    .map(({ id }) => ({ id, has: shares.keep(owned.get(id) ?? []) }))
  const taken = new Set(hands.flatMap(({ has }) => has))
  const rest = numbersBelow(partitions).filter((partition) => !taken.has(partition))
  shares.deal(rest, hands)
  return new Map(hands.map(({ id, has }) => [id, has]))
}

/**
 * As `org.apache.kafka.clients.consumer.CooperativeStickyAssignor`: the sticky assignment, but a partition that somebody
 * still owns isn't given to its new owner yet. Its owner gives it back, joins again, and only then it is handed out.
 */
export const cooperativeStickyAssignor: Assignor = (candidates, partitions) => {
  const owners = new Map<number, string>()
  for (const [id, owned] of claims(candidates, partitions)) for (const p of owned) owners.set(p, id)
  const target = stickyAssignor(candidates, partitions)
  return new Map(
    [...target].map(([id, has]) => [id, has.filter((p) => (owners.get(p) ?? id) === id)] as const),
  )
}

interface Hand {
  readonly id: string
  readonly has: number[]
}

/** How many each may have: `most` for `larger` members, `least` for the others. */
class Shares {
  readonly #least: number
  readonly #most: number
  /** How many more members may have `most` of `least` + 1. */
  #larger: number

  constructor(members: number, partitions: number) {
    this.#least = Math.floor(partitions / members)
    this.#most = Math.ceil(partitions / members)
    this.#larger = partitions % members
  }

  keep(owned: readonly number[]): number[] {
    if (owned.length <= this.#least) return [...owned]
    if (this.#larger === 0) return owned.slice(0, this.#least)
    this.#larger -= 1
    return owned.slice(0, this.#most)
  }

  /** One at a time, round and round: first those below `least`, then one more for those that just have it. */
  deal(rest: readonly number[], hands: readonly Hand[]): void {
    let waiting = hands.filter(({ has }) => has.length < this.#least)
    let at = 0
    for (const partition of rest) {
      if (waiting.length === 0) {
        waiting = hands.filter(({ has }) => has.length === this.#least)
        at = 0
      }
      const hand = waiting[at % waiting.length]!
      hand.has.push(partition)
      const full = hand.has.length >= this.#least
      if (full) waiting.splice(at % waiting.length, 1)
      else at += 1
      if (at >= waiting.length) at = 0
    }
  }
}

/** What counts of what the members say: that of the newest generation, and of two who claim the same neither. */
function claims(
  candidates: readonly Candidate[],
  partitions: number,
): ReadonlyMap<string, readonly number[]> {
  const newest = Math.max(-1, ...candidates.map(({ generation }) => generation))
  const valid = candidates.filter(({ generation }) => generation === newest)
  const claimed = new Map<number, number>()
  for (const { owned } of valid) for (const p of owned) claimed.set(p, (claimed.get(p) ?? 0) + 1)
  const counts = (p: number) => p < partitions && claimed.get(p) === 1
  return new Map(valid.map(({ id, owned }) => [id, owned.filter(counts).toSorted((a, b) => a - b)]))
}
