import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SeriesRef } from '../../src/shared/api/history.ts'
import { openStore } from '../../src/main/store/open-store.ts'
import { openReader } from '../../src/main/store/reader.ts'
import type { HistoryReader } from '../../src/main/store/store.ts'
import type { EntitySet, Sample } from '../../src/main/systems/sample.ts'
import { cluster, mulberry } from './store-generator.ts'
import { naiveFigures, type NaiveFigures } from './store-naive.ts'
import { type Figure, type Quantiles, round, Stopwatch, timed } from './store-timing.ts'

const workerUrl = new URL('../../src/main/store/store-worker.ts', import.meta.url)
const START = Date.UTC(2026, 0, 15)
const TICK_MS = 10_000
const METRICS = 3

/** Partitions of topics, ten each. */
const partitions = (count: number): EntitySet => ({
  paths: Array.from({ length: count }, (_, i) => `topic/t${Math.floor(i / 10)}/${i % 10}`),
})

function sampleOf(at: number, set: EntitySet, numbers: Float64Array): Sample {
  const each = set.paths.length
  const values = Array.from({ length: METRICS }, (_, m) => ({
    metric: `m${m}`,
    cadence: 'tick' as const,
    entities: set,
    values: numbers.slice(m * each, (m + 1) * each),
  }))
  return { at, tookMs: 5, values, facts: [], gaps: [], cost: [] }
}

interface Written {
  readonly series: number
  readonly ticks: number
  readonly append: Figure
  readonly bytesPerSample: number
  readonly truth: readonly Float64Array[]
}

/** Appends ticks as fast as they are taken; the worker gets its time between the windows, as it has between ticks. */
async function write(
  file: string,
  series: number,
  ticks: number,
  keepTruth: (tick: number) => boolean,
): Promise<Written> {
  const numbers = cluster(series, series)
  const set = partitions(series / METRICS)
  const watch = new Stopwatch()
  const truth: Float64Array[] = []
  {
    await using store = await openStore(file, workerUrl)
    for (let tick = 0; tick < ticks; tick++) {
      const now = numbers.next()
      if (keepTruth(tick)) truth[tick] = now.slice()
      const sample = sampleOf(START + tick * TICK_MS, set, now)
      watch.time(() => store.append('bench', sample))
      if (tick % 30 === 29) await store.settled()
    }
    await store.settled()
  }
  return {
    series,
    ticks,
    append: watch.figure(),
    bytesPerSample: statSync(file).size / series / ticks,
    truth,
  }
}

const refs = (first: number, count: number, set: EntitySet, metric = 'm1'): SeriesRef[] =>
  set.paths.slice(first, first + count).map((entity) => ({ entity, metric }))

function readSeries(reader: HistoryReader, series: readonly SeriesRef[], from: number, hours: number) {
  return reader.series({
    targetId: 'bench',
    series,
    from,
    to: from + hours * 3_600_000,
    points: 500,
    as: 'value',
  })
}

/** All values of all metrics at one instant. */
function stateAt(reader: HistoryReader, at: number): Float64Array {
  const { moment } = reader.look('bench', at)!
  const columns = Array.from({ length: METRICS }, (_, m) => moment.column(`m${m}`)!.values)
  return Float64Array.from(columns.flatMap((column) => [...column]))
}

function stateOnly(reader: HistoryReader, at: number): number {
  const { moment } = reader.look('bench', at)!
  return (
    moment.column('m0')!.values.length +
    moment.column('m1')!.values.length +
    moment.column('m2')!.values.length
  )
}

async function hour(folder: string) {
  const file = join(folder, 'hour.orrery')
  const ticks = 360 + 45
  const written = await write(file, 30_000, ticks, (tick) => tick % 50 === 7)
  using reader = openReader(file)
  const random = mulberry(1)
  const instant = () => START + Math.floor(random() * 360) * TICK_MS + 5
  const wrong = written.truth.reduce(
    (sum, truth, tick) => sum + differences(truth, stateAt(reader, START + tick * TICK_MS)),
    0,
  )
  const set = partitions(10_000)
  return {
    tickOf30kSeriesMs: written.append,
    bytesPerSampleWithOpenWindow: round(written.bytesPerSample),
    wrongValues: wrong,
    oneSeries1hMs: timed(200, () =>
      readSeries(reader, refs(Math.floor(random() * 10_000), 1, set), START, 1),
    ),
    fiftyNeighbours1hMs: timed(100, () =>
      readSeries(reader, refs(Math.floor(random() * 9_950), 50, set), START, 1),
    ),
    stateOf30kAtInstantMs: timed(60, () => stateOnly(reader, instant())),
    stateOf30kInTailMs: timed(30, () =>
      stateOnly(reader, START + (365 + Math.floor(random() * 40)) * TICK_MS),
    ),
  }
}

