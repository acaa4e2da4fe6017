import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { withToldFacts } from '../../src/main/core/observe/told-facts.ts'
import { History, type ThreadOptions } from '../../src/main/core/history/history.ts'
import { cutArchive } from '../../src/main/core/archives/cut-archive.ts'
import { openStore } from '../../src/main/store/open-store.ts'
import { openReader } from '../../src/main/store/reader.ts'
import type { EntitySet, FactColumn, Sample, ValueColumn } from '../../src/main/systems/sample.ts'
import type { TargetConfig } from '../../src/shared/api/targets.ts'
import { cluster, mulberry } from './store-generator.ts'
import { round } from './store-timing.ts'

/**
 * An archive of an hour of a Kafka cluster with 10,000 partitions of three replicas each, out of a history of an hour
 * and a half: how long it takes to make, its size, and the time from opening it to its first page. The references, in
 * the same run: SQLite's own copy of the whole history, and the same page out of the history itself.
 */
const TICK_MS = 10_000
const START = Date.UTC(2026, 0, 15)
const MINUTES = 90
const PARTITIONS = 10_000
const BROKERS = 12
const worker = (path: string) => new URL(`../../src/main/${path}`, import.meta.url)
const workers = {
  history: worker('core/history-worker.ts'),
  store: worker('store/store-worker.ts'),
  actor: worker('core/actor-worker.ts'),
}

const config: TargetConfig = {
  id: 'bench',
  name: 'bench',
  system: 'kafka',
  endpoints: ['127.0.0.1:9092'],
  options: {},
  permission: 'observe',
  intervalMs: TICK_MS,
  budget: { requestsPerSecond: 0, znodes: 0, bytes: 0 },
}

const partitions: EntitySet = {
  paths: Array.from({ length: PARTITIONS }, (_, i) => `topic/t${Math.floor(i / 10)}/${i % 10}`),
}
const replicas: EntitySet = {
  paths: partitions.paths.flatMap((path, i) => replicasOf(i).map((broker) => `${path}@${broker}`)),
}
const topics: EntitySet = { paths: Array.from({ length: PARTITIONS / 10 }, (_, i) => `topic/t${i}`) }
const brokers: EntitySet = { paths: Array.from({ length: BROKERS }, (_, i) => `broker/${i + 1}`) }
const whole: EntitySet = { paths: [''] }

function replicasOf(partition: number): readonly number[] {
  return [0, 1, 2].map((step) => ((partition + step) % BROKERS) + 1)
}

/** A broker leaves for five minutes out of twenty: a third of the partitions lose a replica, and get it back. */
function factsAt(tick: number): readonly FactColumn[] {
  const away = tick % 120 >= 60 && tick % 120 < 90 ? 1 + (Math.floor(tick / 120) % BROKERS) : 0
  const inSync = partitions.paths.map((_, i) => replicasOf(i).filter((broker) => broker !== away))
  const column = (key: string, entities: EntitySet, values: FactColumn['values']): FactColumn => ({
    ...{ key, entities, values },
    complete: true,
  })
  return [
    column('cluster.version', whole, ['4.3']),
    column('cluster.mode', whole, ['kraft']),
    column(
      'broker.address',
      brokers,
      brokers.paths.map((path) => `${path}:9092`),
    ),
    column(
      'broker.state',
      brokers,
      brokers.paths.map((_, i) => (i + 1 === away ? 'offline' : 'online')),
    ),
    column(
      'topic.internal',
      topics,
      topics.paths.map(() => false),
    ),
    column(
      'partition.replicas',
      partitions,
      partitions.paths.map((_, i) => replicasOf(i)),
    ),
    column('partition.isr', partitions, inSync),
    column(
      'partition.leader',
      partitions,
      inSync.map(([first]) => first ?? -1),
    ),
  ]
}

function columns(numbers: Float64Array): readonly ValueColumn[] {
  const column = (metric: string, entities: EntitySet, from: number): ValueColumn => ({
    ...{ metric, entities, cadence: 'tick' },
    values: numbers.slice(from, from + entities.paths.length),
  })
  return [
    column('partition.hw', partitions, 0),
    column('partition.logStart', partitions, PARTITIONS),
    column('replica.leo', replicas, PARTITIONS * 2),
  ]
}

