import { expect, test } from 'vitest'
import { before, isBefore } from '../../../../../src/renderer/app/everywhere/before.ts'
import { extentOf, seenTogether } from '../../../../../src/renderer/app/everywhere/who.ts'
import type { TargetState } from '../../../../../src/shared/api/targets.ts'

type Short = readonly [id: string, condition: TargetState['condition'], from?: number, to?: number]

function target([id, condition, from, to]: Short): TargetState {
  const extent = from === undefined || to === undefined ? {} : { extent: { from, to } }
  return { config: { id }, condition, ...extent } as TargetState
}

const all = (
  [
    ['own', 'observed', 5000, 9000],
    ['stopped', 'stopped', 1000, 2000],
    ['never', 'failing'],
    ['old', 'recorded', 100, 200],
    ['older', 'recorded', 10, 20],
  ] as const
).map(target)
const ids = (targets: readonly TargetState[]) => targets.map(({ config }) => config.id)

test('one’s own targets are looked at together, as far as anything was seen of them', () => {
  expect(ids(seenTogether(all, { is: 'last', ms: 1000 }))).toEqual(['own', 'stopped'])
})

test('a fixed range brings the recordings in that it touches', () => {
  expect(ids(seenTogether(all, { is: 'fixed', from: 150, to: 5500 }))).toEqual(['own', 'stopped', 'old'])
})

test('without a target of one’s own the recordings are all there is', () => {
  const recorded = all.filter(({ condition }) => condition === 'recorded')
  expect(ids(seenTogether(recorded, { is: 'all' }))).toEqual(['old', 'older'])
  expect(ids(seenTogether(recorded, { is: 'fixed', from: 15, to: 16 }))).toEqual(['older'])
  expect(extentOf(recorded)).toEqual({ from: 10, to: 200 })
  expect(extentOf([])).toBeUndefined()
})

test('the five minutes before end at the instant, and are known as that', () => {
  const { range, at } = before(1_000_000.4)
  expect({ at, range }).toEqual({ at: 1_000_000, range: { is: 'fixed', from: 700_000, to: 1_000_000 } })
  expect(isBefore({ from: 700_000, to: 1_000_000 }, 1_000_000)).toBe(true)
  expect(isBefore({ from: 700_000, to: 1_000_000 }, 900_000)).toBe(false)
})
