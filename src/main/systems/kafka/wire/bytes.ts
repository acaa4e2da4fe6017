import { OrreryError } from '../../../../shared/base/errors.ts'

/**
 * Kafka's primitive types, as its protocol guide names them. "Compact" strings and arrays carry length + 1 as an
 * unsigned varint, the older ones an int16 or int32; flexible messages end each struct with tagged fields.
 */
export class Writer {
  #bytes: Buffer
  #at = 0

  constructor(sizeHint = 256) {
    this.#bytes = Buffer.allocUnsafe(sizeHint)
  }

  int8(value: number): this {
    this.#room(1)
    this.#at = this.#bytes.writeInt8(value, this.#at)
    return this
  }

  int16(value: number): this {
    this.#room(2)
    this.#at = this.#bytes.writeInt16BE(value, this.#at)
    return this
  }

  int32(value: number): this {
    this.#room(4)
    this.#at = this.#bytes.writeInt32BE(value, this.#at)
    return this
  }

  int64(value: bigint): this {
    this.#room(8)
    this.#at = this.#bytes.writeBigInt64BE(value, this.#at)
    return this
  }

  boolean(value: boolean): this {
    return this.int8(value ? 1 : 0)
  }

  uvarint(value: number): this {
    this.#room(5)
    let rest = value
    while (rest > 127) {
      this.#bytes[this.#at++] = (rest & 127) | 128
      rest >>>= 7
    }
    this.#bytes[this.#at++] = rest
    return this
  }

  /** The older string: int16 length. */
  string(value: string): this {
    const length = Buffer.byteLength(value)
    this.int16(length).#room(length)
    this.#at += this.#bytes.write(value, this.#at, length, 'utf8')
    return this
  }

  compactString(value: string | null): this {
    if (value === null) return this.uvarint(0)
    const length = Buffer.byteLength(value)
    this.uvarint(length + 1).#room(length)
    this.#at += this.#bytes.write(value, this.#at, length, 'utf8')
    return this
  }

  compactBytes(value: Uint8Array): this {
    return this.uvarint(value.length + 1).raw(value)
  }

  bytes(value: Uint8Array): this {
    return this.int32(value.length).raw(value)
  }

  raw(value: Uint8Array): this {
    this.#room(value.length)
    this.#bytes.set(value, this.#at)
    this.#at += value.length
    return this
  }

  /** `null` is a null array, which many requests read as "all". */
  compactArray<T>(items: readonly T[] | null, write: (item: T, writer: this) => void): this {
    this.uvarint(items === null ? 0 : items.length + 1)
    for (const item of items ?? []) write(item, this)
    return this
  }

  /** No tagged fields. */
  noTags(): this {
    return this.uvarint(0)
  }

  done(): Uint8Array {
    return this.#bytes.subarray(0, this.#at)
  }

  #room(more: number): void {
    if (this.#at + more <= this.#bytes.length) return
    const bigger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#at + more))
    this.#bytes.copy(bigger, 0, 0, this.#at)
    this.#bytes = bigger
  }
}

const UINT32 = 4294967296

/** Reads what a `Writer` of the other side wrote. @throws OrreryError `protocol` when the bytes end too early */
export class Reader {
  readonly bytes: Buffer
  at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  int8(): number {
    return (this.bytes[this.#take(1)]! << 24) >> 24
  }

  boolean(): boolean {
    return this.bytes[this.#take(1)] !== 0
  }

  int16(): number {
    const at = this.#take(2)
    return ((this.bytes[at]! << 24) | (this.bytes[at + 1]! << 16)) >> 16
  }

  int32(): number {
    const at = this.#take(4)
    const b = this.bytes
    return (b[at]! << 24) | (b[at + 1]! << 16) | (b[at + 2]! << 8) | b[at + 3]!
  }

  /** As a double: exact up to 2^53, which no offset or size reaches. */
  int64(): number {
    const high = this.int32()
    return high * UINT32 + (this.int32() >>> 0)
  }

  uvarint(): number {
    let value = 0
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.bytes[this.#take(1)]!
      value |= (byte & 127) << shift
      if (byte < 128) return value >>> 0
    }
    throw new OrreryError('protocol', 'A number in the reply is longer than five bytes')
  }

  string(): string | null {
    return this.#text(this.int16())
  }

  compactString(): string | null {
    return this.#text(this.uvarint() - 1)
  }

  /** A view of the reply's bytes, not a copy. */
  compactBytes(): Uint8Array {
    return this.raw(Math.max(0, this.uvarint() - 1))
  }

  raw(length: number): Uint8Array {
    const at = this.#take(length)
    return this.bytes.subarray(at, at + length)
  }

  /** Canonical form of a uuid as Kafka prints it: base64url of the 16 bytes. */
  uuid(): string {
    const at = this.#take(16)
    return this.bytes.toString('base64url', at, at + 16)
  }

  skip(length: number): void {
    this.#take(length)
  }

  skipCompact(): void {
    this.skip(Math.max(0, this.uvarint() - 1))
  }

  /** Length of a compact array that follows; −1 for null. */
  compactLength(): number {
    return this.#plausible(this.uvarint() - 1)
  }

  /** Length of an older array that follows; −1 for null. */
  length(): number {
    return this.#plausible(this.int32())
  }

  compactArray<T>(read: (reader: this) => T): T[] {
    return this.#items(this.compactLength(), read)
  }

  array<T>(read: (reader: this) => T): T[] {
    return this.#items(this.length(), read)
  }

  compactInt32s(): number[] {
    const length = Math.max(0, this.compactLength())
    const items = new Array<number>(length)
    for (let i = 0; i < length; i++) items[i] = this.int32()
    return items
  }

  skipTags(): void {
    for (let left = this.uvarint(); left > 0; left--) {
      this.uvarint()
      this.skip(this.uvarint())
    }
  }

  #items<T>(length: number, read: (reader: this) => T): T[] {
    const items: T[] = []
    for (let i = 0; i < length; i++) items.push(read(this))
    return items
  }

  #text(length: number): string | null {
    if (length < 0) return null
    const at = this.#take(length)
    return this.bytes.toString('utf8', at, at + length)
  }

  #take(length: number): number {
    const at = this.at
    this.at = at + length
    if (this.at > this.bytes.length) throw new OrreryError('protocol', 'The reply ends too early')
    return at
  }

  /** No element is shorter than a byte: a longer array is a sign of misread bytes, not something to allocate. */
  #plausible(length: number): number {
    if (length > this.bytes.length - this.at)
      throw new OrreryError(
        'protocol',
        `The reply announces ${String(length)} elements, more than it has bytes`,
      )
    return length
  }
}
