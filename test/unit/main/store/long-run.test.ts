import Database from 'better-sqlite3'
import { beforeAll, afterAll, describe, expect, it } from 'vitest'
import { openReader } from '../../../../src/main/store/reader.ts'
import type { HistoryReader } from '../../../../src/main/store/store.ts'
import { entities, facts, open, sample, t0, temporaryFolder, values } from './history.ts'

const STEP_MS = 60_000
const DAY_MS = 86_400_000
const DAYS = 4
const queue = entities('queue/a', 'queue/b')

/** A counter that rises, is reset once in the third day, and a gauge that swings every hour. */
const counter = (n: number) => (n < 3_000 ? n * 7 : (n - 3_000) * 7)
const gauge = (n: number) => Math.round(50 + 40 * Math.sin((n * 2 * Math.PI) / 60))
const at = (n: number) => t0 + n * STEP_MS
const ticks = (DAYS * DAY_MS) / STEP_MS

async function fill(file: string): Promise<void> {
  await using store = await open(file)
  for (let n = 0; n < ticks; n++) {
    store.append(
      'c',
      sample(at(n), {
        values: [values('sent', queue, [counter(n), 1]), values('load', queue, [gauge(n), NaN])],
        facts: [facts('owner', queue, [`broker/${Math.floor(n / 1_000)}`, 'broker/1'])],
      }),
    )
    if (n % 500 === 499) await store.settled()
  }
}

const spansIn = (file: string) => {
  const db = new Database(file, { readonly: true })
  const rows = db.prepare<[], { tier: number; spans: number; ticks: number; first: number }>(
    'SELECT tier, count(*) AS spans, sum(ticks) AS ticks, min(t0) AS first FROM span GROUP BY tier ORDER BY tier',
  )
  const all = rows.all()
  const blocks = db.prepare<[], number>(
    'SELECT count(*) FROM block WHERE id >> 20 NOT IN (SELECT id FROM span)',
  )
  const orphans = blocks.pluck().get()
  db.close()
  return { all, orphans }
}

describe('a history of days', () => {
  const folder = temporaryFolder()
  let reader: HistoryReader
  const series = (metric: string, from: number, to: number, points: number, as: 'value' | 'rate' = 'value') =>
    reader.series({ targetId: 'c', series: [{ entity: 'queue/a', metric }], from, to, points, as })

  beforeAll(async () => {
    await fill(folder.file)
    {
      await using store = await open(folder.file)
      await store.settled()
    }
    reader = openReader(folder.file)
  }, 60_000)
  afterAll(() => {
    reader[Symbol.dispose]()
    folder[Symbol.dispose]()
  })

  it('is merged, and thinned to points of five minutes and of an hour, but for the last day', () => {
    const { all, orphans } = spansIn(folder.file)
    expect(orphans).toBe(0)
    expect(all.map(({ tier }) => tier)).toEqual([0, 1, 2])
    const [raw, fives, hours] = all
    expect(raw!.spans).toBeLessThan(ticks / 360 + 6)
    expect([fives!.spans, fives!.ticks]).toEqual([DAYS - 1, (DAYS - 1) * 288])
    expect([hours!.spans, hours!.ticks]).toEqual([DAYS - 1, (DAYS - 1) * 24])
  })

  it('gives all raw samples back', () => {
    const { t, v } = reader.look('c', at(ticks))!.series('queue/a', 'sent', t0)
    expect(t).toEqual(Float64Array.from({ length: ticks }, (_, n) => at(n)))
    expect(v).toEqual(Float64Array.from({ length: ticks }, (_, n) => counter(n)))
  })

  it('shows a long range from its points: extremes kept, quick, the last day from raw samples', () => {
    const { t, v, min, max } = series('load', t0, at(ticks), 120)
    expect(t.length).toBeLessThanOrEqual(120)
    expect(t.length).toBeGreaterThan(90)
    expect([...min[0]!].slice(1, -1).every((low) => low === 10)).toBe(false)
    expect(Math.min(...min[0]!)).toBe(10)
    expect(Math.max(...max[0]!)).toBe(90)
    const mean = v[0]!.reduce((sum, value) => sum + value, 0) / v[0]!.length
    expect(mean).toBeGreaterThan(48)
    expect(mean).toBeLessThan(52)
  })

  it('tells rates over days: of seven a minute, unknown only where the counter was reset', () => {
    const { t, v } = series('sent', t0, at(ticks), 100, 'rate')
    const wrong = [...v[0]!.entries()].filter(([, rate]) => Math.abs(rate - 7 / 60) > 1e-9)
    expect(wrong.length).toBeLessThanOrEqual(1)
    for (const [i, rate] of wrong) {
      expect(rate).toBeNaN()
      expect(Math.abs(t[i]! - at(3_000))).toBeLessThan(2 * 3_600_000)
    }
  })

  it('remembers since when a fact held, across checkpoints', () => {
    const { moment } = reader.look('c', at(ticks - 1))!
    expect(moment.facts('owner').get('queue/a')).toEqual({ value: 'broker/5', since: at(5_000) })
    expect(moment.facts('owner').get('queue/b')).toEqual({ value: 'broker/1', since: t0 })
    expect(
      reader
        .look('c', at(ticks))!
        .spans('queue/a', 'owner', at(1_500))
        .map(({ from, to }) => [from, to]),
    ).toEqual([
      [at(1_000), at(2_000)],
      [at(2_000), at(3_000)],
      [at(3_000), at(4_000)],
      [at(4_000), at(5_000)],
      [at(5_000), undefined],
    ])
  })
})

