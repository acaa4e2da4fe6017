import { describe, expect, test } from 'vitest'
import { beyondDisk, usageTone } from '../../../../../src/renderer/systems/activemq/brokers/UsageCell.tsx'
import { durablesSaid } from '../../../../../src/renderer/systems/activemq/durables/durables-said.ts'
import { blindAnswering, overviewSaid } from '../../../../../src/renderer/systems/activemq/overview-said.ts'
import { historyLayout } from '../../../../../src/renderer/systems/activemq/pairs/history.ts'
import { lockWords } from '../../../../../src/renderer/systems/activemq/pairs/lock-words.ts'
import {
  brokerWords,
  endpointWords,
  listed,
  shortRemote,
} from '../../../../../src/renderer/systems/activemq/words.ts'
import { brokerRow, durable, endpoint, overviewData, usage } from './samples.ts'

const at = 10_000_000

describe('an address', () => {
  test('that refuses while another serves may wait or be dead: neither green nor red', () => {
    const waiting = endpoint({ state: 'refused', role: 'waiting-or-dead' })
    expect(endpointWords(waiting)).toEqual({ tone: 'unknown', word: 'waits, or is dead' })
    expect(lockWords(waiting, true).is).toBe('perhaps')
    expect(overviewSaid(overviewData({ endpoints: [endpoint(), waiting] }), at)).toEqual([])
  })

  test('that never answered and refuses may wait too; one without a route does not', () => {
    expect(endpointWords(endpoint({ state: 'refused', role: 'unknown' })).tone).toBe('unknown')
    expect(endpointWords(endpoint({ state: 'unreachable', role: 'unknown' })).tone).toBe('bad')
  })

  test('that hangs is named, and may hold the lock', () => {
    const hung = endpoint({ state: 'silent', role: 'hung', stateSince: at - 65_000 })
    expect(endpointWords(hung).word).toBe('hangs')
    expect(lockWords(hung, true).is).toBe('hangs')
    expect(overviewSaid(overviewData({ endpoints: [hung] }), at)[0]?.headline).toMatch(
      /^A at a:8161 hangs since/,
    )
  })

  test('that refuses while nobody serves is red', () => {
    expect(endpointWords(endpoint({ state: 'refused', role: 'gone' })).tone).toBe('bad')
  })
})

test('what could not be read is told of addresses that answer, with what would change it', () => {
  const endpoints = [
    endpoint(),
    endpoint({ address: 'c:8161', state: 'closed' }),
    endpoint({ address: 'b:8161', state: 'refused', role: 'unknown' }),
  ]
  const blind = endpoints.map(({ address }) => ({
    ...{ entity: `endpoint/${address}`, ask: 'Broker', why: 'no', fix: null },
  }))
  expect(blindAnswering(overviewData({ blind, endpoints }))).toEqual(blind.slice(0, 2))
})

describe('a broker', () => {
  test('that an address serves is sound, though another refuses', () => {
    const row = brokerRow({ endpoints: ['a:8161', 'b:8161'] })
    const other = endpoint({ address: 'b:8161', state: 'refused', role: 'waiting-or-dead' })
    expect(brokerWords(row, [endpoint(), other]).tone).toBe('ok')
  })

  test('that nobody serves hangs, if one of its addresses does', () => {
    const row = brokerRow({ servedBy: null, endpoints: ['a:8161', 'b:8161'] })
    const refused = endpoint({ address: 'a:8161', state: 'refused', role: 'gone' })
    const silent = endpoint({ address: 'b:8161', state: 'silent', role: 'hung' })
    expect(brokerWords(row, [refused, silent]).word).toBe('hangs')
    expect(brokerWords(row, [refused]).word).toBe('refuses connections')
    expect(brokerWords(row, []).tone).toBe('unknown')
  })
})

describe('limits', () => {
  test('a store that may outgrow its disk is said, with by how much', () => {
    const broker = brokerRow({ store: usage(100e9, 3), diskFree: 41e9 })
    expect(beyondDisk(broker)).toBe(56e9)
    expect(overviewSaid(overviewData({ brokers: [broker] }), at)[0]?.headline).toContain('by 56')
  })

  test('what isn’t observed is no alarm and no all-clear', () => {
    expect(beyondDisk(brokerRow({ store: usage(100, 3), diskFree: null }))).toBeNull()
    expect(usageTone(usage(null, null))).toBe('quiet')
  })

  test('one that is reached comes before one that may be', () => {
    const broker = brokerRow({ memory: usage(100, 100), store: usage(100e9, 3), diskFree: 1 })
    expect(overviewSaid(overviewData({ brokers: [broker] }), at).map(({ tone }) => tone)).toEqual([
      'bad',
      'warn',
    ])
  })
})

describe('durable subscribers', () => {
  test('that are offline with messages cost room; those without cost nothing', () => {
    const rows = [
      durable({ isActive: false, pending: 40, pendingPerSecond: 2 }),
      durable({ isActive: false }),
    ]
    const said = durablesSaid({ rows, why: null })
    expect(said).toHaveLength(1)
    expect(said[0]?.headline).toContain('40 messages')
    expect(said[0]?.rest).toContain('2 a second')
  })

  test('that moved left their messages behind', () => {
    const row = durable({ isActive: false, pending: 7, elsewhere: [{ broker: 'B', isActive: true }] })
    expect(durablesSaid({ rows: [row], why: null })[1]?.headline).toBe(
      'nightly moved to B; its 7 messages stayed on A.',
    )
  })
})

describe('who served when', () => {
  const pair = {
    endpoints: [endpoint({ address: 'a' }), endpoint({ address: 'b' })],
    history: [
      { endpoint: 'b', from: 6000, to: null },
      { endpoint: 'a', from: 1000, to: 5000 },
    ],
  }

  test('is drawn on a row for each address, over all that is known', () => {
    const { spans, endpoints } = historyLayout(pair, 101_000, 1000)
    expect(endpoints).toEqual(['a', 'b'])
    const [b, a] = spans
    expect(a).toMatchObject({ row: 0, x: 0, width: 40, isNow: false })
    expect(b).toMatchObject({ row: 1, x: 50, width: 950, isNow: true })
  })

  test('stays inside its width, however short a stretch is, and tells nothing of the future', () => {
    for (const instant of [900, 1000, 1001, 6000, 6001, 1e9]) {
      const { spans } = historyLayout(pair, instant, 300)
      for (const span of spans) {
        expect(span.x).toBeGreaterThanOrEqual(0)
        expect(span.width).toBeGreaterThan(0)
        expect(span.x + span.width).toBeLessThanOrEqual(300.001)
      }
    }
    expect(historyLayout(pair, 5500, 300).spans).toHaveLength(1)
  })
})

test('lists are cut, addresses lose what all begin with', () => {
  expect(listed(['a', 'b', 'c', 'd'])).toBe('a, b and 2 more')
  expect(shortRemote('tcp://10.0.0.7:51234')).toBe('10.0.0.7:51234')
  expect(shortRemote(null)).toBe('?')
})
