/** Room for length, xid and opcode before the body of a request. */
const headerBytes = 12

/** Builds one request in ZooKeeper's serialization (jute): big-endian, strings and buffers led by their length. */
export class JuteWriter {
  #buffer: Buffer
  #at = headerBytes

  /** @param roomBytes what the body will about need; grows by itself */
  constructor(roomBytes = 256) {
    this.#buffer = Buffer.allocUnsafe(headerBytes + roomBytes)
  }

  int(value: number): this {
    this.#reserve(4)
    this.#at = this.#buffer.writeInt32BE(value, this.#at)
    return this
  }

  long(value: bigint): this {
    this.#reserve(8)
    this.#at = this.#buffer.writeBigInt64BE(value, this.#at)
    return this
  }

  bool(value: boolean): this {
    this.#reserve(1)
    this.#buffer[this.#at++] = value ? 1 : 0
    return this
  }

  string(value: string): this {
    this.#reserve(4 + 3 * value.length)
    const length = this.#buffer.write(value, this.#at + 4, 'utf8')
    this.#buffer.writeInt32BE(length, this.#at)
    this.#at += 4 + length
    return this
  }

  bytes(value: Uint8Array): this {
    this.int(value.length)
    this.#reserve(value.length)
    this.#buffer.set(value, this.#at)
    this.#at += value.length
    return this
  }

  /** What stands in `bytes` from one place to another, as a buffer or string. Meant for few bytes. */
  part(bytes: Uint8Array, from: number, to: number): this {
    this.int(to - from)
    this.#reserve(to - from)
    const into = this.#buffer
    let at = this.#at
    for (let i = from; i < to; i++) into[at++] = bytes[i] ?? 0
    this.#at = at
    return this
  }

  /** The whole packet with its header. */
  request(xid: number, opcode: number): Buffer {
    this.#buffer.writeInt32BE(this.#at - 4, 0)
    this.#buffer.writeInt32BE(xid, 4)
    this.#buffer.writeInt32BE(opcode, 8)
    return this.#buffer.subarray(0, this.#at)
  }

  /** The packet without xid and opcode: the handshake has none. */
  handshake(): Buffer {
    this.#buffer.writeInt32BE(this.#at - headerBytes, 8)
    return this.#buffer.subarray(8, this.#at)
  }

  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#buffer.length) return
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#at + bytes))
    this.#buffer.copy(larger, 0, 0, this.#at)
    this.#buffer = larger
  }
}

/** Reads a packet from front to back. @throws RangeError past its end */
export class JuteReader {
  readonly buffer: Buffer
  at: number
  readonly #view: DataView

  constructor(buffer: Buffer, at = 0) {
    this.buffer = buffer
    this.at = at
    this.#view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length)
  }

  int(): number {
    const value = this.#view.getInt32(this.at)
    this.at += 4
    return value
  }

  /** An int at some place further on; the reader stays where it is. */
  intAt(offset: number): number {
    return this.#view.getInt32(this.at + offset)
  }

  long(): bigint {
    const value = this.buffer.readBigInt64BE(this.at)
    this.at += 8
    return value
  }

  bool(): boolean {
    return this.#view.getUint8(this.at++) === 1
  }

  string(): string {
    const length = Math.max(this.int(), 0)
    const value = this.buffer.toString('utf8', this.at, this.at + length)
    this.at += length
    return value
  }

  /** Empty where the server wrote null. */
  bytes(): Buffer {
    const length = Math.max(this.int(), 0)
    const value = this.buffer.subarray(this.at, this.at + length)
    this.at += length
    return value
  }

  /** Calls back for each string of a list. */
  strings(each: (value: string) => void): void {
    for (let left = this.int(); left > 0; left--) each(this.string())
  }
}
