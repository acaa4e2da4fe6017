import { type ByteSource, unzigzag } from './bytes.ts'
import { powersOfTen } from './decimal.ts'
import { DamagedFrame } from './frame.ts'
import { MODE_FAMILY, MODE_SCALE, modes } from './put-column.ts'

/** Where a column's bytes lie, and how they are to be read. One object a segment, set anew for each column. */
export interface ColumnBytes {
  /** `at` is the column's first byte. */
  readonly source: ByteSource
  mode: number
  /** The byte after the column's last. */
  end: number
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
  if (family === modes.deltaDeltas) return sumDeltaDeltas(source, k) / powersOfTen[mode & MODE_SCALE]!
  if (mode === modes.doubles || mode === modes.sameDouble)
    return takeDouble(column, mode === modes.sameDouble ? 0 : k)
  if (scratch.length <= k) scratch = new Float64Array(k * 2)
  takeColumn(column, scratch, 0, k + 1)
  return scratch[k]!
}

/** The sum of the first `k` differences, added to the first value: the hot path of every look into the past. */
function sumDeltas(source: ByteSource, k: number): number {
  let now = source.zigzag()
  const { bytes } = source
  let at = source.at
  for (let left = k; left > 0;) {
    let z = bytes[at++]!
    if (z >= 128) {
      const next = bytes[at++]!
      if (next < 128) z = (z & 127) | (next << 7)
      else {
        source.at = at - 2
        z = source.varint()
        at = source.at
      }
      now += unzigzag(z)
      left--
    } else if (z !== 0) {
      now += z & 1 ? -(z + 1) >> 1 : z >> 1
      left--
    } else {
      source.at = at
      left -= source.varint() + 1
      at = source.at
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
  else if (family === modes.deltas) takeDeltas(source, first, power, out, at, at + count)
  else takeDeltaDeltas(source, first, power, out, at, at + count)
}

function takeDoubles(column: ColumnBytes, mode: number, out: Float64Array, at: number, count: number): void {
  if (mode === modes.sameDouble) {
    out.fill(takeDouble(column, 0), at, at + count)
    return
  }
  const { source, end } = column
  const stored = (end - source.at) >> 3
  if (count > stored) throw new DamagedFrame('a column has fewer doubles than ticks')
  const into = new Uint8Array(out.buffer, out.byteOffset + at * 8, count * 8)
  for (let plane = 0; plane < 8; plane++) {
    const from = source.at + plane * stored
    for (let k = 0; k < count; k++) into[k * 8 + 7 - plane] = source.bytes[from + k]!
  }
}

/** Double `k` of a column of byte planes. */
function takeDouble({ source, end }: ColumnBytes, k: number): number {
  const stored = (end - source.at) >> 3
  for (let plane = 0; plane < 8; plane++)
    doubleBytes[7 - plane] = source.bytes[source.at + plane * stored + k]!
  return double[0]!
}

function takeDeltas(
  source: ByteSource,
  first: number,
  power: number,
  out: Float64Array,
  from: number,
  to: number,
): void {
  const { bytes } = source
  let at = source.at
  let now = first
  out[from] = now / power
  for (let k = from + 1; k < to;) {
    const z = bytes[at]!
    if (z !== 0 && z < 128) {
      at++
      now += z & 1 ? -(z + 1) >> 1 : z >> 1
      out[k++] = now / power
      continue
    }
    source.at = at
    if (z === 0) {
      source.at++
      const end = Math.min(to, k + source.varint() + 1)
      out.fill(now / power, k, end)
      k = end
    } else {
      now += source.zigzag()
      out[k++] = now / power
    }
    at = source.at
  }
}

function takeDeltaDeltas(
  source: ByteSource,
  first: number,
  power: number,
  out: Float64Array,
  from: number,
  to: number,
): void {
  let now = first
  let delta = 0
  out[from] = now / power
  for (let k = from + 1; k < to;) {
    const z = source.varint()
    const run = z === 0 ? Math.min(source.varint() + 1, to - k) : 1
    if (z !== 0) delta += unzigzag(z)
    for (const end = k + run; k < end; k++) {
      now += delta
      out[k] = now / power
    }
  }
}

/** As takeDeltaDeltas, for the value at tick `k` alone. */
function sumDeltaDeltas(source: ByteSource, k: number): number {
  let now = source.zigzag()
  let delta = 0
  const { bytes } = source
  for (let left = k; left > 0;) {
    const z = bytes[source.at]!
    if (z !== 0 && z < 128) {
      source.at++
      delta += z & 1 ? -(z + 1) >> 1 : z >> 1
    } else if (z !== 0) delta += source.zigzag()
    else {
      source.at++
      const run = Math.min(source.varint(), left - 1)
      now += delta * run
      left -= run
    }
    now += delta
    left--
  }
  return now
}
