import type { Block } from '../codec/block.ts'

/** Columns of one series in a rollup block, in this order: smallest, largest, mean, last. */
export const COLUMNS_PER_SERIES = 4
const LAST = 3

/** Thinned points of one series, in parallel. */
export interface Points {
  readonly min: Float64Array
  readonly max: Float64Array
  readonly mean: Float64Array
  readonly last: Float64Array
}

/** The last value of every series of a block at one point, into `out[at…]`. */
export function readLast(block: Block, point: number, out: Float64Array, at: number): void {
  const columns = new Float64Array(block.columns)
  block.readTick(point, columns.length, columns, 0)
  for (let i = 0; i * COLUMNS_PER_SERIES < columns.length; i++)
    out[at + i] = columns[i * COLUMNS_PER_SERIES + LAST]!
}

/**
 * All points of a series. One that only rose keeps just its last values: its smallest is where it stood before,
 * its largest where it ends, its mean half way.
 */
export function readPoints(block: Block, series: number): Points {
  const first = series * COLUMNS_PER_SERIES
  const read = (column: number) => {
    const out = new Float64Array(block.ticks)
    block.read(first + column, out)
    return out
  }
  const last = read(LAST)
  return block.isDerived(first) ? risen(last) : { min: read(0), max: read(1), mean: read(2), last }
}

function risen(last: Float64Array): Points {
  const min = last.map((value, i) => (i > 0 && !Number.isNaN(last[i - 1]) ? last[i - 1]! : value))
  return { min, max: last, mean: last.map((value, i) => (value + min[i]!) / 2), last }
}
