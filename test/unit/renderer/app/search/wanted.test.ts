import { expect, test } from 'vitest'
import { formatAddress, parseAddress } from '../../../../../src/renderer/app/address.ts'
import { narrowings, unnarrowed } from '../../../../../src/renderer/app/search/narrowed.ts'
import {
  changed,
  firstLimit,
  isBlank,
  limitOf,
  mostLimit,
  nextLimit,
  readWanted,
  requestOf,
  writeWanted,
} from '../../../../../src/renderer/app/search/wanted.ts'
import type { Wanted } from '../../../../../src/renderer/app/search/wanted.ts'

const hour = 3_600_000
const now = Date.parse('2026-11-20T12:00:00Z')
const blank = readWanted({})
const everything: Wanted = {
  text: 'broker 2, "a & b"',
  sort: 'fact',
  kinds: ['topic', 'network connector'],
  targetIds: ['demo-kafka', 'prod=1'],
  when: { is: 'stretch', from: now - hour, to: now },
  limit: 500,
}

test('all that is chosen stands in the address, and comes out of it again', () => {
  for (const when of [
    everything.when,
    { is: 'stretch', from: now, to: undefined },
    { is: 'stretch', from: undefined, to: undefined },
    { is: 'last', ms: 24 * hour },
  ] as const) {
    const wanted = { ...everything, when }
    const hash = formatAddress({ ...parseAddress('#/search'), state: writeWanted(wanted) })
    expect(readWanted(parseAddress(hash).state)).toEqual(wanted)
  }
  expect(writeWanted(blank)).toEqual({})
})

test('a stretch of the search is not the range of the charts', () => {
  const hash = formatAddress({ ...parseAddress('#/search'), state: writeWanted(everything) })
  expect(parseAddress(hash)).toMatchObject({ at: 'live', range: { is: 'last', ms: hour } })
})

test('nonsense in an address is ignored', () => {
  expect(readWanted({ sort: 'everything', when: 'yesterday', limit: '-4', kinds: ',,' })).toEqual(blank)
  expect(readWanted({ when: '2026-11-20T12:00:00Z..2026-11-20T11:00:00Z' })).toEqual(blank)
  expect(readWanted({ when: 'x..y', limit: '1e9' })).toMatchObject({
    when: { is: 'stretch', from: undefined, to: undefined },
    limit: mostLimit,
  })
})

test('what is asked for names only what was chosen', () => {
  expect(requestOf(readWanted({ q: ' orders ' }), now)).toEqual({
    text: 'orders',
    limit: firstLimit.together,
  })
  expect(requestOf(everything, now)).toEqual({
    text: everything.text,
    from: now - hour,
    to: now,
    targetIds: everything.targetIds,
    sorts: ['fact'],
    kinds: everything.kinds,
    limit: 500,
  })
  expect(requestOf(readWanted({ when: '1h' }), now)).toMatchObject({ text: '', from: now - hour })
  expect(requestOf(readWanted({ when: '1h' }), now)).not.toHaveProperty('to')
})

test('a filter alone is something to look for', () => {
  expect(isBlank(blank)).toBe(true)
  expect(isBlank(readWanted({ q: '  ' }))).toBe(true)
  for (const state of [{ q: 'a' }, { sort: 'run' }, { kinds: 'topic' }, { of: 'a' }, { when: '1h' }])
    expect(isBlank(readWanted(state))).toBe(false)
})

test('more are shown of what is looked for, and first ones again of something else', () => {
  const alone = readWanted({ q: 'a', sort: 'fact' })
  expect(limitOf(alone)).toBe(firstLimit.alone)
  const more = changed(alone, { limit: nextLimit(alone) })
  expect(limitOf(more)).toBeGreaterThan(firstLimit.alone)
  expect(limitOf(changed(more, { text: 'ab' }))).toBe(firstLimit.alone)
  expect(nextLimit({ ...more, limit: mostLimit })).toBe(mostLimit)
})

test('each filter says what it holds back, and how to drop it', () => {
  const says = narrowings(everything, (id) => id.toUpperCase(), now)
  expect(says).toHaveLength(4)
  expect(says[1]?.says).toBe('kind topic or network connector')
  expect(says[2]?.says).toBe('of DEMO-KAFKA or PROD=1')
  const dropped = says.reduce((wanted, { drop }) => changed(wanted, drop), everything)
  expect(dropped).toEqual(changed(everything, unnarrowed))
  expect(narrowings(dropped, String, now)).toEqual([])
  expect(narrowings(readWanted({ when: '7d' }), String, now)[0]?.says).toBe('in the last week')
})
