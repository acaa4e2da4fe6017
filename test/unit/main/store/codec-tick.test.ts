import { describe, expect, it } from 'vitest'
import {
  applyChunk,
  encodeTick,
  openTick,
  SLOTS_PER_CHUNK,
  TickState,
} from '../../../../src/main/store/codec/tick.ts'
import { decodeInstants, encodeInstants } from '../../../../src/main/store/codec/instants.ts'
import { below, oddNumbers, pick, randomColumn, seeded } from './random.ts'

/** What a reader sees after applying all ticks from the first on. */
function readBack(blobs: readonly Uint8Array[], slots: number): Float64Array {
  const out = new Float64Array(slots)
  for (let chunk = 0; chunk * SLOTS_PER_CHUNK < slots; chunk++) {
    const state = new TickState(SLOTS_PER_CHUNK)
    for (const blob of blobs) applyChunk(openTick(blob), chunk, state)
    const first = chunk * SLOTS_PER_CHUNK
    out.set(state.values.subarray(0, Math.min(SLOTS_PER_CHUNK, slots - first)), first)
  }
  return out
}

describe('the tick log', () => {
  it('gives back every tick bit by bit', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = seeded(seed)
      const slots = 1 + below(random, 700)
      const ticks = 1 + below(random, 12)
      const columns = Array.from({ length: slots }, () => randomColumn(random, ticks))
      const state = new TickState(slots)
      const blobs: Buffer[] = []
      for (let k = 0; k < ticks; k++) {
        const next = Float64Array.from(columns, (column) => column[k]!)
        blobs.push(encodeTick(state, next, slots, k === 0))
        expect(readBack(blobs, slots), `seed ${seed} tick ${k}`).toEqual(next)
      }
    }
  })

  it('takes series that come later, and a key in the middle', () => {
    const random = seeded(11)
    const state = new TickState(1)
    const blobs: Buffer[] = []
    for (let slots = 1; slots < 1_200; slots += 97) {
      if (state.values.length < slots) state.grow(slots)
      const next = Float64Array.from({ length: slots }, () => pick(random, [...oddNumbers, 1, 2, 3]))
      const isKey = slots > 600 && slots < 700
      if (isKey) blobs.length = 0
      blobs.push(encodeTick(state, next, slots, blobs.length === 0))
      expect(readBack(blobs, slots)).toEqual(next)
    }
  })

  it('writes nothing for what did not move', () => {
    const values = Float64Array.from({ length: 5_000 }, (_, i) => i / 100)
    const state = new TickState(5_000)
    encodeTick(state, values, 5_000, true)
    expect(encodeTick(state, values, 5_000, false).length).toBeLessThan(80)
  })

  it('refuses bytes that changed on disk', () => {
    const blob = encodeTick(new TickState(300), new Float64Array(300).fill(1.5), 300, true)
    blob[40] = blob[40]! ^ 1
    expect(() => openTick(blob)).toThrow(/checksum/)
  })
})

describe('instants', () => {
  it('come back, steady or not, also from before 1970', () => {
    const random = seeded(5)
    let at = -5_000
    const instants = Float64Array.from({ length: 500 }, () => (at += 1 + below(random, 1e10)))
    expect(decodeInstants(encodeInstants(instants))).toEqual(instants)
  })

  it('cost about a byte each at a steady beat with some jitter', () => {
    const random = seeded(6)
    const instants = Float64Array.from(
      { length: 90 },
      (_, i) => 1_790_000_000_000 + i * 10_000 + below(random, 9),
    )
    expect(encodeInstants(instants).length).toBeLessThan(90 + 30)
  })
})
