import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { History } from '../../src/main/core/history/history.ts'
import type { Store } from '../../src/main/store/store.ts'
import type { Finding } from '../../src/shared/api/findings.ts'
import { partitions, START, workers, writeHistory } from './kafka-history.ts'
import { round } from './store-timing.ts'

/**
 * A report over 24 hours of a Kafka cluster with 10,000 partitions of three replicas each, in which a broker was lost
 * every twenty minutes: how long it takes to make, from a thread that does not run yet. The reference, in the same run:
 * only the events of these 24 hours, as the window lists them.
 */
const MINUTES = 24 * 60
const TICK_MS = 30_000
/** Of each lost broker, beside the cause. */
const CAUSED = 40

/** As the rules tell it: a cause, and what it explains. */
function findingsOf(store: Store, at: number, before: number, away: number): void {
  if (before === away) return
  for (const { id } of store.openFindings('bench')) store.closeFinding(id, at)
  if (away === 0) return
  const cause = finding(at, away, 0)
  store.openFinding(cause)
  for (let i = 1; i <= CAUSED; i++) store.openFinding({ ...finding(at, away, i), explainedBy: cause.id })
}

function finding(at: number, away: number, index: number): Finding {
  const entity = index === 0 ? `broker/${away}` : (partitions.paths[index * 97] ?? '')
  return {
    id: `${at}-${index}`,
    targetId: 'bench',
    rule: index === 0 ? 'kafka/one-broker-explains' : 'kafka/under-replicated',
    entity,
    severity: 'warning',
    title: index === 0 ? `Broker ${away} is lost` : `${entity} has two of three replicas`,
    since: at - 30_000,
    opened: at,
    evidence: [
      {
        entity: index === 0 ? 'topic/t1/1' : entity,
        metric: 'partition.hw',
        from: at - 30_000,
        to: at,
        says: 'stands',
      },
    ],
    why: 'One more loss, and writes stop.',
    fix: 'Start the broker.',
    source: { label: 'Kafka documentation', url: 'https://kafka.apache.org/documentation/' },
  }
}

async function timed(work: () => Promise<unknown>): Promise<{ ms: number; cpuMs: number }> {
  const [from, cpu] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(cpu)
  return { ms: round(performance.now() - from, 0), cpuMs: round((user + system) / 1_000, 0) }
}

const folder = mkdtempSync(join(tmpdir(), 'orrery-bench-'))
try {
  const file = join(folder, 'history.orrery')
  let before = 0
  await writeHistory(file, {
    minutes: MINUTES,
    tickMs: TICK_MS,
    also(store, at, away) {
      findingsOf(store, at, before, away)
      before = away
    },
  })
  const place = {
    file,
    targetId: 'bench',
    system: 'kafka',
    id: 'bench',
    name: 'bench',
    endpoints: ['127.0.0.1:9092'],
  }
  const span = { from: START, to: START + MINUTES * 60_000 }
  const by = { madeBy: 'bench', madeAt: 0, timeZone: 'UTC' }
  let bytes = 0
  const report = await timed(async () => {
    await using past = new History(workers.history)
    const request = { targetIds: ['bench'], ...span, redact: [] }
    bytes = (await past.ask('report', { places: [place], request, format: 'html', by })).data.length
  })
  const redacted = await timed(async () => {
    await using past = new History(workers.history)
    const request = { targetIds: ['bench'], ...span, redact: ['hosts', 'names', 'clients'] as const }
    await past.ask('report', { places: [place], request, format: 'html', by })
  })
  const events = await timed(async () => {
    await using past = new History(workers.history)
    await past.ask('events', { ...place, ...span, limit: 20_000 })
  })
  const machine = { cpus: cpus().length, load: round(loadavg()[0] ?? NaN, 1) }
  const hours = MINUTES / 60
  console.log(
    JSON.stringify({
      machine,
      hours,
      report,
      htmlKB: round(bytes / 1e3, 0),
      redacted,
      reference: { events },
    }),
  )
} finally {
  rmSync(folder, { recursive: true })
}
