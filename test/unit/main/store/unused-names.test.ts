import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { Numbering, Words } from '../../../../src/main/store/live/numbering.ts'
import { Names } from '../../../../src/main/store/names.ts'
import { openReader } from '../../../../src/main/store/reader.ts'
import type { HistoryReader } from '../../../../src/main/store/store.ts'
import { entities, facts, open, sample, t0, temporaryFolder, values } from './history.ts'

const DAY_MS = 86_400_000
const list = (name: string, count: number) =>
  entities(...Array.from({ length: count }, (_, i) => `${name}/${i}`))

const always = entities('queue/a')
const series = list('series', 5_000)
const owners = list('owner', 7_000)
const returning = entities('owner/3', 'series/3')

const found = ({ log }: HistoryReader, text: string) =>
  log.read(() => log.target('c')?.paths.filter((path) => path.includes(text)).length)
const inFile = (file: string) => {
  using db = Object.assign(new Database(file, { readonly: true }), {
    [Symbol.dispose]: (): void => undefined,
  })
  const layouts = db.prepare<[], number>('SELECT count(*) FROM layout').pluck().get()
  const bytes = db.prepare<[], number>('SELECT sum(length(d)) FROM name').pluck().get()
  db.close()
  return { layouts, bytes }
}

/** A first day of many entities, then one that is a month later, of few. */
async function fill(file: string): Promise<void> {
  await using store = await open(file, { windowTicks: 2 })
  const at = (n: number) => t0 + n * 60_000
  const held = facts('held', always, ['yes'])
  const steady = values('depth', always, [7])
  for (const n of [0, 1])
    store.append(
      'c',
      sample(at(n), {
        values: [
          steady,
          values(
            'size',
            series,
            series.paths.map(() => n),
          ),
        ],
        facts: [held],
      }),
    )
  store.append('c', sample(at(2), { values: [steady], facts: [held, facts('owner', owners, owners.paths)] }))
  store.append('c', sample(at(3), { values: [steady], facts: [facts('owner', entities(), [])] }))
  store.append('c', sample(at(4), { values: [steady], facts: [facts('owner', owners, owners.paths)] }))
  store.append('c', sample(at(5), { values: [steady], facts: [facts('owner', entities(), [])] }))
  await store.settled()
  for (const n of [0, 1, 2, 3]) {
    store.append('c', sample(at(n) + 30 * DAY_MS, { values: [steady], facts: [held] }))
    await store.settled()
  }
}

describe('names of entities', { timeout: 60_000 }, () => {
  it('go when retention has removed all that the entities ever had', async () => {
    using folder = temporaryFolder()
    await fill(folder.file)
    using reader = openReader(folder.file)
    expect([found(reader, 'series/'), found(reader, 'owner/')]).toEqual([5_000, 7_000])
    const before = inFile(folder.file)
    {
      await using store = await open(folder.file, { windowTicks: 2 })
      await store.settled()
      store.setRetention(1)
      await store.settled()
      // noticed by who had read them
      expect([found(reader, 'series/'), found(reader, 'owner/'), found(reader, 'queue/')]).toEqual([0, 0, 1])
      // and who comes back is told apart from who was there
      store.append(
        'c',
        sample(t0 + 31 * DAY_MS, {
          values: [values('size', returning, [3, 4])],
          facts: [facts('owner', returning, ['x', 'y'])],
        }),
      )
      expect(store.live('c')?.moment.fact('owner/3', 'owner')).toBe('x')
    }
    for (const again of [reader, openReader(folder.file)]) {
      const { moment } = again.look('c', t0 + 32 * DAY_MS)!
      expect([moment.value('owner/3', 'size'), moment.value('series/3', 'size')]).toEqual([3, 4])
      expect(moment.facts('owner').get('series/3')?.value).toBe('y')
      expect(moment.fact('queue/a', 'held')).toBe('yes')
      expect([found(again, 'series/'), found(again, 'owner/')]).toEqual([1, 1])
      if (again !== reader) again[Symbol.dispose]()
    }
    const after = inFile(folder.file)
    expect(after.layouts).toBeLessThan(before.layouts!)
    expect(after.bytes).toBeLessThan(before.bytes! / 10)
  })

  it('stay when they are spoken of while they are looked over', () => {
    const names = new Names()
    const numbering = new Numbering(new Words([]), names)
    const paths = ['a', 'b', 'c']
    expect([...numbering.entitiesOf(paths)]).toEqual([0, 1, 2])
    numbering.watch()
    expect(numbering.isUntouched([0, 1])).toBe(true)
    numbering.entity('b')
    expect([numbering.isUntouched([0, 1]), numbering.isUntouched([0, 2])]).toEqual([false, true])
    numbering.free([0, 2])
    // not the number that was looked up before
    expect([...numbering.entitiesOf(paths)]).toEqual([3, 1, 4])
    expect(names.paths).toEqual(['', 'b', '', 'a', 'c'])
    numbering.unwatch()
    expect(numbering.isUntouched([1])).toBe(false)
  })
})
