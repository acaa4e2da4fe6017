import type { Look } from '../../../moment.ts'
import type { EntitySet } from '../../../sample.ts'
import { alignedTo } from './past.ts'

/** Finer where lags usually are. The last minutes lie in memory; farther back each instant would be read from the file. */
const AGES_MS = [2, 5, 10, 20, 30, 60, 120, 300, 600, 900].map((seconds) => seconds * 1000)

interface Instant {
  readonly at: number
  readonly hw: Float64Array
}

/** High watermarks at a few instants of the past: tells when an offset was written, by where the watermark then stood. */
export class HwHistory {
  readonly #at: number
  /** Newest first, the present one included. */
  readonly #instants: Instant[] = []

  constructor(look: Look, partitions: EntitySet) {
    const now = look.moment.column('partition.hw')
    this.#at = now?.at ?? look.moment.at
    if (now === undefined) return
    this.#instants.push({ at: now.at, hw: alignedTo(partitions, now)! })
    for (const age of AGES_MS) {
      const column = look.column('partition.hw', now.at - age)
      const hw = alignedTo(partitions, column)
      if (column === undefined || hw === undefined) continue
      if (column.at < this.#instants.at(-1)!.at) this.#instants.push({ at: column.at, hw })
    }
  }

  /** How long ago the record at this offset became readable, ms; Infinity: before what is looked through; NaN: not known. */
  age(partition: number, offset: number): number {
    const newest = this.#instants[0]?.hw[partition] ?? Number.NaN
    if (Number.isNaN(newest) || Number.isNaN(offset)) return Number.NaN
    if (offset >= newest) return 0
    let after = this.#instants[0]!
    for (const instant of this.#instants) {
      const hw = instant.hw[partition]!
      if (Number.isNaN(hw)) continue
      if (hw <= offset) return this.#at - between(instant, after, partition, offset)
      after = instant
    }
    return Number.POSITIVE_INFINITY
  }
}

/** As if the watermark had risen evenly between two instants. */
function between(before: Instant, after: Instant, partition: number, offset: number): number {
  const low = before.hw[partition]!
  const high = after.hw[partition]!
  return before.at + ((after.at - before.at) * (offset - low)) / (high - low)
}
