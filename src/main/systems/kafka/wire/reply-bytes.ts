import { bufferFor } from './reply-buffers.ts'

/** No reply of a cluster within Orrery's reach is longer: what announces more isn't Kafka. */
const MAX_REPLY_BYTES = 256 * 1024 * 1024
/** Length of the correlation id, which every reply begins with. */
const MIN_REPLY_BYTES = 4

/**
 * Puts a stream of `length i32 · reply` together. Each reply gets one buffer of its own length as soon as that is known: a
 * tick brings megabytes, and chunks to be joined later would be twice as much garbage.
 */
export class ReplyBytes {
  readonly #head = Buffer.alloc(4)
  #headLength = 0
  #reply: Buffer | undefined
  #length = 0

  /** Takes from a chunk what belongs to the reply that is due. @returns how much that was, bytes */
  put(chunk: Uint8Array): number {
    const taken = this.#reply === undefined ? this.#putHead(chunk) : 0
    if (this.#reply === undefined) return taken
    const rest = chunk.subarray(taken, taken + this.#reply.length - this.#length)
    this.#reply.set(rest, this.#length)
    this.#length += rest.length
    return taken + rest.length
  }

  #putHead(chunk: Uint8Array): number {
    const part = chunk.subarray(0, this.#head.length - this.#headLength)
    this.#head.set(part, this.#headLength)
    this.#headLength += part.length
    if (this.#headLength === this.#head.length && !this.isImpossible)
      this.#reply = bufferFor(this.#head.readInt32BE())
    return part.length
  }

  /** What should be a length can't be one. */
  get isImpossible(): boolean {
    if (this.#headLength < this.#head.length) return false
    const length = this.#head.readInt32BE()
    return length < MIN_REPLY_BYTES || length > MAX_REPLY_BYTES
  }

  /** What came since the last reply, of an impossible one: its length, and what follows. */
  seen(rest: Uint8Array): Buffer {
    return Buffer.concat([this.#head, rest])
  }

  /** The reply, once it is whole, without its length. */
  take(): Buffer | undefined {
    const reply = this.#reply
    if (reply === undefined || this.#length < reply.length) return undefined
    this.#reply = undefined
    this.#headLength = 0
    this.#length = 0
    return reply
  }
}
