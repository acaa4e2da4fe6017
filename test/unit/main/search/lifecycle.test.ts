import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { indexPathOf } from '../../../../src/main/search/index-file.ts'
import { cutRecording } from '../../../../src/main/store/cut-recording.ts'
import type { Store } from '../../../../src/main/store/store.ts'
import { entities, facts, open, sample, t0, temporaryFolder, values } from '../store/history.ts'
import { Searched } from './searched.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** A queue that is there all the time, and two others every day, of one of which nothing is counted. */
function day(store: Store, n: number): void {
  const set = entities('queue/always', `queue/day-${n}`)
  const told = entities(...set.paths, `queue/silent-${n}`)
  const states = facts('queue.state', told, ['running', `only on day ${n}`, 'silent'])
  const depth = values('queue.messages', set, [n, n])
  for (let hour = 0; hour < 24; hour += 8)
    store.append('c', sample(t0 + n * DAY_MS + hour * HOUR_MS, { values: [depth], facts: [states] }))
}

async function fillDays(file: string, from: number, to: number): Promise<void> {
  await using store = await open(file, { windowTicks: 2, packRows: 3 })
  for (let n = from; n < to; n++) {
    day(store, n)
    await store.settled()
  }
}

const system = 'rabbitmq'
const days = (searched: Searched) =>
  searched.all('fact', 'only on day').map(({ text }) => Number(/\d+/.exec(text)?.[0]))

it('what the history let go of is not found any more, and what is left as before', async () => {
  using folder = temporaryFolder()
  const few = { windowTicks: 2, packRows: 3 }
  await fillDays(folder.file, 0, 20)
  using searched = new Searched(folder.file, ['c'], { system })
  expect(days(searched)).toHaveLength(20)
  expect(searched.all('entity', 'day-3')).toMatchObject([{ isThere: false }])
  expect(searched.all('entity', 'silent-3')).toMatchObject([{ isThere: false }])
  await fillDays(folder.file, 20, 40)
  expect(days(searched)).toHaveLength(40)
  {
    await using store = await open(folder.file, few)
    await store.settled()
    // facts are kept for 24 days
    store.setRetention(1)
    await store.settled()
  }
  const left = days(searched)
  expect(left).not.toContain(3)
  expect(left).toContain(39)
  expect(searched.all('fact', '"running"')).toMatchObject([{ first: t0, held: 1 }])
  expect(searched.all('entity', 'always')).toMatchObject([{ first: t0, isThere: true }])
  // its layout still has a place for its numbers, so its name is known
  const [gone] = searched.all('entity', 'day-3').filter(({ entity }) => entity === 'queue/day-3')
  expect(gone).toMatchObject({ first: undefined, last: undefined, isThere: undefined })
  expect(searched.all('entity', 'silent-3').map(({ entity }) => entity)).not.toContain('queue/silent-3')
  expect(searched.all('entity', 'silent-39')).toMatchObject([{ isThere: true }])
  // one that is made only now knows of the rest just the same
  using later = new Searched(folder.file, ['c'], { system, isOwn: false })
  expect(new Set(days(later))).toEqual(new Set(left))
})

it('a target that was forgotten is found no more, and another one by its name begins anew', async () => {
  using folder = temporaryFolder()
  await using store = await open(folder.file)
  const one = (target: string, name: string) =>
    store.append(
      target,
      sample(t0, { facts: [facts('queue.state', entities(`queue/${name}`), ['running'])] }),
    )
  one('c', 'first')
  one('d', 'other')
  using searched = new Searched(folder.file, ['c', 'd'], { system })
  expect(searched.all('entity', 'queue')).toHaveLength(2)
  store.forget('c')
  expect(searched.all('entity', 'queue').map(({ entity }) => entity)).toEqual(['queue/other'])
  one('c', 'second')
  expect(searched.all('entity', 'queue').map(({ entity }) => entity)).toEqual(['queue/other', 'queue/second'])
  expect(searched.all('fact', 'running').map(({ targetId, held }) => [targetId, held])).toEqual([
    ['window-d', 1],
    ['window-c', 1],
  ])
})

