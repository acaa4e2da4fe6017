import type { Look } from '../../../moment.ts'
import type { EntitySet } from '../../../sample.ts'
import { alignedTo } from './past.ts'

/** Finer where lags usually are. The last minutes lie in memory; farther back each instant would be read from the file. */
const AGES_MS = [2, 5, 10, 20, 30, 60, 120, 300, 600, 900].map((seconds) => seconds * 1000)

interface Instant {
  readonly at: number
  readonly hw: Float64Array
}

/**
 * High watermarks at a few instants of the past: tells when an offset was written, by where the watermark then stood. Looks
 * only as far back as somebody's lag reaches: each instant is a column of all partitions.
 */
export class HwHistory {
  readonly #look: Look
  readonly #partitions: EntitySet
  readonly #at: number
  /** Newest first, the present one included. */
  readonly #instants: Instant[] = []
  /** How many of the ages were looked at. */
  #seen = 0

  constructor(look: Look, partitions: EntitySet) {
    this.#look = look
    this.#partitions = partitions
    const now = look.moment.column('partition.hw')
    this.#at = now?.at ?? look.moment.at
    if (now !== undefined) this.#instants.push({ at: now.at, hw: alignedTo(partitions, now)! })
  }

  /** How long ago the record at this offset became readable, ms; Infinity: before what is looked through; NaN: not known. */
  age(partition: number, offset: number): number {
    const newest = this.#instants[0]?.hw[partition] ?? Number.NaN
    if (Number.isNaN(newest) || Number.isNaN(offset)) return Number.NaN
    if (offset >= newest) return 0
    let after = this.#instants[0]!
    for (let i = 0; ; i++) {
      const instant = this.#instant(i)
      if (instant === undefined) return Number.POSITIVE_INFINITY
      const hw = instant.hw[partition]!
      if (Number.isNaN(hw)) continue
      if (hw <= offset) return this.#at - between(instant, after, partition, offset)
      after = instant
    }
  }

  #instant(i: number): Instant | undefined {
    while (i >= this.#instants.length && this.#seen < AGES_MS.length) {
      const column = this.#look.column('partition.hw', this.#at - AGES_MS[this.#seen++]!)
      const hw = alignedTo(this.#partitions, column)
      if (column === undefined || hw === undefined) continue
      if (column.at < this.#instants.at(-1)!.at) this.#instants.push({ at: column.at, hw })
    }
    return this.#instants[i]
  }
}

/** As if the watermark had risen evenly between two instants. */
function between(before: Instant, after: Instant, partition: number, offset: number): number {
  const low = before.hw[partition]!
  const high = after.hw[partition]!
  return before.at + ((after.at - before.at) * (offset - low)) / (high - low)
}
