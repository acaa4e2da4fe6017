import { ByteSink, ByteSource } from './bytes.ts'
import { MOST_TICKS } from './block.ts'
import { DamagedFrame, openFrame, sealFrame } from './frame.ts'

/** The instants that all series of a span share: whole ms, ascending; a steady beat costs about a byte each. */
export function encodeInstants(instants: Float64Array): Buffer {
  const sink = new ByteSink(16 + instants.length * 2)
  sink.varint(instants.length)
  let last = 0
  let lastStep = 0
  for (const at of instants) {
    const step = at - last
    sink.zigzag(step - lastStep)
    last = at
    lastStep = step
  }
  return sealFrame('instants', sink.bytes.subarray(0, sink.at), false)
}

/** @throws DamagedFrame */
export function decodeInstants(blob: Uint8Array): Float64Array {
  const source = new ByteSource(openFrame('instants', blob))
  const instants = new Float64Array(source.count(1))
  if (instants.length > MOST_TICKS) throw new DamagedFrame(`${instants.length} instants in one span`)
  let last = 0
  let step = 0
  for (let i = 0; i < instants.length; i++) {
    step += source.zigzag()
    last += step
    instants[i] = last
  }
  return instants
}
