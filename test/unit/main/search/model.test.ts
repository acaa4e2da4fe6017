import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { open, temporaryFolder } from '../store/history.ts'
import { RandomCluster } from '../store/random-cluster.ts'
import { seeded } from '../store/random.ts'
import { NaiveIndex } from './naive-index.ts'
import { Searched } from './searched.ts'

/** What an index tells, in the words of the naive one. */
function toldBy(searched: Searched) {
  const values = searched.all('fact', '').map(({ key, text, first, to, held, entity, at }) => ({
    ...{ name: `${key} ${text}`, first, ended: to, held, at },
    // of several that took it on at once any is right
    entity: entity !== '',
  }))
  const entities = searched
    .all('entity', '')
    .filter(({ isThere }) => isThere !== undefined)
    .map(({ entity, first, last, isThere }) => ({
      entity,
      first,
      ended: isThere === true ? undefined : last,
      isThere,
    }))
  return {
    values: values.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    entities: entities.toSorted((a, b) => (a.entity < b.entity ? -1 : 1)),
  }
}

function expectedOf(naive: NaiveIndex) {
  const values = [...naive.values].map(([name, { held, ended, entity, ...rest }]) => ({
    ...{ name, held, ended: held > 0 ? undefined : ended, entity: entity !== '' },
    ...rest,
  }))
  const entities = [...naive.entities].map(([entity, { first, ended, held }]) => ({
    ...{ entity, first, ended: held > 0 ? undefined : ended, isThere: held > 0 },
  }))
  return {
    values: values.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    entities: entities.toSorted((a, b) => (a.entity < b.entity ? -1 : 1)),
  }
}

function checkpointsIn(file: string): number {
  const db = new Database(file, { readonly: true })
  const count = db.prepare<[], number>('SELECT count(*) FROM checkpoint').pluck().get() ?? 0
  db.close()
  return count
}

describe('the index', { timeout: 60_000 }, () => {
  it.each([1, 2, 3])('knows what every edge by the book comes to (seed %i)', async (seed) => {
    using folder = temporaryFolder()
    const cluster = new RandomCluster(seeded(seed))
    const naive = new NaiveIndex(['k.leader', 'k.isr', 'k.config'])
    let searched: Searched | undefined
    for (const ticks of [40, 3, 120, 60]) {
      await using store = await open(folder.file, { windowTicks: 7, packRows: 9 })
      for (let i = 0; i < ticks; i++) {
        naive.see(store.append('c', cluster.next()).moment)
        if (i % 10 === 0) await store.settled()
        if (i % 13 === 0) {
          // now and then it is looked up bit by bit, by one process after the other
          searched?.[Symbol.dispose]()
          searched = new Searched(folder.file, ['c'])
          searched.index()
        }
      }
    }
    searched?.[Symbol.dispose]()
    using last = new Searched(folder.file, ['c'])
    expect(toldBy(last)).toEqual(expectedOf(naive))
    expect(checkpointsIn(folder.file), 'some was packed while it was indexed').toBeGreaterThan(5)
    // made at once, from what is packed by now, it is the same
    using whole = new Searched(folder.file, ['c'], { isOwn: false })
    expect(toldBy(whole)).toEqual(expectedOf(naive))
  })
})
