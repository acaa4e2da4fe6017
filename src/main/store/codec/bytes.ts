/** A growing run of bytes. Integers are written as LEB128 varints of up to 2^53 − 1. */
export class ByteSink {
  bytes: Uint8Array
  at = 0

  constructor(size = 1024) {
    this.bytes = new Uint8Array(size)
  }

  /** Makes room for `count` more bytes, so that a hot loop may write without asking. */
  reserve(count: number): void {
    if (this.at + count <= this.bytes.length) return
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.at + count))
    larger.set(this.bytes.subarray(0, this.at))
    this.bytes = larger
  }

  u8(value: number): void {
    this.reserve(1)
    this.bytes[this.at++] = value
  }

  varint(value: number): void {
    this.reserve(8)
    this.at = putVarint(this.bytes, this.at, value)
  }

  /** A signed integer: small magnitudes of either sign stay short. */
  zigzag(value: number): void {
    this.varint(zigzag(value))
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length)
    this.bytes.set(bytes, this.at)
    this.at += bytes.length
  }

  /** A copy of what was written. */
  take(): Uint8Array {
    return this.bytes.slice(0, this.at)
  }
}

/** Writes a non-negative integer below 2^53; returns the position after it. Needs room for 8 bytes. */
export function putVarint(bytes: Uint8Array, start: number, value: number): number {
  let at = start
  let rest = value
  while (rest >= 0x80000000) {
    bytes[at++] = (rest % 128) | 128
    rest = Math.floor(rest / 128)
  }
  while (rest >= 128) {
    bytes[at++] = (rest & 127) | 128
    rest >>>= 7
  }
  bytes[at++] = rest
  return at
}

export const zigzag = (value: number): number => (value >= 0 ? value * 2 : -value * 2 - 1)
export const unzigzag = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2)

/** Reads what a ByteSink wrote. Running over the end is a RangeError: the bytes are damaged. */
export class ByteSource {
  readonly bytes: Uint8Array
  readonly end: number
  at: number

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    if (end > bytes.length) throw new RangeError('bytes end too early')
    this.bytes = bytes
    this.at = at
    this.end = end
  }

  get isAtEnd(): boolean {
    return this.at >= this.end
  }

  u8(): number {
    if (this.at >= this.end) throw new RangeError('bytes end too early')
    return this.bytes[this.at++]!
  }

  varint(): number {
    const first = this.u8()
    if (first < 128) return first
    let value = first & 127
    for (let shift = 7; ; shift += 7) {
      const byte = this.u8()
      // bit operators hold 32 bits: beyond 28, go on by multiplication
      if (shift < 28) value |= (byte & 127) << shift
      else value += (byte & 127) * 2 ** shift
      if (byte < 128) return value
    }
  }

  zigzag(): number {
    return unzigzag(this.varint())
  }

  /** `count` varints below 2^31. Columns of thousands are read by these two, not one call at a time. */
  int32s(count: number): Int32Array {
    this.#refuse(count)
    const out = new Int32Array(count)
    const { bytes, end } = this
    let { at } = this
    for (let i = 0; i < count; i++) {
      let byte = bytes[at++]!
      let value = byte & 127
      for (let shift = 7; byte >= 128 && shift < 35; shift += 7) {
        byte = bytes[at++]!
        value |= (byte & 127) << shift
      }
      out[i] = value
      if (at > end) throw new RangeError('bytes end too early')
    }
    this.at = at
    return out
  }

  /** `count` varints. */
  doubles(count: number): Float64Array {
    this.#refuse(count)
    const out = new Float64Array(count)
    const { bytes, end } = this
    let { at } = this
    for (let i = 0; i < count; i++) {
      const start = at
      let byte = bytes[at++]!
      let value = byte & 127
      for (let shift = 7; byte >= 128 && shift < 28; shift += 7) {
        byte = bytes[at++]!
        value |= (byte & 127) << shift
      }
      if (byte >= 128) {
        this.at = start
        value = this.varint()
        at = this.at
      }
      out[i] = value
      if (at > end) throw new RangeError('bytes end too early')
    }
    this.at = at
    return out
  }

  /** A varint that says how many things follow, each of `least` bytes or more. */
  count(least: number): number {
    const count = this.varint()
    this.#refuse(count * least)
    return count
  }

  /** Each takes a byte at least: damaged bytes must not ask for gigabytes. */
  #refuse(count: number): void {
    if (count > this.end - this.at) throw new RangeError('bytes end too early')
  }

  take(count: number): Uint8Array {
    if (count > this.end - this.at) throw new RangeError('bytes end too early')
    const part = this.bytes.subarray(this.at, this.at + count)
    this.at += count
    return part
  }
}
