import type { TargetConfig } from '../../src/shared/api/targets.ts'
import { withToldFacts } from '../../src/main/core/observe/told-facts.ts'
import { openStore } from '../../src/main/store/open-store.ts'
import type { Store } from '../../src/main/store/store.ts'
import type { EntitySet, FactColumn, Sample, ValueColumn } from '../../src/main/systems/sample.ts'
import { cluster } from './store-generator.ts'

/** A history of a Kafka cluster with 10,000 partitions of three replicas each, which loses a broker now and then. */
export const START = Date.UTC(2026, 0, 15)
export const PARTITIONS = 10_000
const BROKERS = 12
const worker = (path: string) => new URL(`../../src/main/${path}`, import.meta.url)
export const workers = {
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
  intervalMs: 10_000,
  budget: { requestsPerSecond: 0, znodes: 0, bytes: 0 },
}

export const partitions: EntitySet = {
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

/** A broker leaves for five minutes out of twenty: a third of the partitions lose a replica, and get it back. 0: none */
function awayAt(at: number): number {
  const minute = Math.floor((at - START) / 60_000)
  return minute % 20 >= 10 && minute % 20 < 15 ? 1 + (Math.floor(minute / 20) % BROKERS) : 0
}

function factsAt(away: number): readonly FactColumn[] {
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

export interface Written {
  readonly minutes: number
  readonly tickMs: number
  /** After each tick: findings, for instance. */
  readonly also?: (store: Store, at: number, away: number) => void
}

/** Appends as fast as samples are taken; the worker gets its time between the windows, as it has between ticks. */
export async function writeHistory(file: string, { minutes, tickMs, also }: Written): Promise<void> {
  const numbers = cluster(PARTITIONS * 5, 7)
  await using store = await openStore(file, workers.store)
  for (let tick = 0; tick < (minutes * 60_000) / tickMs; tick++) {
    const at = START + tick * tickMs
    const away = awayAt(at)
    const sample: Sample = {
      ...{ at, tookMs: 5, gaps: [], cost: [] },
      values: columns(numbers.next()),
      facts: factsAt(away),
    }
    store.append('bench', withToldFacts(sample, config, []))
    also?.(store, at, away)
    if (tick % 30 === 29) await store.settled()
  }
  await store.settled()
}
