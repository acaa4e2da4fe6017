import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { History, type ThreadOptions } from '../../src/main/core/history/history.ts'
import { cutArchive } from '../../src/main/core/archives/cut-archive.ts'
import { openReader } from '../../src/main/store/reader.ts'
import { PARTITIONS, START, workers, writeHistory } from './kafka-history.ts'
import { mulberry } from './store-generator.ts'
import { round } from './store-timing.ts'

/**
 * An archive of an hour of a Kafka cluster with 10,000 partitions of three replicas each, out of a history of an hour
 * and a half: how long it takes to make, its size, and the time from opening it to its first page. The references, in
 * the same run: SQLite's own copy of the whole history, and the same page out of the history itself.
 */
const MINUTES = 90

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
  await writeHistory(history, { minutes: MINUTES, tickMs: 10_000 })
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
