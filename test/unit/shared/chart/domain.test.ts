import { describe, expect, test } from 'vitest'
import { extent, niceStep, steadyRange, timeTicks, valueAxis } from '../../../../src/shared/chart/domain.ts'

test('steps are 1, 2 or 5 of a power of ten', () => {
  expect([0.3, 1, 1.2, 4, 7, 130, 0].map(niceStep)).toEqual([0.5, 1, 2, 5, 10, 200, 1])
})

describe('a value axis', () => {
  test('begins at zero and ends above the highest value', () => {
    expect(valueAxis({ lo: 12, hi: 418 }, 3)).toEqual({ lo: 0, hi: 600, ticks: [0, 200, 400, 600] })
  })
  test('may begin elsewhere, where only the course counts', () => {
    const axis = valueAxis({ lo: 10_482_000, hi: 10_483_100 }, 3, false)
    expect(axis.lo).toBeLessThanOrEqual(10_482_000)
    expect(axis.lo).toBeGreaterThan(10_000_000)
    expect(axis.hi).toBeGreaterThanOrEqual(10_483_100)
  })
  test('goes below zero with the values', () => {
    expect(valueAxis({ lo: -3, hi: 8 }, 3)).toEqual({ lo: -5, hi: 10, ticks: [-5, 0, 5, 10] })
  })
  test('stands even when all is zero, or nothing was seen', () => {
    expect(valueAxis({ lo: 0, hi: 0 }, 3).hi).toBeGreaterThan(0)
    expect(valueAxis({ lo: Infinity, hi: -Infinity }, 3)).toEqual({ lo: 0, hi: 1, ticks: [0, 1] })
  })
})

test('what was not seen is no extreme', () => {
  const t = Float64Array.of(0, 1, 2, 3)
  expect(extent(t, [Float64Array.of(1, NaN, 7, 100)], 0, 2)).toEqual({ lo: 1, hi: 7 })
})

describe('time', () => {
  const at = (clock: string) => new Date(`2026-11-20T${clock}`).getTime()
  test('ticks stand on round local times', () => {
    const ticks = timeTicks(at('01:07:00'), at('05:10:00'), 6)
    expect(ticks.map((each) => new Date(each).getHours())).toEqual([2, 3, 4, 5])
    expect(ticks.every((each) => new Date(each).getMinutes() === 0)).toBe(true)
  })
  test('also over days', () => {
    const ticks = timeTicks(at('01:00:00') - 3 * 86_400_000, at('01:00:00'), 4)
    expect(ticks.map((each) => new Date(each).getHours())).toEqual([0, 0, 0])
  })
  test('never more than were asked for', () => {
    for (const minutes of [0.2, 1, 7, 55, 600, 5000, 90_000]) {
      const from = at('00:00:10')
      expect(timeTicks(from, from + minutes * 60_000, 8).length).toBeLessThanOrEqual(9)
    }
  })
  test('a live axis moves in steps', () => {
    const hour = 3_600_000
    const one = steadyRange(at('04:00:00') - hour, at('04:00:00') + 1000)
    const next = steadyRange(at('04:00:00') - hour + 5000, at('04:00:00') + 6000)
    expect(next).toEqual(one)
    expect(one.to).toBeGreaterThanOrEqual(at('04:00:00') + 6000)
  })
})
