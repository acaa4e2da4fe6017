import { describe, expect, it } from 'vitest'
import { openReader } from '../../../../src/main/store/reader.ts'
import type { HistoryReader, Store } from '../../../../src/main/store/store.ts'
import type { Look } from '../../../../src/main/systems/moment.ts'
import { open, t0, temporaryFolder } from './history.ts'
import { byPath, everythingIn, RandomCluster } from './random-cluster.ts'
import { seeded } from './random.ts'

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

  it('looks back live as it does from the past', async () => {
    using folder = temporaryFolder()
    const cluster = new RandomCluster(seeded(42))
    await using store = await open(folder.file, { windowTicks: 7 })
    using reader = openReader(folder.file)
    for (let i = 0; i < 150; i++) {
      const { moment } = store.append('c', cluster.next())
      if (i % 7 === 0 && i > 0) compareWaysBack(store, reader, moment.at)
      if (i % 20 === 0) await store.settled()
    }
  })
})

function compareWaysBack(store: Store, reader: HistoryReader, at: number): void {
  const live = store.live('c')!
  const past = reader.look('c', at)!
  for (const back of [0, 30_000, 600_000, 3_600_000]) {
    for (const metric of ['m.a', 'm.b', 'm.slow']) {
      expect(live.series('e/1', metric, at - back), `series ${metric} ${back}`).toEqual(
        past.series('e/1', metric, at - back),
      )
      expect(observed(live.column(metric, at - back)), `column ${metric} ${back}`).toEqual(
        observed(past.column(metric, at - back)),
      )
    }
    expect(live.changes(['k.isr', 'k.leader'], at - back)).toEqual(
      past.changes(['k.isr', 'k.leader'], at - back),
    )
    expect(live.spans('e/1', 'k.isr', at - back)).toEqual(past.spans('e/1', 'k.isr', at - back))
  }
}

function observed(column: ReturnType<Look['column']>) {
  if (column === undefined) return {}
  const seen = column.entities.paths.map((path, i) => [path, column.values[i]!] as const)
  const values = seen.filter(([, value]) => !Number.isNaN(value)).toSorted(byPath)
  return values.length === 0 ? {} : { at: column.at, values }
}
