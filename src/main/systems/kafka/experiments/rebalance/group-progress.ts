import type { RunEntry } from '../../../../../shared/api/experiments.ts'
import { readEvent } from '../../../../../shared/systems/kafka-rebalance.ts'

interface MemberSeen {
  readonly owned: readonly number[]
  readonly generation: number | null
}

/** Follows the log of a run, and knows when the group stands still. Each line is read once. */
export class GroupProgress {
  readonly #partitions: number
  readonly #members = new Map<string, MemberSeen | undefined>()
  #read = 0
  #settledIn = -1

  constructor(partitions: number) {
    this.#partitions = partitions
  }

  /** Members that are there, and what each owns. */
  get owned(): ReadonlyMap<string, readonly number[]> {
    return new Map([...this.#members].map(([member, seen]) => [member, seen?.owned ?? []]))
  }

  /**
   * The generation (or epoch) in which all members are, while each partition has one owner; undefined: not so, or not
   * newer than when it was last taken as settled.
   */
  settled(entries: readonly RunEntry[]): number | undefined {
    for (; this.#read < entries.length; this.#read++) this.#take(entries[this.#read]!)
    const seen = [...this.#members.values()]
    const generation = seen[0]?.generation ?? -1
    if (generation <= this.#settledIn) return undefined
    if (seen.some((member) => member?.generation !== generation)) return undefined
    const owned = seen.flatMap((member) => member?.owned ?? [])
    const shares = seen.map((member) => member?.owned.length ?? 0)
    const isWhole = owned.length === this.#partitions && new Set(owned).size === this.#partitions
    return isWhole && Math.max(...shares) - Math.min(...shares) <= 1 ? generation : undefined
  }

  /** What is settled now doesn't count for the next change. */
  mark(generation: number): void {
    this.#settledIn = generation
  }

  #take(entry: RunEntry): void {
    const event = readEvent(entry)
    if (event === undefined) return
    if (event.what === 'change') {
      if (event.kind === 'killed' || event.kind === 'leaves') this.#members.delete(event.member)
      else this.#members.set(event.member, undefined)
    }
    if (event.what === 'assigned' && this.#members.has(event.member))
      this.#members.set(event.member, { owned: event.owned, generation: event.generation })
    if ((event.what === 'revoked' || event.what === 'lost') && this.#members.has(event.member)) {
      const before = this.#members.get(event.member)
      const owned = (before?.owned ?? []).filter((partition) => !event.partitions.includes(partition))
      this.#members.set(event.member, { owned, generation: before?.generation ?? null })
    }
  }
}
