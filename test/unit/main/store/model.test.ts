import { describe, expect, it } from 'vitest'
import type { Json } from '../../../../src/shared/base/json.ts'
import { openReader } from '../../../../src/main/store/reader.ts'
import type { HistoryReader, Store } from '../../../../src/main/store/store.ts'
import type { Look } from '../../../../src/main/systems/moment.ts'
import type { Sample } from '../../../../src/main/systems/sample.ts'
import { entities, facts, open, push, sample, slow, t0, temporaryFolder, values } from './history.ts'
import { below, oddNumbers, pick, type Random, seeded } from './random.ts'

const metrics = ['m.a', 'm.b', 'm.slow', 'orrery.took-ms', 'orrery.requests']
const keys = ['k.leader', 'k.isr', 'k.config', 'orrery.gaps']

/** Everything that a view could see of a moment, as plain data. */
function everythingIn({ moment }: Look) {
  return {
    sampledAt: moment.sampledAt,
    gaps: moment.gaps,
    columns: metrics.map((metric) => {
      const column = moment.column(metric)
      if (column === undefined) return [metric]
      const seen = column.entities.paths
        .map((path, i) => [path, column.values[i]!] as const)
        .filter(([, value]) => !Number.isNaN(value))
      return seen.length === 0 ? [metric] : [metric, column.at, column.cadence, seen.toSorted(byPath)]
    }),
    facts: keys.map((key) => [
      key,
      [...moment.facts(key)]
        .map(([path, { value, since }]) => [path, value, since] as const)
        .toSorted(byPath),
    ]),
  }
}

const byPath = (a: readonly [string, ...unknown[]], b: readonly [string, ...unknown[]]) =>
  a[0] < b[0] ? -1 : 1

/** A cluster whose entities come and go, whose values jump, whose facts change, whose clock slips. */
class RandomCluster {
  readonly #random: Random
  #at = t0
  #set = entities('e/0', 'e/1', 'e/2')
  #count = 3
  readonly #isr = new Map<string, Json>()

  constructor(random: Random) {
    this.#random = random
  }

  next(): Sample {
    const random = this.#random
    this.#at += random() < 0.03 ? -50_000 : random() < 0.05 ? 900_000 : 9_990 + below(random, 20)
    if (random() < 0.15) this.#changeMembers()
    if (random() < 0.1) return push(this.#at, [this.#isrColumn(false)])
    const set = this.#set
    return sample(this.#at, {
      values: [
        values(
          'm.a',
          set,
          set.paths.map(() => pick(random, [...oddNumbers, 1, 2, 3, 4, 5])),
        ),
        ...(random() < 0.9
          ? [
              values(
                'm.b',
                set,
                set.paths.map((_, i) => this.#at / 1000 + i),
              ),
            ]
          : []),
        ...(random() < 0.2
          ? [
              slow(
                values(
                  'm.slow',
                  set,
                  set.paths.map(() => below(random, 5)),
                ),
              ),
            ]
          : []),
      ],
      facts: [
        facts(
          'k.leader',
          set,
          set.paths.map(() => (random() < 0.1 ? null : below(random, 3))),
        ),
        this.#isrColumn(true),
        facts(
          'k.config',
          entities('e/0', 'cluster'),
          [undefined, { size: below(random, 2), name: 'ö"\n' }],
          false,
        ),
      ],
      gaps:
        random() < 0.2
          ? [{ entity: 'e/1', ask: 'mntr', code: 'timeout', message: `no ${below(random, 2)}` }]
          : [],
    })
  }

  #changeMembers(): void {
    const kept = this.#set.paths.filter(() => this.#random() < 0.8)
    this.#set = entities(...kept, `e/${this.#count++}`)
  }

  #isrColumn(complete: boolean) {
    const { paths } = this.#set
    for (const path of paths) if (this.#random() < 0.2) this.#isr.set(path, [below(this.#random, 3), 1])
    return facts(
      'k.isr',
      this.#set,
      paths.map((path) => this.#isr.get(path)),
      complete,
    )
  }
}

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

describe('a history', () => {
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
