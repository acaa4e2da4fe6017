import { OrreryError } from '../../../../shared/base/errors.ts'

/** No ensemble answers with more; a larger length is another protocol's text. */
const largestFrame = 512 * 1024 * 1024

/**
 * Cuts a stream into packets, each led by its length in four bytes. The chunks may lie in a buffer that is used again:
 * a packet is valid until `onFrame` returns, and what spans chunks is copied.
 */
export class FrameReader {
  readonly #onFrame: (frame: Buffer) => void
  /** Bytes of a length that is not whole yet. */
  #head: Buffer = Buffer.alloc(0)
  #frame: Buffer | undefined
  #filled = 0

  constructor(onFrame: (frame: Buffer) => void) {
    this.#onFrame = onFrame
  }

  /** @throws OrreryError `protocol` */
  push(chunk: Buffer): void {
    let rest = this.#fill(chunk)
    if (this.#head.length > 0) {
      rest = Buffer.concat([this.#head, rest])
      this.#head = Buffer.alloc(0)
    }
    while (rest.length >= 4) {
      const length = rest.readInt32BE(0)
      if (length < 0 || length > largestFrame)
        throw new OrreryError('protocol', `A packet of ${length} bytes: this is not ZooKeeper’s protocol`)
      if (rest.length - 4 < length) {
        this.#frame = Buffer.allocUnsafe(length)
        this.#filled = 0
        this.#fill(rest.subarray(4))
        return
      }
      this.#onFrame(rest.subarray(4, 4 + length))
      rest = rest.subarray(4 + length)
    }
    this.#head = Buffer.from(rest)
  }

  /** Goes on with a packet that has begun. @returns what is left of the chunk */
  #fill(chunk: Buffer): Buffer {
    const frame = this.#frame
    if (frame === undefined) return chunk
    const taken = Math.min(chunk.length, frame.length - this.#filled)
    chunk.copy(frame, this.#filled, 0, taken)
    this.#filled += taken
    if (this.#filled === frame.length) {
      this.#frame = undefined
      this.#onFrame(frame)
    }
    return chunk.subarray(taken)
  }
}
