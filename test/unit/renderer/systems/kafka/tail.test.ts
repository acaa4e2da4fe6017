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

  test('a group that reads from long ago goes behind the break', () => {
    expect(chooseTail([18_480], [24_118, 61_204, 2_104_330])).toBe(80_000)
  })

  test('what the watermark depends on is always inside', () => {
    expect(chooseTail([3_000_000], [20])).toBeGreaterThanOrEqual(3_000_000)
  })

  test('what is not observed says nothing about the scale', () => {
    expect(chooseTail([NaN], [NaN, Infinity, 0])).toBe(100)
  })

  test('a scale that serves is kept, one that does not is left', () => {
    expect(chooseTail([30_000], [], 80_000)).toBe(80_000)
    expect(chooseTail([90_000], [], 80_000)).toBeGreaterThan(90_000)
    expect(chooseTail([100], [], 80_000)).toBeLessThan(1_000)
  })

  test('distances become pixels, and what is farther sticks to the edge', () => {
    const scale = { tail: 80_000, x0: 100, x1: 500 }
    expect([0, 20_000, 80_000, 5e9].map((d) => xOf(scale, d))).toEqual([500, 400, 100, 100])
    expect(tailMarks(80_000)).toEqual([0, 20_000, 40_000, 60_000, 80_000])
  })
})