function differences(a: Float64Array, b: Float64Array): number {
  let count = Math.abs(a.length - b.length)
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (!Object.is(a[i], b[i])) count++
  return count
}

async function day(folder: string) {
  const file = join(folder, 'day.orrery')
  const written = await write(file, 3_000, 8_640, () => false)
  using reader = openReader(file)
  const random = mulberry(2)
  const set = partitions(1_000)
  const anyOf = () => refs(Math.floor(random() * 1_000), 1, set, `m${Math.floor(random() * METRICS)}`)
  return {
    bytesPerSample: round(written.bytesPerSample),
    oneSeries24hMs: timed(150, () => readSeries(reader, anyOf(), START, 24)),
    fiftyNeighbours24hMs: timed(30, () =>
      readSeries(reader, refs(Math.floor(random() * 950), 50, set), START, 24),
    ),
  }
}

const FACTS_PER_KEY = 20_000
const FACT_KEYS = ['leader', 'isr', 'config']

/** 60,000 facts, of which some change at every tick: 300,000 changes in all. */
async function facts(folder: string) {
  const file = join(folder, 'facts.orrery')
  const random = mulberry(3)
  const set = partitions(FACTS_PER_KEY)
  const ticks = 3_000
  {
    await using store = await openStore(file, workerUrl)
    let columns = FACT_KEYS.map((key) => ({
      key,
      entities: set,
      values: set.paths.map((): number | readonly number[] =>
        key === 'isr' ? [1, 2, 3] : Math.floor(random() * 50),
      ),
      complete: true,
    }))
    for (let tick = 0; tick < ticks; tick++) {
      store.append('bench', {
        at: START + tick * TICK_MS,
        tookMs: 1,
        values: [],
        facts: columns,
        gaps: [],
        cost: [],
      })
      columns = columns.map((column) => {
        const values = column.values.slice()
        for (let i = 0; i < 33; i++)
          values[Math.floor(random() * FACTS_PER_KEY)] =
            column.key === 'isr' ? [Math.floor(random() * 3), 5] : Math.floor(random() * 50)
        return { ...column, values }
      })
      if (tick % 100 === 99) await store.settled()
    }
    await store.settled()
  }
  using reader = openReader(file)
  const at = () => START + Math.floor(random() * ticks) * TICK_MS
  return {
    factsFileMb: round(statSync(file).size / 1e6, 1),
    factsOf60kAtInstantMs: timed(80, () => {
      const { moment } = reader.look('bench', at())!
      return FACT_KEYS.reduce((sum, key) => sum + moment.facts(key).size, 0)
    }),
    oneFactHistoryMs: timed(30, () =>
      reader
        .look('bench', START + ticks * TICK_MS)!
        .spans(set.paths[Math.floor(random() * 1_000)]!, 'leader', START),
    ),
  }
}

/** What is demanded of each figure. */
const goals = {
  tickOf30kSeriesMs: { p50: 1, p95: 3 },
  oneSeries24hMs: { p95: 5 },
  fiftyNeighbours1hMs: { p95: 3 },
  stateOf30kAtInstantMs: { p95: 40 },
  factsOf60kAtInstantMs: { p95: 10 },
} satisfies Partial<Record<keyof NaiveFigures, Partial<Quantiles>>>
const GOAL_BYTES_PER_SAMPLE = 0.95

type Judged = keyof typeof goals

/** Each demand, what was measured, whether it's met, and how many times as long the table of rows takes. */
function judged(figures: Readonly<Record<Judged, Figure>>, rows: NaiveFigures) {
  return (Object.keys(goals) as Judged[]).map((name) => {
    const goal: Partial<Quantiles> = goals[name]
    const { p50, p95, noise } = figures[name]
    const isMet = p50 <= (goal.p50 ?? Infinity) && p95 <= (goal.p95 ?? Infinity)
    return { name, goal, measured: { p50, p95 }, isMet, noise, rowsTakeTimes: round(rows[name].p50 / p50, 1) }
  })
}

/** Prints the store's figures as JSON, with a table of rows as the reference in the same run. */
export async function benchStore(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'orrery-bench-'))
  try {
    const figures = { ...(await hour(folder)), ...(await day(folder)), ...(await facts(folder)) }
    const rowsTable = naiveFigures(folder, START, TICK_MS)
    const bytes = { goal: GOAL_BYTES_PER_SAMPLE, isMet: figures.bytesPerSample <= GOAL_BYTES_PER_SAMPLE }
    const machine = { cpus: cpus().length, load: loadavg().map((load) => round(load, 1)) }
    const report = { goals: judged(figures, rowsTable), bytesPerSample: bytes, figures }
    console.log(
      JSON.stringify({ bench: 'store', machine, ...report, reference: { rowsTable } }, undefined, 2),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) await benchStore()
