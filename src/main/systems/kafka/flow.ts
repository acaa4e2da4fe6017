import type { Placement, Topology } from './topology.ts'

/**
 * How many records were written since the session began: the rises of the high watermarks, added up. A plain sum of the
 * watermarks would jump when a topic is deleted or a leader moves; this one only rises.
 */
export class Flow {
  #placement: Placement | undefined
  #last = new Float64Array()
  #cluster = 0
  readonly #brokers = new Map<number, number>()

  /** To be told of each sample once, in order. */
  read({ placement, leader }: Topology, hw: Float64Array): void {
    this.#move(placement)
    for (let i = 0; i < hw.length; i++) {
      const now = hw[i]!
      if (Number.isNaN(now)) continue
      const rise = now - this.#last[i]!
      if (rise > 0) {
        this.#cluster += rise
        this.#brokers.set(leader[i]!, (this.#brokers.get(leader[i]!) ?? 0) + rise)
      }
      this.#last[i] = now
    }
  }

  get cluster(): number {
    return this.#cluster
  }

  /** Into the partitions that it led meanwhile. */
  broker(id: number): number {
    return this.#brokers.get(id) ?? 0
  }

  /** Takes the last watermarks along to where their partitions stand now. */
  #move(placement: Placement): void {
    const before = this.#placement
    if (before === placement) return
    const last = new Float64Array(placement.partitionEntities.paths.length).fill(Number.NaN)
    before?.topics.forEach((topic, row) => {
      const to = placement.row.get(topic)
      if (to === undefined) return
      const end = Math.min(
        before.base[row + 1]! - before.base[row]!,
        placement.base[to + 1]! - placement.base[to]!,
      )
      for (let p = 0; p < end; p++) last[placement.base[to]! + p] = this.#last[before.base[row]! + p]!
    })
    this.#last = last
    this.#placement = placement
  }
}
