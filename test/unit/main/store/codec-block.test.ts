import { describe, expect, it } from 'vitest'
import { Block, encodeSegment, sealBlock, segmentsOf } from '../../../../src/main/store/codec/block.ts'
import { oddNumbers, randomColumn, seeded, below } from './random.ts'

const seal = (columns: readonly Float64Array[], ticks: number) =>
  sealBlock([{ ticks, bytes: encodeSegment(columns, ticks) }])

describe('a block', () => {
  it('gives back every column bit by bit, whatever it holds', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = seeded(seed)
      const ticks = 1 + below(random, 120)
      const columns = Array.from({ length: 1 + below(random, 40) }, () => randomColumn(random, ticks))
      const block = new Block(seal(columns, ticks))
      const out = new Float64Array(ticks)
      columns.forEach((column, i) => {
        block.read(i, out)
        expect(out, `seed ${seed} column ${i}`).toEqual(column)
      })
    }
  })

  it('gives single ticks as the columns have them', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const random = seeded(seed)
      const ticks = 1 + below(random, 90)
      const columns = Array.from({ length: 20 }, () => randomColumn(random, ticks))
      const block = new Block(seal(columns, ticks))
      const tick = below(random, ticks)
      const out = new Float64Array(20)
      block.readTick(tick, 20, out, 0)
      expect(out, `seed ${seed}`).toEqual(Float64Array.from(columns, (column) => column[tick]!))
    }
  })

  it('keeps −0, NaN and the infinities apart', () => {
    const column = Float64Array.from(oddNumbers)
    const out = new Float64Array(column.length)
    new Block(seal([column], column.length)).read(0, out)
    column.forEach((value, i) => expect(Object.is(out[i], value), `value ${i}`).toBe(true))
  })

  it('is put together from several without decoding, also when series came later', () => {
    const random = seeded(7)
    const early = Array.from({ length: 3 }, () => randomColumn(random, 10))
    const late = Array.from({ length: 5 }, () => randomColumn(random, 20))
    const merged = new Block(
      sealBlock([
        ...segmentsOf(seal(early, 10)),
        { ticks: 4, bytes: new Uint8Array(0) },
        ...segmentsOf(seal(late, 20)),
      ]),
    )
    expect(merged.ticks).toBe(34)
    expect(merged.columns).toBe(5)
    const out = new Float64Array(34)
    merged.read(4, out)
    expect(out).toEqual(Float64Array.from([...new Float64Array(14).fill(NaN), ...late[4]!]))
    merged.read(0, out)
    expect(out).toEqual(Float64Array.from([...early[0]!, NaN, NaN, NaN, NaN, ...late[0]!]))
  })

  it('has no bytes for what nobody observed', () => {
    expect(encodeSegment([new Float64Array(90).fill(NaN)], 90)).toHaveLength(0)
  })

  it('costs next to nothing for what does not move', () => {
    const columns = Array.from({ length: 128 }, (_, i) => new Float64Array(90).fill(i * 1000))
    expect(seal(columns, 90).length).toBeLessThan(128 * 6)
  })

  it('refuses bytes that changed on disk', () => {
    const random = seeded(3)
    const blob = seal(
      Array.from({ length: 30 }, () => randomColumn(random, 60)),
      60,
    )
    for (let i = 0; i < 50; i++) {
      const damaged = Buffer.from(blob)
      const at = below(random, damaged.length)
      damaged[at] = damaged[at]! ^ (1 + below(random, 255))
      // a changed length in the head is the one thing that zstd notices before we do
      expect(() => new Block(damaged)).toThrow(/blob|unknown|corrupt|mismatch|Destination/i)
    }
    expect(() => new Block(blob.subarray(0, 7))).toThrow(/blob of 7 bytes/)
  })
})
