/** Shorter replies aren't worth keeping track of. */
const LENT_FROM_BYTES = 32 * 1024
/** Lengths differ a little from tick to tick. */
const STEP_BYTES = 64 * 1024
/** Idle buffers together: what one tick of a large cluster brings. */
const MOST_IDLE_BYTES = 8 * 1024 * 1024

const lent = new WeakSet<ArrayBufferLike>()
/** Shortest first. */
const idle: ArrayBuffer[] = []

/**
 * A buffer for a reply, if possible one that was given back: a tick brings megabytes, which V8, seeing little garbage of its
 * own, would leave lying about for ten ticks. Whoever gives nothing back leaves it to the garbage collector.
 */
export function bufferFor(length: number): Buffer {
  if (length < LENT_FROM_BYTES) return Buffer.allocUnsafe(length)
  const fitting = idle.findIndex(({ byteLength }) => byteLength >= length)
  const [known] = fitting < 0 ? [] : idle.splice(fitting, 1)
  const memory = known ?? Buffer.allocUnsafeSlow(Math.ceil(length / STEP_BYTES) * STEP_BYTES).buffer
  lent.add(memory)
  return Buffer.from(memory, 0, length)
}

/** The reply that these bytes are of is not read any more, nor anything that views it: others will be written there. */
export function giveBack({ buffer }: Uint8Array): void {
  if (!lent.delete(buffer) || !(buffer instanceof ArrayBuffer)) return
  const bytes = idle.reduce((sum, { byteLength }) => sum + byteLength, buffer.byteLength)
  if (bytes > MOST_IDLE_BYTES) return
  const place = idle.findIndex(({ byteLength }) => byteLength >= buffer.byteLength)
  idle.splice(place < 0 ? idle.length : place, 0, buffer)
}