describe('retention', { timeout: 30_000 }, () => {
  it('deletes raw samples, keeps their points and the facts, and shows the past from them', async () => {
    using folder = temporaryFolder()
    await fill(folder.file)
    {
      await using store = await open(folder.file)
      await store.settled()
      store.setRetention(1)
      await store.settled()
      expect(store.info().keepDays).toBe(1)
      expect(() => store.setRetention(0)).toThrow(/can't be kept for 0 days/)
    }
    const { all, orphans } = spansIn(folder.file)
    expect(orphans).toBe(0)
    expect(all[0]!.first).toBeGreaterThan(at(ticks) - DAY_MS - 360 * STEP_MS)
    expect(all[1]!.first).toBeLessThan(t0 + 300_000)

    using reader = openReader(folder.file)
    const early = reader.look('c', t0 + DAY_MS / 2)!
    expect(early.moment.sampledAt).toBeGreaterThan(t0 + DAY_MS / 2 - 300_000)
    const n = (early.moment.sampledAt - t0) / STEP_MS
    expect(early.moment.value('queue/a', 'sent')).toBe(counter(n))
    expect(early.moment.fact('queue/a', 'owner')).toBe('broker/0')
    const { t, v } = early.series('queue/a', 'sent', t0)
    expect(t.length).toBe(144)
    expect(v.at(-1)).toBe(counter(n))
    expect(reader.targets()[0]?.from).toBeLessThan(t0 + 300_000)
    expect(reader.gapAt('c', t0 + DAY_MS / 2)).toBeUndefined()
    expect(reader.stepSample('c', t0 + DAY_MS / 2, 'forward')).toBeLessThan(t0 + DAY_MS / 2 + 300_001)
  }, 60_000)

  it('forgets a target wholly, and only that one', async () => {
    using folder = temporaryFolder()
    await using store = await open(folder.file, { windowTicks: 5 })
    const one = (n: number) =>
      sample(at(n), { values: [values('load', queue, [n, n])], facts: [facts('owner', queue, [n, n])] })
    for (let n = 0; n < 30; n++) for (const target of ['gone', 'kept']) store.append(target, one(n))
    await store.settled()
    store.forget('gone')
    store.append('kept', one(30))
    await store.settled()
    expect(store.live('gone')).toBeUndefined()
    expect(store.live('kept')?.moment.value('queue/a', 'load')).toBe(30)
    const db = new Database(folder.file, { readonly: true })
    const count = (sql: string) => db.prepare<[], number>(sql).pluck().get()
    expect(count('SELECT count(*) FROM target')).toBe(1)
    expect(count('SELECT count(DISTINCT target) FROM change')).toBe(1)
    expect(count('SELECT count(DISTINCT target) FROM layout')).toBe(1)
    expect(count('SELECT count(*) FROM span WHERE layout NOT IN (SELECT id FROM layout)')).toBe(0)
    db.close()
    store.append('gone', one(40))
    expect(store.live('gone')?.series('queue/a', 'load', t0).v).toEqual(Float64Array.of(40))
  })
})
