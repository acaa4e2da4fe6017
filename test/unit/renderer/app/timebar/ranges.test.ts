import { describe, expect, test } from 'vitest'
import type { RangeChoice } from '../../../../../src/renderer/app/address.ts'
import {
  choiceOf,
  keepInside,
  offeredLength,
  pan,
  resolveRange,
  zoom,
} from '../../../../../src/renderer/app/timebar/ranges.ts'

const hour = 3_600_000
const extent = { from: 0, to: 60 * hour }
const last = (ms: number): RangeChoice => ({ is: 'last', ms })

describe('what a choice means', () => {
  test('live, so long back from the newest sample', () => {
    expect(resolveRange(last(hour), 'live', extent)).toEqual({ from: 59 * hour, to: 60 * hour })
  })
  test('a young history is drawn as far as it goes', () => {
    const young = { from: 60 * hour - 600_000, to: 60 * hour }
    expect(resolveRange(last(6 * hour), 'live', young)).toEqual(young)
    const newborn = { from: 60 * hour - 1000, to: 60 * hour }
    expect(resolveRange(last(6 * hour), 'live', newborn).from).toBe(60 * hour - 300_000)
  })
  test('a recording that is shorter than the range is drawn whole', () => {
    const recording = { from: 60 * hour - 600_000, to: 60 * hour }
    expect(resolveRange(last(hour), 60 * hour, recording)).toEqual(recording)
  })
  test('paused, the instant lies inside with room after it', () => {
    expect(resolveRange(last(4 * hour), 10 * hour, extent)).toEqual({ from: 7 * hour, to: 11 * hour })
  })
  test('paused near the edge it ends at the edge', () => {
    expect(resolveRange(last(4 * hour), 60 * hour, extent)).toEqual({ from: 56 * hour, to: 60 * hour })
  })
  test('everything, even when there is hardly anything', () => {
    expect(resolveRange({ is: 'all' }, 'live', extent)).toEqual(extent)
    expect(resolveRange({ is: 'all' }, 'live', { from: 5, to: 5 }).to).toBeGreaterThan(5)
  })
})

describe('zoom', () => {
  const range = { from: 20 * hour, to: 26 * hour }
  test('the instant under the pointer stays where it is', () => {
    for (const factor of [0.5, 0.8, 1.25, 2])
      for (const share of [0, 0.2, 0.5, 1]) {
        const around = range.from + share * (range.to - range.from)
        const next = zoom(range, around, factor, extent)
        expect((around - next.from) / (next.to - next.from)).toBeCloseTo(share, 9)
      }
  })
  test('out and in again is where it was', () => {
    const there = zoom(range, 22 * hour, 1.5, extent)
    const back = zoom(there, 22 * hour, 1 / 1.5, extent)
    expect(back.from).toBeCloseTo(range.from, 3)
    expect(back.to).toBeCloseTo(range.to, 3)
  })
  test('never past the history and never below ten seconds', () => {
    expect(zoom(range, 22 * hour, 1000, extent)).toEqual(extent)
    const tiny = zoom(range, 22 * hour, 1e-9, extent)
    expect(tiny.to - tiny.from).toBe(10_000)
  })
})

test('panning stops at both ends and keeps the length', () => {
  const range = { from: 20 * hour, to: 26 * hour }
  expect(pan(range, -100 * hour, extent)).toEqual({ from: 0, to: 6 * hour })
  expect(pan(range, 100 * hour, extent)).toEqual({ from: 54 * hour, to: 60 * hour })
})

test('a range follows an instant that leaves it, at its own length', () => {
  const range = { from: 20 * hour, to: 30 * hour }
  expect(keepInside(range, 25 * hour)).toEqual(range)
  expect(keepInside(range, 10 * hour)).toEqual({ from: 9 * hour, to: 19 * hour })
  expect(keepInside(range, 40 * hour)).toEqual({ from: 31 * hour, to: 41 * hour })
})

test('only a live range at the edge goes on following it', () => {
  expect(choiceOf({ from: 54 * hour, to: 60 * hour }, 'live', extent)).toEqual(last(6 * hour))
  expect(choiceOf({ from: 54 * hour, to: 60 * hour }, 55 * hour, extent).is).toBe('fixed')
  expect(choiceOf({ from: 40 * hour, to: 50 * hour }, 'live', extent).is).toBe('fixed')
})

test('the offered length that holds is marked', () => {
  expect(offeredLength(last(6 * hour), extent)).toBe('6 h')
  expect(offeredLength({ is: 'fixed', from: hour, to: 2 * hour }, extent)).toBe('1 h')
  expect(offeredLength({ is: 'fixed', from: hour, to: 2.5 * hour }, extent)).toBeUndefined()
  expect(offeredLength({ is: 'all' }, extent)).toBe('all')
})
