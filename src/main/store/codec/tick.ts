import { ByteSource, putVarint, unzigzag, zigzag } from './bytes.ts'
import { isDecimal, isExact, isWhole, MAX_SCALE, powersOfTen, scaleOf } from './decimal.ts'
import { DamagedFrame, openFrame, sealFrame } from './frame.ts'

/** Slots are written in chunks with their lengths in front, so that a few series can be read without the rest. */
export const SLOTS_PER_CHUNK = 256

const KEY = 1
const ESCAPE = 0
const MISSING = 254
const RAW = 255
/** Scales that are no power of ten. */
const AS_RAW = -1
const AS_MISSING = -2
/** gap 2 + escape 1 + form 1 + value 8, rounded up. */
const MAX_BYTES_PER_SLOT = 14

const MAX_SMALL = 2 ** 29

const double = new Float64Array(1)
const doubleBytes = new Uint8Array(double.buffer)

/** The last value of a run of slots, and how it was written: what a delta is a delta to. */
export class TickState {
  values: Float64Array
  /** The same as `values`. */
  bits: Int32Array
  scaled: Float64Array
  scales: Int8Array

  constructor(slots: number) {
    this.values = new Float64Array(slots).fill(NaN)
    this.bits = bitsOf(this.values)
    this.scaled = new Float64Array(slots)
    this.scales = new Int8Array(slots).fill(AS_MISSING)
  }

  grow(slots: number): void {
    const old = { values: this.values, scaled: this.scaled, scales: this.scales }
    const size = Math.max(slots, old.values.length * 2)
    this.values = new Float64Array(size).fill(NaN)
    this.bits = bitsOf(this.values)
    this.scaled = new Float64Array(size)
    this.scales = new Int8Array(size).fill(AS_MISSING)
    this.values.set(old.values)
    this.scaled.set(old.scaled)
    this.scales.set(old.scales)
  }
}

let out = new Uint8Array(1 << 16)
const moved = new Int32Array(SLOTS_PER_CHUNK)
const bitsOf = (values: Float64Array): Int32Array =>
  new Int32Array(values.buffer, values.byteOffset, values.length * 2)

/**
 * One row of the tick log: all slots (`isKey`), or those that changed against `state`, which moves on.
 * Bit-exact: NaN stands for "not observed", −0 and ±Infinity come back as they were.
 */
export function encodeTick(state: TickState, next: Float64Array, slots: number, isKey: boolean): Buffer {
  const chunks = Math.ceil(slots / SLOTS_PER_CHUNK)
  const worst = 16 + chunks * 2 + slots * MAX_BYTES_PER_SLOT
  if (out.length < worst) out = new Uint8Array(worst * 2)
  out[0] = isKey ? KEY : 0
  const lengthsAt = putVarint(out, 1, slots)
  const nextBits = bitsOf(next)
  let at = lengthsAt + chunks * 2
  for (let chunk = 0; chunk < chunks; chunk++) {
    const from = chunk * SLOTS_PER_CHUNK
    const to = Math.min(slots, from + SLOTS_PER_CHUNK)
    const start = at
    at = isKey ? putKeyChunk(state, next, from, to, at) : putDeltaChunk(state, next, nextBits, from, to, at)
    out[lengthsAt + chunk * 2] = (at - start) & 255
    out[lengthsAt + chunk * 2 + 1] = (at - start) >> 8
  }
  return sealFrame('tick', out.subarray(0, at), false)
}

function putKeyChunk(state: TickState, next: Float64Array, from: number, to: number, start: number): number {
  let at = start
  for (let slot = from; slot < to; slot++) at = putAbsolute(state, slot, next[slot]!, at)
  return at
}

/** The hot path of every append: most slots did not move, most that did moved by little. */
function putDeltaChunk(
  state: TickState,
  next: Float64Array,
  nextBits: Int32Array,
  from: number,
  to: number,
  start: number,
): number {
  const { values, scales, scaled } = state
  const bytes = out
  const count = findMoved(state.bits, nextBits, from, to)
  let at = start
  let expected = from
  for (let i = 0; i < count; i++) {
    const slot = moved[i]!
    const value = next[slot]!
    // not observed, before or now, in other bits
    if (value !== value && scales[slot] === AS_MISSING) continue
    const gap = slot - expected
    if (gap < 128) bytes[at++] = gap
    else at = putVarint(bytes, at, gap)
    expected = slot + 1
    const scale = scales[slot]!
    const now = scale <= 0 ? value : Math.round(value * powersOfTen[scale]!)
    if (scale === 0 ? isWhole(value) : scale > 0 && isExact(value, now, powersOfTen[scale]!)) {
      at = putDifference(bytes, at, now - scaled[slot]!)
      scaled[slot] = now
      values[slot] = value
    } else {
      bytes[at++] = ESCAPE
      at = putAbsolute(state, slot, value, at)
    }
  }
  return at
}

