import { type ByteSource, unzigzag } from './bytes.ts'
import { powersOfTen } from './decimal.ts'
import { DamagedFrame } from './frame.ts'
import { MODE_FAMILY, MODE_SCALE, modes } from './put-column.ts'

/** Where a column's bytes lie, and how they are to be read. */
export interface ColumnBytes {
  /** Reused by the caller: `at` is set to the column's first byte. */
  readonly source: ByteSource
  readonly mode: number
  /** The byte after the column's last. */
  readonly end: number
  /** Of the segment. */
  readonly ticks: number
}

const double = new Float64Array(1)
const doubleBytes = new Uint8Array(double.buffer)
let scratch = new Float64Array(512)

/** Decodes the first `count` ticks of a column into `out[at…]`. */
export function takeColumn(column: ColumnBytes, out: Float64Array, at: number, count: number): void {
  const { mode } = column
  if (mode === modes.absent || mode === modes.derived) out.fill(NaN, at, at + count)
  else if (mode & modes.sparse) takeSparse(column, out, at, count)
  else takePresent(column, mode, out, at, count)
}

/** The value at tick `k` alone. */
export function takeValue(column: ColumnBytes, k: number): number {
  const { source, mode } = column
  const family = mode & ~MODE_SCALE
  if (family === modes.sameDecimal) return source.zigzag() / powersOfTen[mode & MODE_SCALE]!
  if (family === modes.deltas) return sumDeltas(source, k) / powersOfTen[mode & MODE_SCALE]!
  if (scratch.length <= k) scratch = new Float64Array(k * 2)
  takeColumn(column, scratch, 0, k + 1)
  return scratch[k]!
}

function sumDeltas(source: ByteSource, k: number): number {
  let now = source.zigzag()
  for (let done = 0; done < k;) {
    const z = source.varint()
    if (z === 0) done += source.varint() + 1
    else {
      now += unzigzag(z)
      done++
    }
  }
  return now
}

function takeSparse(column: ColumnBytes, out: Float64Array, at: number, count: number): void {
  const { source, ticks } = column
  const runsAt = source.at
  const values = new Float64Array(countPresent(source, ticks))
  takePresent(column, column.mode & ~modes.sparse, values, 0, values.length)
  source.at = runsAt
  let from = 0
  let isPresent = true
  for (let k = 0; k < count; isPresent = !isPresent) {
    const run = Math.min(source.varint(), count - k)
    if (isPresent) out.set(values.subarray(from, from + run), at + k)
    else out.fill(NaN, at + k, at + k + run)
    if (isPresent) from += run
    k += run
  }
}

function countPresent(source: ByteSource, ticks: number): number {
  let total = 0
  let isPresent = true
  for (let k = 0; k < ticks; isPresent = !isPresent) {
    const run = source.varint()
    if (isPresent) total += run
    k += run
  }
  if (total > ticks) throw new DamagedFrame('a column has more values than ticks')
  return total
}

function takePresent(column: ColumnBytes, mode: number, out: Float64Array, at: number, count: number): void {
  const { source } = column
  const family = mode & MODE_FAMILY
  if (family === 0) return takeDoubles(column, mode, out, at, count)
  const power = powersOfTen[mode & MODE_SCALE]
  if (power === undefined) throw new DamagedFrame(`a column of mode ${mode}`)
  const first = source.zigzag()
  if (family === modes.sameDecimal) out.fill(first / power, at, at + count)
  else if (family === modes.deltas) takeDeltas(source, first, power, out.subarray(at, at + count))
  else takeDeltaDeltas(source, first, power, out.subarray(at, at + count))
}

function takeDoubles(column: ColumnBytes, mode: number, out: Float64Array, at: number, count: number): void {
  const { source, end } = column
  const stored = (end - source.at) / 8
  const isSame = mode === modes.sameDouble
  for (let k = 0; k < count; k++) {
    const from = source.at + (isSame ? 0 : k)
    for (let plane = 0; plane < 8; plane++) doubleBytes[7 - plane] = source.bytes[from + plane * stored]!
    out[at + k] = double[0]!
  }
}

function takeDeltas(source: ByteSource, first: number, power: number, out: Float64Array): void {
  let now = first
  out[0] = now / power
  for (let k = 1; k < out.length;) {
    const z = source.varint()
    if (z === 0) {
      const run = source.varint() + 1
      out.fill(now / power, k, k + run)
      k += run
    } else {
      now += unzigzag(z)
      out[k++] = now / power
    }
  }
}

function takeDeltaDeltas(source: ByteSource, first: number, power: number, out: Float64Array): void {
  let now = first
  let delta = 0
  out[0] = now / power
  for (let k = 1; k < out.length;) {
    const z = source.varint()
    const run = z === 0 ? Math.min(source.varint() + 1, out.length - k) : 1
    if (z !== 0) delta += unzigzag(z)
    for (const end = k + run; k < end; k++) {
      now += delta
      out[k] = now / power
    }
  }
}
