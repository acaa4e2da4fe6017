import { describe, expect, test } from 'vitest'
import {
  chooseTail,
  roundTail,
  tailMarks,
  xOf,
} from '../../../../../src/renderer/systems/kafka/water/tail.ts'

describe('the tail', () => {
  test.each([
    [1, 100],
    [101, 200],
    [61_204, 80_000],
    [80_001, 100_000],
    [900_000, 1_000_000],
  ])('%d messages fit into %d', (n, tail) => {
    expect(roundTail(n)).toBe(tail)
  })

  const calm = { must: [31], may: [24_118, 61_204, 341, 2_980, 2_104_330, 2_095_872], waiting: 0 }

  test('a group that reads from long ago goes behind the break', () => {
    expect(chooseTail(calm)).toBe(80_000)
  })

  test('while a watermark stands, what waits behind it takes about a quarter', () => {
    expect(chooseTail({ must: [18_480], may: [61_204, 191_340, 2_104_330], waiting: 18_480 })).toBe(80_000)
  })

  test('what the watermark depends on is always inside', () => {
    expect(chooseTail({ must: [3_000_000], may: [20], waiting: 0 })).toBeGreaterThanOrEqual(3_000_000)
  })

  test('what is not observed says nothing about the scale', () => {
    expect(chooseTail({ must: [NaN], may: [NaN, Infinity, 0], waiting: 0 })).toBe(100)
  })

  test('a scale that serves is kept, one that does not is left', () => {
    const waits = (n: number) => ({ must: [n], may: [], waiting: n })
    expect(chooseTail(waits(9_000), 80_000)).toBe(80_000)
    expect(chooseTail(waits(90_000), 80_000)).toBe(400_000)
    expect(chooseTail(waits(100), 80_000)).toBeLessThan(1_000)
  })

  test('distances become pixels, and what is farther sticks to the edge', () => {
    const scale = { tail: 80_000, x0: 100, x1: 500 }
    expect([0, 20_000, 80_000, 5e9].map((d) => xOf(scale, d))).toEqual([500, 400, 100, 100])
    expect(tailMarks(80_000)).toEqual([0, 20_000, 40_000, 60_000, 80_000])
  })
})
