import { expect, test } from 'vitest'
import { defaultRange } from '../../../../../src/renderer/app/address.ts'
import { instantNear, placeOf } from '../../../../../src/renderer/app/search/place.ts'
import { pageOf } from '../../../../../src/renderer/systems/kafka/entities.ts'
import { aFact, aFinding, anEntity, aRun } from './found.ts'

const all = { is: 'all' } as const

test('a thing that is there opens live, one that is gone when it was last there', () => {
  const page = { path: ['t', 'prod', 'topics', 'orders'], state: { partition: '3' }, range: all }
  expect(placeOf(anEntity, pageOf, all)).toEqual({ ...page, at: 'live' })
  expect(placeOf({ ...anEntity, isThere: false }, pageOf, all)).toEqual({ ...page, at: 8999 })
  const once = { ...anEntity, isThere: false, first: 9000 }
  expect(placeOf(once, pageOf, all)).toEqual({ ...page, at: 9000 })
  // only numbers are kept of it: nobody knows when it went
  expect(placeOf({ ...anEntity, isThere: undefined, last: undefined }, pageOf, all)).toEqual({
    ...page,
    at: 'live',
  })
})

test('a value opens when the last thing took it on, a finding when it opened, a run as its replay', () => {
  expect(placeOf(aFact, pageOf, all)).toMatchObject({ path: ['t', 'prod', 'topics', 'orders'], at: 4000 })
  expect(placeOf(aFinding, pageOf, all)).toEqual({
    path: ['t', 'prod', 'findings'],
    state: { finding: '7' },
    at: 5000,
    range: all,
  })
  expect(placeOf(aRun, pageOf, all)).toMatchObject({ path: ['x', 'run', '14-k3f9'], state: {}, at: 'live' })
})

test('what has no page of its own opens among the events of that instant', () => {
  const gone = { ...anEntity, entity: 'something/else', isThere: false }
  expect(placeOf(gone, pageOf, all)).toMatchObject({ path: ['t', 'prod', 'events'], state: {}, at: 8999 })
})

test('a range that stands elsewhere in time is left', () => {
  const fixed = { is: 'fixed', from: 100_000, to: 200_000 } as const
  expect(placeOf(aFinding, pageOf, fixed).range).toEqual(defaultRange)
  expect(placeOf(aFinding, pageOf, { is: 'last', ms: 5000 }).range).toEqual({ is: 'last', ms: 5000 })
})

test('the instant in force is kept where the thing was there', () => {
  const gone = { ...anEntity, isThere: false }
  expect(instantNear(gone, 3000)).toBe(3000)
  expect(instantNear(gone, 'live')).toBe(8999)
  expect(instantNear(gone, 1000)).toBe(8999)
  expect(instantNear(gone, 9000)).toBe(8999)
  expect(instantNear(anEntity, 1000)).toBe('live')
  expect(instantNear({ ...anEntity, first: undefined }, 3000)).toBe('live')
})