async function write(file: string): Promise<void> {
  const numbers = cluster(PARTITIONS * 5, 7)
  await using store = await openStore(file, workers.store)
  for (let tick = 0; tick < (MINUTES * 60_000) / TICK_MS; tick++) {
    const at = START + tick * TICK_MS
    const sample: Sample = {
      ...{ at, tookMs: 5, gaps: [], cost: [] },
      values: columns(numbers.next()),
      facts: factsAt(tick),
    }
    store.append('bench', withToldFacts(sample, config, []))
    if (tick % 30 === 29) await store.settled()
  }
  await store.settled()
}

/** How long something took on the clock, and of processors: other people's work lengthens the first alone, ms. */
interface Took {
  readonly ms: number
  readonly cpuMs: number
}

function stopwatch(): () => Took {
  const [from, cpu] = [performance.now(), process.cpuUsage()]
  return () => {
    const { user, system } = process.cpuUsage(cpu)
    return { ms: round(performance.now() - from, 0), cpuMs: round((user + system) / 1_000, 0) }
  }
}

/** From a thread that does not run yet to the data of the first page, as a window asks for it. */
async function firstPage(file: string, options: ThreadOptions): Promise<Took> {
  const took = stopwatch()
  await using past = new History(workers.history, options)
  await past.ask('recording', { file })
  const [kept] = await past.ask('targets', { file })
  if (kept === undefined) throw new Error(`${file} holds no target`)
  await past.ask('runs', { file })
  const place = { file, targetId: 'bench', system: 'kafka' }
  const stretch = { ...place, from: kept.to - 3_600_000, to: kept.to }
  await past.ask('findingsAt', { ...place, at: kept.to })
  await past.ask('view', { ...place, view: 'overview', args: {}, at: kept.to })
  await past.ask('timeline', { ...stretch, buckets: 360 })
  return took()
}

async function median(times: number, run: () => Promise<Took>): Promise<Took> {
  const all: Took[] = []
  for (let i = 0; i < times; i++) all.push(await run())
  const of = (key: keyof Took) =>
    all.map((each) => each[key]).toSorted((x, y) => x - y)[Math.floor(times / 2)] ?? NaN
  return { ms: of('ms'), cpuMs: of('cpuMs') }
}

/** The same moments at instants drawn at random, in both files. @returns how many differ */
function differences(history: string, archive: string, from: number, to: number): number {
  using source = openReader(history)
  using cut = openReader(archive)
  const random = mulberry(3)
  let different = 0
  for (let i = 0; i < 20; i++) {
    const at = Math.round(from + random() * (to - from))
    const [a, b] = [source.look('bench', at)?.moment, cut.look('bench', at)?.moment]
    for (const metric of ['partition.hw', 'replica.leo'])
      if (String(a?.column(metric)?.values) !== String(b?.column(metric)?.values)) different++
    const isr = (moment: typeof a) =>
      [...(moment?.facts('partition.isr') ?? [])]
        .map((each) => JSON.stringify(each))
        .toSorted()
        .join()
    if (isr(a) !== isr(b)) different++
  }
  return different
}

const folder = mkdtempSync(join(tmpdir(), 'orrery-bench-'))
try {
  const history = join(folder, 'history.orrery')
  const archive = join(folder, 'archive.orrery')
  await write(history)
  const [from, to] = [START + 25 * 60_000, START + 85 * 60_000]
  const wish = {
    source: { file: history, isArchive: false },
    out: archive,
    replace: true,
    targetIds: ['bench'],
  }
  const host = { info: { version: '0', host: 'headless' as const }, workers }
  const exported = stopwatch()
  await cutArchive({ ...wish, from, to }, host, () => undefined, new AbortController().signal)
  const exporting = exported()

  const copy = join(folder, 'copy.orrery')
  const copied = stopwatch()
  const db = new Database(history, { readonly: true })
  db.prepare('VACUUM INTO ?').run(copy)
  db.close()
  const copying = copied()

  const megabytes = (path: string) => round(statSync(path).size / 1e6, 1)
  const figures = {
    machine: { cpus: cpus().length, load: round(loadavg()[0] ?? NaN, 1) },
    series: PARTITIONS * 5,
    facts: PARTITIONS * 3,
    minutes: { history: MINUTES, archive: 60, before: 15 },
    export: exporting,
    archiveMB: megabytes(archive),
    firstPage: await median(5, () => firstPage(archive, { readsArchives: true })),
    different: differences(history, archive, from, to),
    reference: {
      copyOfWholeHistory: copying,
      wholeHistoryMB: megabytes(copy),
      firstPageOfHistory: await median(5, () => firstPage(history, {})),
    },
  }
  console.log(JSON.stringify(figures))
} finally {
  rmSync(folder, { recursive: true })
}
