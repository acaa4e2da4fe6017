import { describe, expect, test } from 'vitest'
import {
  bandPath,
  blindStretches,
  linePath,
  nearest,
  spread,
  stack,
  windowOf,
} from '../../../../src/shared/chart/path.ts'
import { linearScale } from '../../../../src/shared/chart/scale.ts'

const t = Float64Array.of(0, 10, 20, 30, 40)
const x = linearScale(0, 40, 0, 40)
const y = linearScale(0, 10, 10, 0)
const all = { first: 0, end: 5 }
const f = (...values: readonly number[]) => Float64Array.from(values)

describe('a line', () => {
  test('joins what was seen', () => {
    expect(linePath(t, f(0, 1, 2, 3, 4), all, x, y)).toBe('M0 100l100 -10l100 -10l100 -10l100 -10')
  })
  test('breaks where nothing was seen', () => {
    expect(linePath(t, f(0, 1, NaN, 3, 4), all, x, y)).toBe('M0 100l100 -10M300 70l100 -10')
  })
  test('a lone point is a dot', () => {
    expect(linePath(t, f(NaN, 1, NaN, NaN, 4), all, x, y)).toBe('M100 90h0M400 60h0')
  })
  test('nothing seen draws nothing', () => {
    expect(linePath(t, f(NaN, NaN, NaN, NaN, NaN), all, x, y)).toBe('')
    expect(linePath(f(), f(), { first: 0, end: 0 }, x, y)).toBe('')
  })
})

test('a band has one piece for each unbroken run', () => {
  const d = bandPath(t, f(0, 0, NaN, 0, 0), f(1, 1, 1, 2, 2), all, x, y)
  expect(d).toBe('M0 90l100 0l0 10l-100 0ZM300 80l100 0l0 20l-100 0Z')
})

test('a window keeps one neighbour on either side', () => {
  expect(windowOf(t, 15, 25)).toEqual({ first: 1, end: 4 })
  expect(windowOf(t, -5, 100)).toEqual({ first: 0, end: 5 })
  expect(windowOf(t, 41, 50)).toEqual({ first: 4, end: 5 })
})

test('a stack lifts each series by those below it; a hole stays a hole', () => {
  expect(stack([f(1, 2, NaN), f(10, NaN, 30)])).toEqual([f(1, 2, NaN), f(11, NaN, 30)])
})

describe('what nobody saw', () => {
  test('lies between the last instant seen and the next', () => {
    expect(blindStretches(t, [f(1, NaN, NaN, 3, 4), f(1, NaN, NaN, NaN, 4)], 0, 40)).toEqual([
      { from: 0, to: 30 },
    ])
  })
  test('may reach to the end, or from the beginning', () => {
    expect(blindStretches(t, [f(NaN, 1, 2, 3, NaN)], 0, 40)).toEqual([
      { from: 0, to: 10 },
      { from: 30, to: 40 },
    ])
  })
  test('begins before the first sample and ends after the last, unless that is only a step away', () => {
    const late = f(10, 11, 12, 13, 14)
    expect(blindStretches(late, [f(1, 2, 3, 4, 5)], 0, 14)).toEqual([{ from: 0, to: 10 }])
    expect(blindStretches(late, [f(1, 2, 3, 4, 5)], 8, 16)).toEqual([])
    expect(blindStretches(late, [f(1, 2, 3, 4, 5)], 8, 30)).toEqual([{ from: 14, to: 30 }])
  })
  test('one series seen is enough', () => {
    expect(blindStretches(t, [f(NaN, NaN, NaN, NaN, NaN), f(1, 2, 3, 4, 5)], 0, 40)).toEqual([])
  })
})

test('labels keep apart, in order and inside', () => {
  for (const wanted of [
    [5, 5, 5],
    [98, 99, 100],
    [0, 50, 51],
    [60, 20, 21],
  ]) {
    const rows = spread(wanted, 12, 0, 100)
    const sorted = [...rows].sort((a, b) => a - b)
    for (let k = 1; k < sorted.length; k++)
      expect((sorted[k] ?? 0) - (sorted[k - 1] ?? 0)).toBeGreaterThanOrEqual(12)
    expect(Math.min(...rows)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...rows)).toBeLessThanOrEqual(100)
  }
})

test('the nearest instant', () => {
  expect([-5, 4, 5, 6, 39, 99].map((at) => nearest(t, at))).toEqual([0, 0, 1, 1, 4, 4])
  expect(nearest(f(), 5)).toBe(-1)
})
