/** Observes the loaded cluster of `kafka.ts`: `node kafka-observer.ts <bootstrap> <history file>` prints what it took as JSON. */
import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../../lab/until.ts'
import { keepHeapSmall } from '../../src/main/core/small-heap.ts'
import { Engine } from '../../src/main/rules/engine.ts'
import { openStore } from '../../src/main/store/open-store.ts'
import type { Writer as Store } from '../../src/main/store/writer.ts'
import { kafka } from '../../src/main/systems/kafka/index.ts'
import type { Session } from '../../src/main/systems/system.ts'
import { load } from './kafka-size.ts'

const WARM = 8
const TICKS = 70
const targetId = 'bench'
const signal = new AbortController().signal

interface Tick {
  readonly cpuMs: number
  readonly threadMs: number
  readonly wallMs: number
  readonly requests: number
  readonly receivedBytes: number
  readonly sentBytes: number
  readonly isSlow: boolean
}

async function observeAll(bootstrap: string, file: string) {
  keepHeapSmall()
  const worker = new URL('../../src/main/store/store-worker.ts', import.meta.url)
  await using store = await openStore(file, worker)
  const endpoints = bootstrap.split(',')
  const budget = { requestsPerSecond: 0, znodes: 0, bytes: 0 }
  await using session = await kafka.connect({ targetId, endpoints, options: {}, budget }, { signal })
  const engine = new Engine({ targetId, rules: kafka.rules, sink: store, breakMs: 10_000 })
  await until('everything is there', () => isWhole(session, store), { withinMs: 180_000, everyMs: 1000 })
  const ticks: Tick[] = []
  for (let i = 0; i < WARM + TICKS; i++) {
    const started = performance.now()
    const tick = await measureTick(session, store, engine)
    if (i >= WARM) ticks.push(tick)
    await sleep(Math.max(0, 1000 - (performance.now() - started)))
  }
  return { figures: figuresOf(ticks), slowTick: slowOf(ticks), views: measureViews(store) }
}

async function isWhole(session: Session, store: Store): Promise<boolean> {
  const sample = await session.observe(Date.now(), signal)
  store.append(targetId, sample)
  const length = (metric: string) => sample.values.find((column) => column.metric === metric)?.values
  const ends = length('replica.leo')
  return (
    (ends?.length ?? 0) >= load.topics * load.partitionsPerTopic * 3 &&
    ends!.every((end) => !Number.isNaN(end)) &&
    length('commit.offset')!.length === load.groups * load.commitsPerGroup
  )
}

async function measureTick(session: Session, store: Store, engine: Engine): Promise<Tick> {
  const [started, cpu, thread] = [performance.now(), process.cpuUsage(), process.threadCpuUsage()]
  const sample = await session.observe(Date.now(), signal)
  store.append(targetId, sample)
  engine.evaluate(store.live(targetId)!)
  const spent = process.cpuUsage(cpu)
  const own = process.threadCpuUsage(thread)
  const sum = (of: 'requests' | 'receivedBytes' | 'sentBytes') =>
    sample.cost.reduce((total, cost) => total + cost[of], 0)
  return {
    cpuMs: (spent.user + spent.system) / 1000,
    threadMs: (own.user + own.system) / 1000,
    wallMs: performance.now() - started,
    requests: sum('requests'),
    receivedBytes: sum('receivedBytes'),
    sentBytes: sum('sentBytes'),
    isSlow: sample.values.some(({ cadence }) => cadence === 'slow'),
  }
}

/** The ticks between the slow rounds; a figure is within its limit if the median is. */
function figuresOf(ticks: readonly Tick[]) {
  const quick = ticks.filter(({ isSlow }) => !isSlow)
  const of = (pick: (tick: Tick) => number) => quick.map(pick).sort((a, b) => a - b)
  const figure = (values: readonly number[], limit?: number) => ({
    p50: round(values[Math.floor(values.length / 2)]!),
    p95: round(values[Math.floor(values.length * 0.95)]!),
    min: round(values[0]!),
    ...(limit !== undefined && { limit }),
  })
  return {
    ticks: quick.length,
    cpuMs: figure(
      of(({ cpuMs }) => cpuMs),
      50,
    ),
    collectingThreadCpuMs: figure(of(({ threadMs }) => threadMs)),
    wallMs: figure(of(({ wallMs }) => wallMs)),
    requests: figure(
      of(({ requests }) => requests),
      25,
    ),
    receivedMB: figure(
      of(({ receivedBytes }) => receivedBytes / 1e6),
      5,
    ),
    sentMB: figure(of(({ sentBytes }) => sentBytes / 1e6)),
  }
}

function slowOf(ticks: readonly Tick[]) {
  const slow = ticks.find(({ isSlow }) => isSlow)
  if (slow === undefined) return null
  const { cpuMs, requests, receivedBytes } = slow
  return { cpuMs: round(cpuMs), requests, receivedMB: round(receivedBytes / 1e6) }
}

/** The drawings of 10,000 partitions, each twice: the first also takes apart the paths. */
function measureViews(store: Store): Record<string, number> {
  const look = store.live(targetId)!
  const views = ['overview', 'topics', 'groups', 'brokers'] as const
  return Object.fromEntries(
    views.map((name) => {
      const started = performance.now()
      kafka.views[name]!.run(look, {})
      return [`${name}Ms`, round(performance.now() - started)]
    }),
  )
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

const [, , bootstrap, file] = process.argv
console.log(JSON.stringify(await observeAll(bootstrap!, file!)))
process.exit(0)
