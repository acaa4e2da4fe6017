import type { BrokerAddresses, Levels } from '../../../../../shared/systems/kafka-replication.ts'
import { levelsOf } from '../../../../../shared/systems/kafka-replication.ts'
import { OrreryError } from '../../../../../shared/base/errors.ts'
import type { RunContext } from '../../../experiment.ts'
import { joinEndpoint } from '../../pool.ts'
import { KafkaAdmin } from '../admin.ts'
import type { Access } from '../broker-set.ts'
import { LevelReader } from './level-reader.ts'

const READS_PER_SECOND = 10
const STILL_MS = 500
export const REPLICAS = 3

/** The one partition of an experiment, read ten times a second. */
export interface WatchedPartition {
  readonly access: Access
  readonly topic: string
  /** `host:port` by broker id. */
  endpointOf(broker: number): string
  /** As last read. @throws OrreryError `timeout` when nothing was read yet */
  levels(): Levels
}

export interface PartitionWish {
  /** −1: the cluster's default. */
  readonly replicas: number
  readonly configs: Readonly<Record<string, string>>
}

/** Creates the topic, and begins to read it. */
export async function createPartition(
  context: RunContext,
  { replicas, configs }: PartitionWish,
): Promise<WatchedPartition> {
  const { connection, signal } = context
  using admin = await KafkaAdmin.open(connection, signal)
  const topic = context.name('log')
  context.creating({ kind: 'topic', name: topic })
  await admin.createTopic({ name: topic, partitions: 1, replicas, configs }, signal)
  const { brokers } = await admin.see(signal)
  const addresses: BrokerAddresses = Object.fromEntries(
    brokers.map(({ id, host, port }) => [id, joinEndpoint(host, port)]),
  )
  context.tell('observed', '', { what: 'brokers', says: '', data: addresses })
  const ids = brokers.map(({ id }) => id)
  const { access } = admin
  watchLevels(context, context.hold(new LevelReader(access, topic, 0, ids)))
  return {
    access,
    topic,
    endpointOf: (broker) => addresses[broker] ?? '',
    levels: () => lastOf(context),
  }
}

/** What is as it was is told twice a second only: enough to know that it was seen. */
function watchLevels(context: RunContext, reader: LevelReader): void {
  let last = ''
  let lastAt = 0
  let standing = ''
  context.watch(READS_PER_SECOND, async (signal) => {
    const levels = await reader.read(signal)
    const now = performance.now()
    if (levels === undefined || (JSON.stringify(levels) === last && now - lastAt < STILL_MS)) return
    last = JSON.stringify(levels)
    lastAt = now
    const stands = standingOf(levels)
    const says = stands === standing ? '' : stands
    standing = stands
    const { replicas, isr, logEnd } = levels
    const data = { ...levels, replicas: [...replicas], isr: [...isr], logEnd: { ...logEnd } }
    context.tell('observed', 'partition', { what: 'levels', says, tone: 'info', data })
  })
}

function standingOf({ leader, epoch, isr }: Levels): string {
  return leader < 0 ? `no leader, epoch ${epoch}` : `leader ${leader}, epoch ${epoch}, ISR ${isr.join(', ')}`
}

function lastOf(context: RunContext): Levels {
  const last = levelsOf(context.entries()).at(-1)
  if (last !== undefined) return last
  throw new OrreryError('timeout', 'No replica of the partition has answered yet')
}
