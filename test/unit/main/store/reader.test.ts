import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Finding, RuleVerdict } from '../../../../src/shared/api/findings.ts'
import { openReader } from '../../../../src/main/store/reader.ts'
import type { HistoryReader } from '../../../../src/main/store/store.ts'
import { entities, facts, open, push, sample, t0, temporaryFolder, values } from './history.ts'

const at = (n: number) => t0 + n * 10_000
const parts = entities('topic/a/0', 'topic/a/1')
const keys = { notable: ['leader'], silent: ['stat'] }

const finding = (id: string, opened: number, rest: Partial<Finding> = {}): Finding => ({
  id,
  targetId: 'c',
  rule: 'kafka/under-replicated',
  entity: 'topic/a/0',
  severity: 'warning',
  title: `finding ${id}`,
  since: opened - 1_000,
  opened,
  evidence: [],
  why: 'why',
  fix: 'fix',
  source: { label: 'source', url: 'https://example.org' },
  ...rest,
})

const verdict = (is: RuleVerdict['is']): RuleVerdict => ({
  rule: 'kafka/under-replicated',
  title: 'All in sync',
  is,
})

/** Leaders change at ticks 10 and 30; a stat at every tick; nothing was sampled between 40 and 60. */
async function history(file: string): Promise<void> {
  await using store = await open(file, { windowTicks: 8 })
  for (let n = 0; n < 100; n++) {
    if (n > 40 && n < 60) continue
    store.append(
      'c',
      sample(at(n), {
        values: [values('load', parts, [n, n])],
        facts: [
          facts('leader', parts, [n < 10 ? 1 : n < 30 ? 2 : 3, 1]),
          facts('stat', parts, [n, n]),
          facts('config', parts, [n < 70 ? 'a' : 'b', undefined]),
        ],
      }),
    )
    if (n === 20) store.openFinding(finding('f1', at(20)))
    if (n === 25) store.updateFinding(finding('f1', at(20), { title: 'worse' }), at(25))
    if (n === 35) store.closeFinding('f1', at(35))
    if (n === 80) store.openFinding(finding('f2', at(80)))
    if (n === 20) store.setVerdicts('c', at(20), [verdict('finding')])
    if (n === 35) store.setVerdicts('c', at(35), [verdict('ok')])
  }
  await store.settled()
}

