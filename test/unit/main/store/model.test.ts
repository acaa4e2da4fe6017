import { describe, expect, it } from 'vitest'
import { openReader } from '../../../../src/main/store/reader.ts'
import type { HistoryReader, Store } from '../../../../src/main/store/store.ts'
import type { Look } from '../../../../src/main/systems/moment.ts'
import { open, t0, temporaryFolder } from './history.ts'
import { byPath, everythingIn, RandomCluster } from './random-cluster.ts'
import { below, type Random, seeded } from './random.ts'

async function run(seed: number, file: string, ticks: number, reopenAt: readonly number[]) {
  const cluster = new RandomCluster(seeded(seed))
  const seen: { readonly at: number; readonly state: unknown }[] = []
  for (const [from, to] of stretches(ticks, reopenAt)) {
    await using store = await open(file, { windowTicks: 7 })
    if (from > 0) expect(everythingIn(store.live('c')!), 'after reopening').toEqual(seen.at(-1)!.state)
    for (let i = from; i < to; i++) {
      const { moment, changes } = store.append('c', cluster.next())
      // a push that says nothing new leaves no trace: its instant is not one of history's
      if (moment.sampledAt !== moment.at && changes.length === 0) continue
      if (moment.sampledAt === -Infinity) continue
      seen.push({ at: moment.at, state: everythingIn(store.live('c')!) })
      if (i % 10 === 0) await store.settled()
    }
  }
  return seen
}

function stretches(ticks: number, reopenAt: readonly number[]): readonly (readonly [number, number])[] {
  const ends = [...reopenAt, ticks]
  return ends.map((end, i) => [ends[i - 1] ?? 0, end])
}

describe('a history', { timeout: 30_000 }, () => {
  it.each([1, 2, 3, 4, 5, 6])('shows every past moment as it was live (seed %i)', async (seed) => {
    using folder = temporaryFolder()
    const seen = await run(seed, folder.file, 120, [40, 41, 90])
    using reader = openReader(folder.file)
    for (const [i, { at, state }] of seen.entries())
      expect(everythingIn(reader.look('c', at)!), `tick ${i}`).toEqual(state)
    expect(reader.look('c', seen[0]!.at - 1)).toBeUndefined()
    expect(reader.look('nobody', t0)).toBeUndefined()
  })

  it.each([42, 43, 44])('looks back live as it does from the past (seed %i)', async (seed) => {
    using folder = temporaryFolder()
    const random = seeded(seed)
    const cluster = new RandomCluster(random)
    using reader = await openedReader(folder.file)
    for (const ticks of [90, 60]) {
      await using store = await open(folder.file, { windowTicks: 7 })
      for (let i = 0; i < ticks; i++) {
        const { moment } = store.append('c', cluster.next())
        if (i % 5 === 0 && i > 0) compareWaysBack(store, reader, moment.at, random)
        if (i % 20 === 0) await store.settled()
      }
    }
  })
})

async function openedReader(file: string): Promise<HistoryReader> {
  await using _ = await open(file)
  return openReader(file)
}

function compareWaysBack(store: Store, reader: HistoryReader, at: number, random: Random): void {
  const live = store.live('c')!
  const past = reader.look('c', at)!
  for (const back of [0, 30_000, 600_000, 3_600_000, below(random, 900_000), below(random, 9_000_000)]) {
    const from = at - back
    const to = at - below(random, back + 1)
    for (const metric of ['m.a', 'm.b', 'm.offset', 'm.slow'])
      for (const entity of ['e/1', 'e/5']) {
        expect(live.series(entity, metric, from), `series ${metric} ${back}`).toEqual(
          past.series(entity, metric, from),
        )
        expect(live.series(entity, metric, from, to)).toEqual(past.series(entity, metric, from, to))
        expect(observed(live.column(metric, from)), `column ${metric} ${back}`).toEqual(
          observed(past.column(metric, from)),
        )
      }
    const keys = ['k.isr', 'k.leader']
    expect(live.changes(keys, from)).toEqual(past.changes(keys, from))
    for (const key of ['k.isr', 'k.leader', 'k.config'])
      for (const entity of ['e/0', 'e/1', 'cluster'])
        expect(live.spans(entity, key, from), `spans ${key} ${entity} ${back}`).toEqual(
          past.spans(entity, key, from),
        )
  }
}

function observed(column: ReturnType<Look['column']>) {
  if (column === undefined) return {}
  const seen = column.entities.paths.map((path, i) => [path, column.values[i]!] as const)
  const values = seen.filter(([, value]) => !Number.isNaN(value)).toSorted(byPath)
  return values.length === 0 ? {} : { at: column.at, values }
}
