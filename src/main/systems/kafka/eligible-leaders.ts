import type { EligibleLeaders } from './ask/describe-topic-partitions.ts'
import type { ListPool } from './lists.ts'
import type { Topology } from './topology.ts'

/**
 * Eligible leader replicas (KIP-966): not empty only where the ISR has lost members, so only those topics are asked for,
 * and only when Metadata has changed.
 */
export class EligibleLeadersBook {
  readonly #lists: ListPool
  #asked: Topology | undefined
  #followed: Topology | undefined
  #current: ReadonlyMap<string, readonly number[]> | undefined

  constructor(lists: ListPool) {
    this.#lists = lists
  }

  /** By partition's path, where there are any; undefined: never read. */
  get current(): ReadonlyMap<string, readonly number[]> | undefined {
    return this.#current
  }

  /** Topics to ask for. */
  due(topology: Topology): string[] {
    if (this.#asked === topology) return []
    this.#asked = topology
    return topicsInTrouble(topology)
  }

  /** Once every ISR is whole, nobody is eligible outside of it. */
  follow(topology: Topology): void {
    if (this.#followed === topology) return
    this.#followed = topology
    if (this.#current !== undefined && this.#current.size > 0 && topicsInTrouble(topology).length === 0)
      this.#current = new Map()
  }

  read(found: readonly EligibleLeaders[]): void {
    const lists = found.filter(({ elr }) => elr.length > 0)
    this.#current = new Map(
      lists.map(({ topic, partition, elr }) => [
        `topic/${topic}/${String(partition)}`,
        this.#lists.setOf(elr),
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