/** Many values, so that one slice doesn't do. */
async function large(file: string): Promise<void> {
  await using store = await open(file, { packRows: 40 })
  for (let n = 0; n < 150; n++) {
    const set = entities(...Array.from({ length: 100 }, (_, i) => `queue/${i}`))
    const texts = set.paths.map((_, i) => `value ${n} of ${i % 90}`)
    store.append('c', sample(t0 + n * 1000, { facts: [facts('queue.state', set, texts)] }))
  }
}

it('whoever goes on where another stopped counts nothing twice', { timeout: 60_000 }, async () => {
  using folder = temporaryFolder()
  await large(folder.file)
  using whole = new Searched(folder.file, ['c'], { system, isOwn: false })
  let slices = 0
  for (let share = 0; share < 1; slices++) {
    // a process each
    using some = new Searched(folder.file, ['c'], { system })
    share = some.file.catchUp(some.reader, [{ targetId: 'c', system }])
  }
  expect(slices).toBeGreaterThan(1)
  using done = new Searched(folder.file, ['c'], { system })
  const told = (searched: Searched) =>
    searched
      .all('fact', '', { limit: 100_000 })
      .map(({ text, first, to, held }) => [text, first, to, held].join())
  expect(told(done).toSorted()).toEqual(told(whole).toSorted())
  expect(done.all('fact', 'state "value 149 of 5"', { limit: 1 })).toMatchObject([{ held: 2, to: undefined }])
  expect(done.find('').counts).toMatchObject({ fact: 13_500, entity: 100 })
})

it('an index that is damaged, foreign, or of a history that went back is made anew', async () => {
  using folder = temporaryFolder()
  await using store = await open(folder.file)
  const put = (n: number) =>
    store.append(
      'c',
      sample(t0 + n * 1000, { facts: [facts('queue.state', entities('queue/a'), [`state ${n}`])] }),
    )
  for (let n = 0; n < 5; n++) put(n)
  const count = () => {
    using searched = new Searched(folder.file, ['c'], { system })
    return searched.find('').counts.fact
  }
  expect(count()).toBe(5)
  const index = indexPathOf(folder.file)
  const bytes = readFileSync(index)
  writeFileSync(index, Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(bytes.length - 4096, 7)]))
  expect(count(), 'damaged').toBe(5)
  writeFileSync(index, 'no database at all, but a text that is long enough to be looked at'.repeat(20))
  expect(count(), 'foreign').toBe(5)
  // as after a power cut: the index knows of more than the history
  const db = new Database(index)
  db.exec(`UPDATE target SET at = at + 5; UPDATE value SET held = 9`)
  db.close()
  put(5)
  using searched = new Searched(folder.file, ['c'], { system })
  expect(searched.all('fact', 'state').map(({ held }) => held)).toEqual([1, 0, 0, 0, 0, 0])
})

it(
  'a large target that goes is gone at once, and so are its rows in the end',
  { timeout: 60_000 },
  async () => {
    using folder = temporaryFolder()
    await large(folder.file)
    using searched = new Searched(folder.file, ['c'], { system })
    expect(searched.find('').counts.fact).toBe(13_500)
    const rows = () => {
      const db = new Database(indexPathOf(folder.file), { readonly: true })
      const count = db.prepare<[], number>('SELECT count(*) FROM value').pluck().get()
      db.close()
      return count
    }
    expect(rows()).toBe(13_500)
    {
      await using store = await open(folder.file)
      store.forget('c')
    }
    // at once, and as long as there are rows of it
    do expect(searched.find('').counts.fact).toBe(0)
    while (rows() !== 0)
  },
)

it('a history that nobody may write beside is searched all the same', async () => {
  using folder = temporaryFolder()
  {
    await using store = await open(folder.file)
    store.append('c', sample(t0, { facts: [facts('queue.state', entities('queue/a'), ['running'])] }))
  }
  cutRecording(folder.file, ['c'], t0, t0 + 1000, folder.path('cut.orrery'))
  chmodSync(folder.path('cut.orrery'), 0o400)
  using searched = new Searched(folder.path('cut.orrery'), ['c'], { system, isOwn: false })
  expect(searched.all('fact', 'running')).toHaveLength(1)
  expect(existsSync(indexPathOf(folder.path('cut.orrery')))).toBe(false)
})
