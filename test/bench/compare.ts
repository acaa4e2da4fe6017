import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { History } from '../../src/main/core/history/history.ts'
import { Pasts } from '../../src/main/core/history/past.ts'
import type { ComparedPlaces } from '../../src/main/core/history/questions.ts'
import { cutRecording } from '../../src/main/store/cut-recording.ts'
import { openReader } from '../../src/main/store/reader.ts'
import type { HistoryReader } from '../../src/main/store/store.ts'
import { catalogues } from '../../src/shared/systems/index.ts'
import { START, workers, writeHistory } from './kafka-history.ts'
import { round } from './store-timing.ts'

/**
 * Two instants of a Kafka cluster with 10,000 partitions of three replicas each, between which a broker was lost: how
 * long it takes until what differs is told, from when it is asked, on a thread that runs. The reference, in the same run:
 * reading all that the two instants are compared by, and nothing else.
 */
const TICK_MS = 10_000
const ROUNDS = 7
const before = START + 5 * 60_000
const after = START + 12 * 60_000

async function median(work: (round: number) => Promise<void>): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < ROUNDS; i++) {
    const from = performance.now()
    await work(i)
    times.push(performance.now() - from)
  }
  return round(times.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? NaN, 1)
}

/** All facts and compared columns of an instant. */
function readAll(reader: HistoryReader, at: number): void {
  const look = reader.look('bench', at)
  const { facts = [], compared = [] } = catalogues['kafka'] ?? {}
  let values = 0
  for (const { key, area } of facts)
    if (area !== null)
      for (const [, { value }] of look?.moment.facts(key) ?? []) values += value === null ? 0 : 1
  for (const metric of compared) values += look?.moment.column(metric)?.values.length ?? 0
  if (values === 0) throw new Error('There is nothing to be compared')
}

const folder = mkdtempSync(join(tmpdir(), 'orrery-bench-'))
try {
  const file = join(folder, 'history.orrery')
  const archive = join(folder, 'archive.orrery')
  await writeHistory(file, { minutes: 14, tickMs: TICK_MS })
  cutRecording(file, ['bench'], START, START + 14 * 60_000, archive)
  await using own = new History(workers.history)
  await using archives = new History(workers.history, { readsArchives: true })
  const past = new Pasts(own, archives)
  past.addArchive(archive)
  // another instant each time: what was compared last is kept
  const places = (a: string, b: string, round: number): ComparedPlaces => ({
    places: [
      { file: a, targetId: 'bench', system: 'kafka', at: before + round * TICK_MS },
      { file: b, targetId: 'bench', system: 'kafka', at: after + round * TICK_MS },
    ],
  })
  for (const each of [file, archive]) await past.ask('compare', places(each, each, -1))
  const { groups } = await past.ask('compare', places(file, file, 0))
  const isr = groups.find(({ key }) => key === 'partition.isr')
  if (isr === undefined) throw new Error('The lost broker is not told')
  using reader = openReader(file)
  readAll(reader, before)
  const figures = {
    read: await median(async (i) => void (await past.ask('compare', places(file, file, i + 1)))),
    marks: await median(async () => void (await past.ask('compareMarks', places(file, file, ROUNDS)))),
    group: await median(
      async () =>
        void (await past.ask('compareGroup', {
          ...places(file, file, ROUNDS),
          group: isr.id,
          limit: 10_000,
        })),
    ),
    acrossThreads: await median(async (i) => void (await past.ask('compare', places(archive, file, i + 1)))),
    reference: await median(async (i) => {
      readAll(reader, before + (i + 1) * TICK_MS)
      readAll(reader, after + (i + 1) * TICK_MS)
    }),
  }
  const machine = { cpus: cpus().length, load: round(loadavg()[0] ?? NaN, 1) }
  console.log(JSON.stringify({ machine, groups: groups.length, partitions: isr.count, ms: figures }))
} finally {
  rmSync(folder, { recursive: true })
}