describe('a reader', { timeout: 30_000 }, () => {
  const folder = temporaryFolder()
  let reader: HistoryReader
  beforeAll(async () => {
    await history(folder.file)
    reader = openReader(folder.file)
  }, 30_000)
  afterAll(() => {
    reader[Symbol.dispose]()
    folder[Symbol.dispose]()
  })

  it('steps from sample to sample, from edge to edge, from finding to finding', () => {
    expect(reader.stepSample('c', at(5), 'forward')).toBe(at(6))
    expect(reader.stepSample('c', at(5) + 1, 'back')).toBe(at(5))
    expect(reader.stepSample('c', at(40), 'forward')).toBe(at(60))
    expect(reader.stepSample('c', at(60), 'back')).toBe(at(40))
    expect(reader.stepSample('c', at(0), 'back')).toBeUndefined()
    expect(reader.stepSample('c', at(99), 'forward')).toBeUndefined()
    for (let n = 1; n < 40; n++) expect(reader.stepSample('c', at(n), 'back'), `${n}`).toBe(at(n - 1))
    expect(reader.stepChange('c', at(0), 'forward', ['leader'])).toBe(at(10))
    expect(reader.stepChange('c', at(10), 'forward', ['leader'])).toBe(at(30))
    expect(reader.stepChange('c', at(99), 'back', ['leader', 'config'])).toBe(at(70))
    expect(reader.stepChange('c', at(10), 'back', ['leader'])).toBeUndefined()
    expect(reader.stepFinding('c', at(0), 'forward')).toBe(at(20))
    expect(reader.stepFinding('c', at(20), 'forward')).toBe(at(35))
    expect(reader.stepFinding('c', at(99), 'back')).toBe(at(80))
    expect(reader.stepFinding('c', at(80), 'forward')).toBeUndefined()
  })

  it('tells the gap that an instant lies in', () => {
    expect(reader.gapAt('c', at(50))).toEqual({ from: at(40), to: at(60) })
    expect(reader.gapAt('c', at(30) + 5_000)).toBeUndefined()
    expect(reader.gapAt('c', at(99) + 20_000)).toBeUndefined()
    expect(reader.gapAt('c', at(200))).toEqual({ from: at(99), to: undefined })
    expect(reader.look('c', at(50))?.moment.sampledAt).toBe(at(40))
  })

  it('draws a timeline: what happened, what was notable, where nobody looked', () => {
    const { density, notable, gaps, findings } = reader.timeline(
      { targetId: 'c', from: t0, to: at(100), buckets: 10 },
      keys,
    )
    // f1 opens and closes, f2 opens; leaders at 10 and 30, a config at 70
    expect([...notable]).toEqual([0, 1, 1, 2, 0, 0, 0, 0, 1, 0])
    expect([...density]).toEqual([0, 1, 1, 2, 0, 0, 0, 1, 1, 0])
    expect(gaps).toEqual([{ from: at(40), to: at(60) }])
    expect(findings.map(({ id, from, to, title }) => [id, from, to, title])).toEqual([
      ['f2', at(80), undefined, 'finding f2'],
      ['f1', at(20), at(35), 'worse'],
    ])
    expect(reader.timeline({ targetId: 'c', from: at(45), to: at(50), buckets: 5 }, keys).gaps).toEqual([
      { from: at(45), to: at(50) },
    ])
    const empty = reader.timeline({ targetId: 'nobody', from: 0, to: 10, buckets: 3 }, keys)
    expect([empty.density.length, empty.gaps, empty.findings]).toEqual([3, [], []])
  })

  it('tells edges newest first, of some keys or of one entity, and no first sights', () => {
    const leaders = reader.changes('c', t0, at(99), { keys: ['leader'], limit: 10 })
    expect(leaders).toEqual([
      { at: at(30), entity: 'topic/a/0', key: 'leader', before: 2, after: 3 },
      { at: at(10), entity: 'topic/a/0', key: 'leader', before: 1, after: 2 },
    ])
    expect(reader.changes('c', t0, at(99), { keys: ['leader'], limit: 1 })).toEqual(leaders.slice(0, 1))
    expect(reader.changes('c', t0, at(29), { keys: ['leader'], limit: 10 })).toEqual(leaders.slice(1))
    expect(reader.changes('c', t0, at(99), { entity: 'topic/a/1', keys: ['leader'], limit: 10 })).toEqual([])
    const all = reader.changes('c', t0, at(99), { limit: 1_000 })
    expect(all.some(({ at }) => at === t0)).toBe(false)
    expect(new Set(all.map(({ key }) => key))).toEqual(new Set(['leader', 'stat', 'config']))
  })

  it('shows findings and verdicts as they were at an instant', () => {
    const titles = (n: number) => reader.findingsAt('c', at(n)).map(({ title, closed }) => [title, closed])
    expect(titles(19)).toEqual([])
    expect(titles(20)).toEqual([['finding f1', undefined]])
    expect(titles(30)).toEqual([['worse', undefined]])
    expect(titles(35)).toEqual([])
    expect(
      reader
        .look('c', at(30))
        ?.findings()
        .map(({ id }) => id),
    ).toEqual(['f1'])
    expect(reader.findingsIn('c', at(30), at(85), 10).map(({ id, closed }) => [id, closed])).toEqual([
      ['f2', undefined],
      ['f1', at(35)],
    ])
    expect(reader.findingsIn('c', at(30), at(85), 1)).toHaveLength(1)
    expect(reader.findingsIn('c', at(36), at(79), 10)).toEqual([])
    expect([10, 20, 34, 35].map((n) => reader.verdictsAt('c', at(n)).map(({ is }) => is))).toEqual([
      [],
      ['finding'],
      ['finding'],
      ['ok'],
    ])
  })

  it('sees what is appended beside it, and nothing after the instant it looks from', async () => {
    using folder = temporaryFolder()
    await using store = await open(folder.file, { windowTicks: 4 })
    store.append('c', sample(at(0), { values: [values('load', parts, [0, 0])] }))
    using reader = openReader(folder.file)
    for (let n = 1; n < 30; n++) {
      store.append('c', sample(at(n), { values: [values('load', parts, [n, n])] }))
      store.append('c', push(at(n) + 50, [facts('leader', parts, [n, undefined], false)]))
      const look = reader.look('c', at(n))!
      expect(look.moment.value('topic/a/0', 'load')).toBe(n)
      expect(look.moment.fact('topic/a/0', 'leader')).toBe(n === 1 ? undefined : n - 1)
      expect(reader.look('c', at(n) + 50)?.moment.fact('topic/a/0', 'leader')).toBe(n)
      expect(look.column('load', at(n + 50))?.at).toBe(at(n))
      expect(look.series('topic/a/0', 'load', t0, at(n + 50)).v).toHaveLength(n + 1)
      if (n % 5 === 0) await store.settled()
    }
  })
})
