import { expect, test } from 'vitest'
import { lagSeries, lagTimeSeries } from '../../../../../src/renderer/systems/kafka/group/lag-series.ts'

const f = (...values: number[]) => Float64Array.from(values)
// 100 records a second, seen every second
const t = f(0, 1000, 2000, 3000, 4000)
const end = f(0, 100, 200, 300, 400)

test('lag is the distance to the end, unknown where either is', () => {
  expect(lagSeries(end, f(0, 50, NaN, 310, 100))).toEqual(f(0, 50, NaN, 0, 300))
})

test('the age of the oldest unread record is told between samples', () => {
  expect(lagTimeSeries(t, end, f(0, 100, 100, 150, 250))).toEqual(f(0, 0, 1, 1.5, 1.5))
})

test('what was written before the series begins has no known age', () => {
  const later = f(1000, 1100, 1200, 1300, 1400)
  expect(lagTimeSeries(t, later, f(900, 900, 1050, 1100, 1400))).toEqual(f(NaN, NaN, 1.5, 2, 0))
})

test('a gap in the end is stepped over, not read as zero', () => {
  const gap = f(0, NaN, 200, NaN, 400)
  expect(lagTimeSeries(t, gap, f(0, 0, 100, 100, 300))).toEqual(f(0, NaN, 1, NaN, 1))
})
