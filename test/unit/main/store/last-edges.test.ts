import { describe, expect, it } from 'vitest'
import { ByteSink, ByteSource, zigzag } from '../../../../src/main/store/codec/bytes.ts'
import { encodeRecord, openRecord } from '../../../../src/main/store/codec/changes.ts'
import { EntityIndex } from '../../../../src/main/store/read/entity-index.ts'
import { LastEdges } from '../../../../src/main/store/read/last-edges.ts'
import { below, seeded } from './random.ts'

describe('varints read all at once', () => {
  it('are those that were written one by one', () => {
    const random = seeded(5)
    const numbers = Array.from({ length: 2_000 }, () => below(random, 2 ** below(random, 54)))
    const sink = new ByteSink()
    for (const number of numbers) sink.varint(number)
    const small = numbers.map((number) => number % 2 ** 31)
    for (const number of small) sink.varint(number)
    sink.varint(zigzag(-7))
    const source = new ByteSource(sink.take())
    expect([...source.doubles(numbers.length)]).toEqual(numbers)
    expect([...source.int32s(small.length)]).toEqual(small)
    expect(source.zigzag()).toBe(-7)
    expect(source.isAtEnd).toBe(true)
  })

  it('are refused when their bytes end early, or never could hold them', () => {
    const cut = () => new ByteSource(Uint8Array.of(1, 2, 0x80))
    expect(() => cut().int32s(3)).toThrow(RangeError)
    expect(() => cut().doubles(3)).toThrow(RangeError)
    expect(() => cut().int32s(2 ** 40)).toThrow(RangeError)
    expect(() => new ByteSource(Uint8Array.of(1, 0x80, 1), 0, 2).doubles(2)).toThrow(RangeError)
  })
})

describe('an index of entities', () => {
  it.each([1, 3, 50])('finds each of a list with gaps of up to %i, and no other', (gap) => {
    const random = seeded(gap)
    let last = 1_000
    const list = Int32Array.from({ length: 300 }, () => (last += 1 + below(random, gap)))
    const index = EntityIndex.of(list)
    for (let entity = 900; entity < last + 100; entity++)
      expect(index.indexOf(entity)).toBe(list.indexOf(entity))
  })

  it('of nothing finds nothing', () => {
    expect(EntityIndex.of(new Int32Array()).indexOf(0)).toBe(-1)
  })
})

describe('last edges', () => {
  it.each([1, 2, 3])('are what a map of them would hold (seed %i)', (seed) => {
    const random = seeded(seed)
    const told = new Map<number, { text: string | null; since: number }>()
    const records = Array.from({ length: 60 }, (_, at) => {
      const group = (key: number) => {
        const entities = Array.from({ length: below(random, 40) }, () => below(random, 500) * 1_024)
        const after = entities.map(() => (random() < 0.3 ? null : String(below(random, 9))))
        if (key === 4) entities.forEach((entity, i) => told.set(entity, { text: after[i]!, since: at }))
        return { key, isFirst: true, entities, after, before: [] }
      }
      return openRecord(encodeRecord({ at, groups: [group(3), group(4)] }))
    })
    const edges = new LastEdges(4, records)
    const textOf = (entity: number) => {
      const left = edges.get(entity)
      return left && { text: left.value < 0 ? null : left.texts.get(left.value), since: left.since }
    }
    expect([...edges.entities]).toEqual([...told.keys()])
    for (let entity = 0; entity < 500 * 1_024; entity += 512) {
      expect(textOf(entity)).toEqual(told.get(entity))
      expect(edges.has(entity)).toBe(told.has(entity))
    }
  })
})
