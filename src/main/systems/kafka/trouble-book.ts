import type { EligibleLeaders } from './ask/describe-topic-partitions.ts'
import type { Reassignment } from './ask/list-partition-reassignments.ts'
import type { ListPool } from './lists.ts'
import type { Topology } from './topology.ts'

/** Lists of brokers by partition's path. */
type Lists = ReadonlyMap<string, readonly number[]>

const nothing: Lists = new Map()

/**
 * What is only worth asking where an ISR lacks replicas, and only when Metadata has changed: eligible leader replicas
 * (KIP-966), and replicas that are missing because they were just added.
 */
export class TroubleBook {
  readonly #lists: ListPool
  #asked: Topology | undefined
  #followed: Topology | undefined
  #elr: Lists | undefined
  #adding: Lists | undefined

  constructor(lists: ListPool) {
    this.#lists = lists
  }

  /** Eligible leaders outside the ISR; undefined: never read. */
  get elr(): Lists | undefined {
    return this.#elr
  }

  /** Replicas being added; undefined: never read. */
  get adding(): Lists | undefined {
    return this.#adding
  }

  /** Topics to ask for. */
  due(topology: Topology): string[] {
    if (this.#asked === topology) return []
    this.#asked = topology
    return topicsInTrouble(topology)
  }

  /** Once every ISR is whole, nobody is eligible outside of it, and nobody is being added. */
  follow(topology: Topology): void {
    if (this.#followed === topology) return
    this.#followed = topology
    if ((this.#elr?.size ?? 0) + (this.#adding?.size ?? 0) === 0) return
    if (topicsInTrouble(topology).length > 0) return
    this.#elr &&= nothing
    this.#adding &&= nothing
  }

  readElr(found: readonly EligibleLeaders[]): void {
    this.#elr = this.#byPath(found.map((one) => ({ ...one, list: one.elr })))
  }

  readReassignments(found: readonly Reassignment[]): void {
    this.#adding = this.#byPath(found.map((one) => ({ ...one, list: one.adding })))
  }

  #byPath(found: readonly { topic: string; partition: number; list: readonly number[] }[]): Lists {
    const some = found.filter(({ list }) => list.length > 0)
    return new Map(
      some.map(({ topic, partition, list }) => [
        `topic/${topic}/${String(partition)}`,
        this.#lists.setOf(list),
      ]),
    )
  }
}

function topicsInTrouble({ placement, isr }: Topology): string[] {
  return placement.topics.filter((_, row) => {
    for (let partition = placement.base[row]!; partition < placement.base[row + 1]!; partition++)
      if (isr[partition]!.length < placement.replicas[partition]!.length) return true
    return false
  })
}