/**
 * The slots whose doubles differ in any bit, into `moved`; returns how many. Without a branch: which slots move is as
 * good as random, and a wrong guess of the processor costs more than all else here.
 */
function findMoved(before: Int32Array, now: Int32Array, from: number, to: number): number {
  let count = 0
  for (let slot = from; slot < to; slot++) {
    const differs = (before[slot * 2]! ^ now[slot * 2]!) | (before[slot * 2 + 1]! ^ now[slot * 2 + 1]!)
    moved[count] = slot
    count += (differs | -differs) >>> 31
  }
  return count
}

/** The zigzag of a difference plus one; in integers, where they do. */
function putDifference(bytes: Uint8Array, start: number, difference: number): number {
  const whole = difference | 0
  if (whole !== difference || whole > MAX_SMALL || whole < -MAX_SMALL)
    return putVarint(bytes, start, zigzag(difference) + 1)
  let at = start
  let z = ((whole << 1) ^ (whole >> 31)) + 1
  for (; z >= 128; z >>>= 7) bytes[at++] = (z & 127) | 128
  bytes[at++] = z
  return at
}

function putAbsolute(state: TickState, slot: number, value: number, start: number): number {
  let at = start
  state.values[slot] = value
  if (value !== value) {
    state.scales[slot] = AS_MISSING
    out[at++] = MISSING
    return at
  }
  // what was no short decimal before is hardly one now: ask the widest scale before searching all
  const scale = state.scales[slot] === AS_RAW && !isDecimal(value, MAX_SCALE) ? AS_RAW : scaleOf(value)
  state.scales[slot] = scale
  if (scale === AS_RAW) {
    double[0] = value
    out[at++] = RAW
    // a call of `set` costs more than eight bytes
    for (let i = 0; i < 8; i++) out[at + i] = doubleBytes[i]!
    return at + 8
  }
  const scaled = Math.round(value * powersOfTen[scale]!)
  state.scaled[slot] = scaled
  out[at++] = scale
  return putVarint(out, at, zigzag(scaled))
}

/** A tick's payload, opened: chunks can be applied one by one. */
export interface OpenTick {
  readonly payload: Uint8Array
  readonly isKey: boolean
  readonly slots: number
  /** Byte offset of each chunk, and of the end. */
  readonly offsets: Uint32Array
}

/** @throws DamagedFrame */
export function openTick(blob: Uint8Array): OpenTick {
  const payload = openFrame('tick', blob)
  const source = new ByteSource(payload)
  const isKey = source.u8() === KEY
  const slots = source.varint()
  const chunks = Math.ceil(slots / SLOTS_PER_CHUNK)
  if (chunks * 2 > payload.length) throw new DamagedFrame(`a tick of ${slots} slots`)
  const offsets = new Uint32Array(chunks + 1)
  offsets[0] = source.at + chunks * 2
  for (let chunk = 0; chunk < chunks; chunk++) {
    const length = source.u8() | (source.u8() << 8)
    offsets[chunk + 1] = offsets[chunk]! + length
  }
  if (offsets[chunks] !== payload.length) throw new DamagedFrame('a tick blob ends at the wrong byte')
  return { payload, isKey, slots, offsets }
}

/** Moves `state`, which begins at the chunk's first slot, on to this tick. Ticks are applied from a key on, in order. */
export function applyChunk(tick: OpenTick, chunk: number, state: TickState): void {
  if (chunk + 1 >= tick.offsets.length) return
  const source = new ByteSource(tick.payload, tick.offsets[chunk], tick.offsets[chunk + 1])
  if (tick.isKey) {
    for (let slot = 0; !source.isAtEnd; slot++) takeAbsolute(source, state, slot)
    return
  }
  let slot = -1
  while (!source.isAtEnd) {
    slot += source.varint() + 1
    const z = source.varint()
    if (z === ESCAPE) takeAbsolute(source, state, slot)
    else {
      const now = state.scaled[slot]! + unzigzag(z - 1)
      state.scaled[slot] = now
      state.values[slot] = now / powersOfTen[state.scales[slot]!]!
    }
  }
}

function takeAbsolute(source: ByteSource, state: TickState, slot: number): void {
  const form = source.u8()
  if (form === MISSING) {
    state.scales[slot] = AS_MISSING
    state.values[slot] = NaN
  } else if (form === RAW) {
    doubleBytes.set(source.take(8))
    state.scales[slot] = AS_RAW
    state.values[slot] = double[0]!
  } else {
    const scaled = source.zigzag()
    state.scales[slot] = form
    state.scaled[slot] = scaled
    state.values[slot] = scaled / powersOfTen[form]!
  }
}
