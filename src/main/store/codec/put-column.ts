import { type ByteSink, zigzag } from './bytes.ts'
import { commonScale, powersOfTen } from './decimal.ts'

/** How one column (one series over the ticks of a segment) is written: its mode byte. See FORMAT.md. */
export const modes = {
  /** Not observed at any tick: no bytes. */
  absent: 0x00,
  /** A rollup column that follows from its neighbours: no bytes. */
  derived: 0x01,
  /** One double. */
  sameDouble: 0x02,
  /** Doubles by byte planes: all first bytes, all second bytes, … */
  doubles: 0x03,
  /** + scale: one decimal. */
  sameDecimal: 0x10,
  /** + scale: decimals as differences. */
  deltas: 0x20,
  /** + scale: decimals as differences of differences. */
  deltaDeltas: 0x30,
  /** Flag: runs of present and missing ticks come first, then the present ones in the mode below. */
  sparse: 0x80,
} as const

export const MODE_FAMILY = 0x70
export const MODE_SCALE = 0x0f

const double = new Float64Array(1)
const doubleBytes = new Uint8Array(double.buffer)
let present = new Float64Array(512)
let scaled = new Float64Array(512)

/** Writes the first `ticks` values of a column; returns its mode. NaN is "not observed". */
export function putColumn(sink: ByteSink, values: Float64Array, ticks: number): number {
  let missing = 0
  for (let k = 0; k < ticks; k++) if (values[k] !== values[k]) missing++
  if (missing === ticks) return modes.absent
  if (missing === 0) return putPresent(sink, values, ticks)
  putRuns(sink, values, ticks)
  return modes.sparse | putPresent(sink, present, ticks - missing)
}

/** Lengths of runs, beginning with a present one (may be 0); the present values go to `present`. */
function putRuns(sink: ByteSink, values: Float64Array, ticks: number): void {
  if (present.length < ticks) present = new Float64Array(ticks)
  let count = 0
  let isPresent = true
  let run = 0
  for (let k = 0; k < ticks; k++) {
    const value = values[k]!
    if (value === value) present[count++] = value
    if ((value === value) !== isPresent) {
      sink.varint(run)
      run = 0
      isPresent = !isPresent
    }
    run++
  }
  sink.varint(run)
}

function putPresent(sink: ByteSink, values: Float64Array, count: number): number {
  const isConstant = isSame(values, count)
  const scale = commonScale(values, isConstant ? 1 : count)
  if (scale < 0) return putDoubles(sink, values, isConstant ? 1 : count, isConstant)
  if (isConstant) {
    sink.zigzag(Math.round(values[0]! * powersOfTen[scale]!))
    return modes.sameDecimal + scale
  }
  return putDecimals(sink, values, count, scale)
}

function isSame(values: Float64Array, count: number): boolean {
  const first = values[0]!
  for (let k = 1; k < count; k++) if (!Object.is(values[k], first)) return false
  return true
}

function putDoubles(sink: ByteSink, values: Float64Array, count: number, isConstant: boolean): number {
  sink.reserve(count * 8)
  const { bytes } = sink
  for (let k = 0; k < count; k++) {
    double[0] = values[k]!
    for (let plane = 0; plane < 8; plane++) bytes[sink.at + plane * count + k] = doubleBytes[7 - plane]!
  }
  sink.at += count * 8
  return isConstant ? modes.sameDouble : modes.doubles
}

function putDecimals(sink: ByteSink, values: Float64Array, count: number, scale: number): number {
  if (scaled.length < count) scaled = new Float64Array(count)
  const power = powersOfTen[scale]!
  let bytesOfDeltas = 0
  let bytesOfDeltaDeltas = 0
  let last = Math.round(values[0]! * power)
  let lastDelta = 0
  sink.zigzag(last)
  for (let k = 1; k < count; k++) {
    const now = Math.round(values[k]! * power)
    const delta = now - last
    scaled[k] = delta
    bytesOfDeltas += varintBytes(zigzag(delta))
    bytesOfDeltaDeltas += varintBytes(zigzag(delta - lastDelta))
    last = now
    lastDelta = delta
  }
  // plain deltas decode faster, and their zeros run longer: the second difference must earn its place
  const useSecond = bytesOfDeltaDeltas < bytesOfDeltas * 0.95
  if (useSecond) for (let k = count - 1; k > 1; k--) scaled[k]! -= scaled[k - 1]!
  putRunLengths(sink, scaled, count)
  return (useSecond ? modes.deltaDeltas : modes.deltas) + scale
}

/** Zigzag varints; a run of zeros is a zero and the run's length less one. */
function putRunLengths(sink: ByteSink, deltas: Float64Array, count: number): void {
  for (let k = 1; k < count; k++) {
    const delta = deltas[k]!
    sink.zigzag(delta)
    if (delta !== 0) continue
    const from = k
    while (k + 1 < count && deltas[k + 1] === 0) k++
    sink.varint(k - from)
  }
}

const varintBytes = (z: number): number =>
  z < 0x80 ? 1 : z < 0x4000 ? 2 : z < 0x200000 ? 3 : z < 0x10000000 ? 4 : z < 0x800000000 ? 5 : 7
