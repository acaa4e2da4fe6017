import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../../../src/shared/base/json.ts'
import { LiveFacts } from '../../../../src/main/store/live/facts.ts'
import type { KeptEdge } from '../../../../src/main/store/live/recent-edges.ts'
import { openReader } from '../../../../src/main/store/reader.ts'
import { Owed } from '../../../../src/main/store/write/owed.ts'
import { isSameJson } from '../../../../src/shared/base/same-json.ts'
import { entities, facts, open, sample, t0, temporaryFolder } from './history.ts'
import { below, seeded } from './random.ts'

const set = entities('a', 'b', 'c')
const said = (changes: readonly KeptEdge[]) =>
  changes.map(({ edge: { entity, before, after } }) => [entity, before, after])

/** Facts that were looked at before, so that what comes next are edges. */
function known(): LiveFacts {
  const live = new LiveFacts()
  live.apply([facts('isr', set, [[1, 2], [2], [3]])], 1, true)
  return live
}

describe('the edges of facts', () => {
  it('are none at first sight', () => {
    const { found, changed } = new LiveFacts().apply([facts('isr', set, [1, 2, 3])], 1, true)
    expect(found).toEqual([{ key: 'isr', paths: ['a', 'b', 'c'], values: [1, 2, 3] }])
    expect(changed).toEqual([])
  })

  it('are none at first sight either where facts are missing, or told in several lists', () => {
    const live = new LiveFacts()
    const lists = [
      facts('isr', set, [1, undefined, null], false),
      facts('isr', entities('b', 'a'), [2, 3], false),
      facts('size', entities(), []),
    ]
    const { found, changed } = live.apply(lists, 1, true)
    expect(found).toEqual([
      { key: 'isr', paths: ['a'], values: [1] },
      { key: 'isr', paths: ['b', 'a'], values: [2, 3] },
    ])
    expect(changed).toEqual([])
    expect([...live.held('isr')].map(([path, { value }]) => [path, value])).toEqual([
      ['a', 3],
      ['b', 2],
    ])
    expect(live.count).toBe(2)
    expect(said(live.apply([facts('isr', set, [3, undefined, 4], false)], 2, false).changed)).toEqual([
      ['c', null, 4],
    ])
  })

  it('are none for a key that is listed whole for the first time, later too', () => {
    const { found, changed } = known().apply([facts('size', set, [1, 2, 3])], 2, false)
    expect(found).toEqual([{ key: 'size', paths: ['a', 'b', 'c'], values: [1, 2, 3] }])
    expect(changed).toEqual([])
    expect(known().apply([facts('size', set, [1, 2, 3], false)], 2, false).changed).toHaveLength(3)
  })

  it('are what a value says, not which object it is', () => {
    const live = known()
    expect(live.apply([facts('isr', set, [[1, 2], [2], [3]])], 2, false).changed).toEqual([])
    expect(said(live.apply([facts('isr', set, [[2, 1], [2], [3]])], 3, false).changed)).toEqual([
      ['a', [1, 2], [2, 1]],
    ])
    expect(live.held('isr').get('a')).toMatchObject({ value: [2, 1], since: 3 })
    expect(live.held('isr').get('b')).toMatchObject({ value: [2], since: 1 })
  })

  it('end a fact by null, and by leaving it out of a whole list', () => {
    const live = known()
    expect(said(live.apply([facts('isr', set, [null, [2], [3]])], 2, false).changed)).toEqual([
      ['a', [1, 2], null],
    ])
    expect(said(live.apply([facts('isr', entities('c'), [[3]])], 3, false).changed)).toEqual([
      ['b', [2], null],
    ])
    expect([...live.held('isr').keys()]).toEqual(['c'])
    expect(live.count).toBe(1)
  })

  it('leave alone what is not spoken of', () => {
    const live = known()
    expect(live.apply([facts('isr', entities('a'), [[9]], false)], 2, false).changed).toHaveLength(1)
    expect(live.apply([facts('isr', set, [undefined, undefined, undefined])], 3, false).changed).toEqual([])
    expect(live.held('isr').size).toBe(3)
  })

  it('end what a partial list brought in between two whole ones', () => {
    const live = known()
    const whole = facts('isr', set, [[1, 2], [2], [3]])
    live.apply([whole], 2, false)
    live.apply([facts('isr', entities('d'), [[4]], false)], 3, false)
    expect(said(live.apply([whole], 4, false).changed)).toEqual([['d', [4], null]])
    expect(live.apply([whole], 5, false).changed).toEqual([])
  })

  it('come again when an entity returns', () => {
    const live = known()
    live.apply([facts('isr', entities('a'), [[1, 2]])], 2, false)
    expect(said(live.apply([facts('isr', set, [[1, 2], [2], [3]])], 3, false).changed)).toEqual([
      ['b', null, [2]],
      ['c', null, [3]],
    ])
    expect(live.held('isr').get('b')).toMatchObject({ since: 3 })
  })

  it('stay right while thousands come and go', () => {
    const live = new LiveFacts()
    const random = seeded(9)
    for (let round = 1; round < 60; round++) {
      const paths = Array.from({ length: 300 }, (_, i) => `s/${below(random, 50) + i * 50 + round * 700}`)
      live.apply([facts('session', entities(...new Set(paths)), [...new Set(paths)])], round, false)
      expect(new Set(live.held('session').keys())).toEqual(new Set(paths))
    }
  })
})

