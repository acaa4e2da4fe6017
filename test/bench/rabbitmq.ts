/**
 * One sample of a cluster of three nodes with traffic, then with 2,000 queues more: what it takes here, of the nodes, and
 * over the line. Beside it, in the same run, the lists as they are without care: all columns of all queues, and all
 * metrics of all objects. Prints one JSON object; takes about three minutes.
 */
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { lab } from '../../lab/index.ts'
import type { RabbitCluster } from '../../lab/rabbitmq/cluster.ts'
import { authorization } from '../../lab/rabbitmq/users.ts'
import { livelyRabbitPlan } from '../../lab/traffic/rabbit-plan.ts'
import { rabbitmq } from '../../src/main/systems/rabbitmq/index.ts'
import type { Sample } from '../../src/main/systems/sample.ts'
import type { Session } from '../../src/main/systems/system.ts'

const everyMs = 2000
const rounds = 35
const spareQueues = 2000
const references = 7
const signal = new AbortController().signal

const say = (text: string) => void process.stderr.write(`${text}\n`)

async function main(): Promise<void> {
  await using cluster = await lab.rabbit()
  const few = await loaded(cluster, 0)
  say(`declaring ${spareQueues} queues`)
  const many = await loaded(cluster, spareQueues)
  console.log(JSON.stringify({ rounds, everyMs, few, many }, undefined, 2))
}

async function loaded(cluster: RabbitCluster, queues: number) {
  await using _traffic = await lab.rabbitTraffic(cluster, { ...livelyRabbitPlan, spareQueues: queues })
  // statistics of what is new come within five seconds
  await pause(8000)
  const nodeCpuWithout = await nodeCpuOver(cluster, () => pause(10_000))
  const session = await rabbitmq.connect(
    {
      targetId: 'bench',
      endpoints: cluster.servers.map(({ endpoint }) => endpoint),
      options: {},
      credentials: { username: 'admin', password: 'secret' },
      budget: { requestsPerSecond: 0, znodes: 0, bytes: 0 },
    },
    { signal },
  )
  await using _session = session
  say('observing')
  const samples: Timed[] = []
  const nodeCpuWith = await nodeCpuOver(cluster, () => observe(session, samples))
  return {
    sample: {
      wallMs: summary(samples.map(({ sample }) => sample.tookMs)),
      ownCpuMs: summary(samples.map(({ cpuMs }) => cpuMs)),
      requests: summary(samples.map(({ sample }) => total(sample, 'requests'))),
      receivedKB: summary(samples.map(({ sample }) => total(sample, 'receivedBytes') / 1000)),
    },
    nodesCpuShare: { without: round(nodeCpuWithout, 3), with: round(nodeCpuWith, 3) },
    references: {
      'GET /api/queues': await reference(cluster, '/api/queues'),
      'GET /metrics/per-object of one node': await reference(cluster, '/metrics/per-object'),
    },
  }
}

interface Timed {
  readonly sample: Sample
  readonly cpuMs: number
}

async function observe(session: Session, into: Timed[]): Promise<void> {
  for (let i = 0; i < rounds; i++) {
    const started = performance.now()
    const before = process.cpuUsage()
    const sample = await session.observe(Date.now(), signal)
    const { user, system } = process.cpuUsage(before)
    into.push({ sample, cpuMs: (user + system) / 1000 })
    await pause(Math.max(0, everyMs - (performance.now() - started)))
  }
}

async function reference(cluster: RabbitCluster, path: string) {
  const { managementUrl, prometheusUrl } = cluster.server(1)
  const url = `${path.startsWith('/api') ? managementUrl : prometheusUrl}${path}`
  const took: number[] = []
  let bytes = 0
  for (let i = 0; i < references; i++) {
    const started = performance.now()
    const answer = await fetch(url, { headers: { authorization: authorization('admin') } })
    bytes = (await answer.arrayBuffer()).byteLength
    took.push(performance.now() - started)
  }
  return { wallMs: summary(took), receivedKB: round(bytes / 1000, 0) }
}

/** Of one processor, all nodes together; NaN where /proc doesn't tell. */
async function nodeCpuOver(cluster: RabbitCluster, work: () => Promise<unknown>): Promise<number> {
  const burnt = () => cluster.servers.reduce((sum, { pid }) => sum + cpuMsOf(pid), 0)
  const started = performance.now()
  const before = burnt()
  await work()
  return (burnt() - before) / (performance.now() - started)
}

/** Linux counts CPU in hundredths of a second. */
function cpuMsOf(pid: number | undefined): number {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
    const cells = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(cells[11]) + Number(cells[12])) * 10
  } catch {
    return Number.NaN
  }
}

function total({ cost }: Sample, what: 'requests' | 'receivedBytes'): number {
  return cost.reduce((sum, one) => sum + one[what], 0)
}

function summary(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN, 1)
  return { median: at(0.5), p95: at(0.95), max: at(1) }
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}

await main()
process.exit(0)
