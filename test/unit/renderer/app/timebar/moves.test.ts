import { expect, test } from 'vitest'
import type { RangeChoice } from '../../../../../src/renderer/app/address.ts'
import {
  toInstant,
  toLive,
  toOffered,
  toRange,
  zoomed,
} from '../../../../../src/renderer/app/timebar/moves.ts'
import type { Place } from '../../../../../src/renderer/app/timebar/moves.ts'

const hour = 3_600_000
const extent = { from: 0, to: 60 * hour }
const live: Place = {
  at: 'live',
  shown: 60 * hour,
  choice: { is: 'last', ms: 6 * hour },
  range: { from: 54 * hour, to: 60 * hour },
  extent,
}
const paused: Place = {
  at: 56 * hour,
  shown: 56 * hour,
  choice: { is: 'fixed', from: 54 * hour, to: 60 * hour },
  range: { from: 54 * hour, to: 60 * hour },
  extent,
}

test('pausing fixes the range, so that no new sample moves it, and Back undoes it', () => {
  expect(toInstant(live, 57 * hour, true)).toEqual({
    change: { at: 57 * hour, range: { is: 'fixed', from: 54 * hour, to: 60 * hour } },
    history: 'push',
  })
})

test('dragging writes nothing until it settles; moving on in the past is no new step', () => {
  expect(toInstant(paused, 57 * hour, false).history).toBe('later')
  expect(toInstant(paused, 57 * hour, true).history).toBe('replace')
})

test('an instant outside the range takes the range along; none lies in the future', () => {
  const { change } = toInstant(paused, 10 * hour, true)
  expect(change.range).toMatchObject({ is: 'fixed' })
  const range = change.range as Extract<RangeChoice, { is: 'fixed' }>
  expect(range.from).toBeLessThan(10 * hour)
  expect(range.to - range.from).toBe(6 * hour)
  expect(toInstant(paused, 99 * hour, true).change.at).toBe(60 * hour)
})

test('back to live follows with a range of the same length', () => {
  expect(toLive(paused)).toEqual({
    change: { at: 'live', range: { is: 'last', ms: 6 * hour } },
    history: 'push',
  })
  expect(toLive({ ...paused, choice: { is: 'all' } }).change.range).toEqual({ is: 'all' })
})

test('zooming while live keeps the edge in sight and goes on following', () => {
  const range = zoomed(live, 55 * hour, 0.5).change.range
  expect(range).toEqual({ is: 'last', ms: 3 * hour })
  expect(zoomed(paused, 56 * hour, 0.5).change.range).toEqual({ is: 'fixed', from: 55 * hour, to: 58 * hour })
})

test('a range brushed away from the edge stands, also live', () => {
  expect(toRange(live, { from: 10 * hour, to: 20 * hour }, true).change.range?.is).toBe('fixed')
})

test('an offered length lies around the instant, or follows live', () => {
  expect(toOffered(live, '1 h').change.range).toEqual({ is: 'last', ms: hour })
  expect(toOffered(live, 'all').change.range).toEqual({ is: 'all' })
  expect(toOffered(paused, 'all').change.range).toEqual({ is: 'fixed', ...extent })
  const range = toOffered(paused, '1 h').change.range as Extract<RangeChoice, { is: 'fixed' }>
  expect(range.from).toBeLessThan(56 * hour)
  expect(range.to).toBeGreaterThan(56 * hour)
})
