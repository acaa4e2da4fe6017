import type { Socket } from 'node:net'

/** What a proxy does to everything that goes through it, from now on. */
export interface Conditions {
  /** Each chunk arrives this much later, in each direction. */
  delayMs: number
  /** Of each connection and direction. Infinity: as fast as it goes. */
  bytesPerS: number
  /** Nothing is read or written, and nothing is closed. */
  hanging: boolean
}

interface Parcel {
  readonly bytes: Buffer
  readonly dueMs: number
}

const queueLimitBytes = 1024 * 1024

/** One direction of a proxied connection. */
export class Flow {
  readonly #from: Socket
  readonly #to: Socket
  readonly #conditions: Conditions
  readonly #queue: Parcel[] = []
  #queuedBytes = 0
  #freeAtMs = 0
  #ended = false
  #timer: NodeJS.Timeout | undefined

  constructor(from: Socket, to: Socket, conditions: Conditions) {
    this.#from = from
    this.#to = to
    this.#conditions = conditions
    from.on('data', (bytes) => this.#take(bytes))
    from.once('end', () => {
      this.#ended = true
      this.wake()
    })
    from.once('close', () => clearTimeout(this.#timer))
    to.on('drain', () => this.wake())
  }

  /** To be called whenever the conditions have changed. */
  wake(): void {
    clearTimeout(this.#timer)
    if (this.#conditions.hanging) {
      this.#from.pause()
      return
    }
    this.#deliver()
    if (this.#queuedBytes < queueLimitBytes) this.#from.resume()
  }

  #take(bytes: Buffer): void {
    const { delayMs, bytesPerS } = this.#conditions
    // a twentieth of a second at a time, so that a slow line trickles and doesn't burst
    const size = Math.max(1, Math.min(bytes.length, Math.floor(bytesPerS / 20)))
    for (let at = 0; at < bytes.length; at += size) {
      const part = bytes.subarray(at, at + size)
      this.#freeAtMs = Math.max(performance.now(), this.#freeAtMs) + (part.length / bytesPerS) * 1000
      this.#queue.push({ bytes: part, dueMs: this.#freeAtMs + delayMs })
    }
    this.#queuedBytes += bytes.length
    if (this.#queuedBytes >= queueLimitBytes) this.#from.pause()
    this.wake()
  }

  #deliver(): void {
    for (;;) {
      const [first] = this.#queue
      if (!first) break
      const waitMs = first.dueMs - performance.now()
      if (waitMs > 0) {
        this.#timer = setTimeout(() => this.wake(), Math.ceil(waitMs))
        return
      }
      this.#queue.shift()
      this.#queuedBytes -= first.bytes.length
      // 'drain' wakes us again
      if (!this.#to.write(first.bytes)) return
    }
    if (this.#ended) this.#to.end()
  }
}