describe('edges that can not be written', () => {
  const edge = (at: number, entity: string, before: Json, after: Json): KeptEdge => ({
    edge: { at, entity, key: 'k', before, after },
    heldSince: at - 1,
  })

  it('wait one by one, and together when they grow too many', () => {
    const owed = new Owed()
    owed.add(1, { found: [{ key: 'k', paths: ['new'], values: [0] }], changed: [] })
    const many = Array.from({ length: 60_000 }, (_, i) => `e/${i}`)
    owed.add(2, { found: [], changed: many.map((entity) => edge(2, entity, 'a', 'b')) })
    expect([owed.rows, owed.edges]).toEqual([2, 60_001])
    owed.add(3, {
      found: [],
      changed: [...many.map((entity) => edge(3, entity, 'b', 'c')), edge(3, 'new', 0, 1)],
    })
    expect([owed.rows, owed.edges]).toEqual([1, 60_001])
    owed.add(4, { found: [], changed: [] })
    expect(owed.rows).toBe(1)
    owed.clear()
    expect([owed.rows, owed.edges]).toEqual([0, 0])
  })
})

describe('two values', () => {
  it('are the same when they say the same', () => {
    expect(isSameJson({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBe(true)
    const others: readonly Json[] = [
      { a: 1 },
      { a: 1, b: [1] },
      { a: 1, b: [1, {}] },
      [1],
      'a',
      null,
      0,
      false,
    ]
    for (const [i, a] of others.entries())
      for (const [j, b] of others.entries()) expect(isSameJson(a, b), `${i} ${j}`).toBe(i === j)
  })
})

/** 3,000 facts, a third of which changes at every tick: packed many times. */
async function churn(file: string) {
  const random = seeded(31)
  const names = Array.from({ length: 3_000 }, (_, i) => `znode/${i}`)
  const state = new Map<string, { value: Json; since: number }>()
  const moments: { at: number; state: Map<string, { value: Json; since: number }> }[] = []
  await using store = await open(file, { windowTicks: 10 })
  for (let n = 0; n < 60; n++) {
    const at = t0 + n * 10_000
    for (const name of names) {
      if (n > 0 && random() < 0.66) continue
      if (random() < 0.05) state.delete(name)
      else state.set(name, { value: { version: n, data: 'x'.repeat(below(random, 40)) }, since: at })
    }
    const set = entities(...state.keys())
    store.append(
      'c',
      sample(at, {
        facts: [
          facts(
            'stat',
            set,
            [...state.values()].map(({ value }) => value),
          ),
        ],
      }),
    )
    moments.push({ at, state: new Map(state) })
    await store.settled()
  }
  return moments
}

describe('packed changes', { timeout: 30_000 }, () => {
  it('give every moment back, with since when each fact held', async () => {
    using folder = temporaryFolder()
    const moments = await churn(folder.file)
    const db = new Database(folder.file, { readonly: true })
    const [rows, checkpoints] = ['change', 'checkpoint'].map((table) =>
      db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get(),
    )
    db.close()
    expect(checkpoints).toBeGreaterThan(2)
    expect(rows).toBeLessThan(moments.length)
    using reader = openReader(folder.file)
    for (const { at, state } of moments.filter((_, n) => n % 4 === 0 || n > 55)) {
      const held = reader.look('c', at)!.moment.facts('stat')
      expect(held.size).toBe(state.size)
      expect(new Map(held)).toEqual(state)
      const some = [...state.keys()][at % 1_000]!
      expect(held.get(some)).toEqual(state.get(some))
      expect(held.has('znode/none')).toBe(false)
    }
    const edges = reader.changes('c', t0, moments.at(-1)!.at, { entity: 'znode/7', limit: 1_000 })
    for (const [i, edge] of edges.entries()) expect(edge.before).toEqual(edges[i + 1]?.after ?? edge.before)
    expect(edges.length).toBeGreaterThan(10)
  }, 30_000)
})

describe('a reader that stays open while changes are packed', { timeout: 30_000 }, () => {
  it('tells what held between them as before', async () => {
    using folder = temporaryFolder()
    await using store = await open(folder.file)
    const many = entities(...Array.from({ length: 5_000 }, (_, i) => `e/${i}`))
    const tell = (n: number) =>
      store.append(
        'c',
        sample(t0 + n * 10_000, {
          facts: [
            facts(
              'k',
              many,
              many.paths.map(() => n),
            ),
          ],
        }),
      )
    for (const n of [0, 1, 2, 3]) tell(n)
    using reader = openReader(folder.file)
    const said = () =>
      [0, 1, 2, 3].map(
        (n) =>
          reader
            .look('c', t0 + n * 10_000 + 5)
            ?.moment.facts('k')
            .get('e/7')?.value,
      )
    expect(said()).toEqual([0, 1, 2, 3])
    tell(4)
    await store.settled()
    const db = new Database(folder.file, { readonly: true })
    expect(db.prepare<[], number>('SELECT count(*) FROM change').pluck().get()).toBe(3)
    db.close()
    expect(said()).toEqual([0, 1, 2, 3])
  })

  it('does not take one target for another that was forgotten', async () => {
    using folder = temporaryFolder()
    await using store = await open(folder.file)
    const many = entities(...Array.from({ length: 13_000 }, (_, i) => `e/${i}`))
    const tell = (target: string, n: number, value: string) =>
      store.append(
        target,
        sample(t0 + n, {
          facts: [
            facts(
              'k',
              many,
              many.paths.map(() => value),
            ),
          ],
        }),
      )
    const packed = async (target: string) => {
      tell(target, 0, target)
      tell(target, 1, target)
      await store.settled()
    }
    using reader = openReader(folder.file)
    const said = (target: string) => reader.look(target, t0)?.moment.facts('k').get('e/7')?.value
    await packed('a')
    expect(said('a')).toBe('a')
    store.forget('a')
    await store.settled()
    await packed('b')
    expect(said('b')).toBe('b')
  })
})
