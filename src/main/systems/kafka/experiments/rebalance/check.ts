import type { Check } from '../../../../../shared/api/experiments.ts'
import { formatDuration } from '../../../../../shared/base/format-time.ts'
import type { CheckContext } from '../../../experiment.ts'
import { KafkaAdmin } from '../admin.ts'
import { consumerGroupHeartbeatApi } from '../ask/consumer-group-heartbeat.ts'
import { finalizedFeatures } from '../ask/finalized-features.ts'
import { checkCreate } from '../check-create.ts'
import { checkGroup } from '../check-group.ts'
import { type Settings, settingsOf } from './settings.ts'

/** Grants, the broker's limits for sessions, and whether it knows the consumer protocol. */
export async function checkRebalance({
  connection,
  parameters,
  signal,
}: CheckContext): Promise<readonly Check[]> {
  const settings = settingsOf(parameters)
  using admin = await KafkaAdmin.open(connection, signal)
  const { user } = admin
  return [
    await checkProtocol(admin, settings, signal),
    await checkCreate(admin, { partitions: settings.partitions, replicas: -1 }, user, signal),
    await checkGroup(admin, user, signal),
    await checkSession(admin, settings, signal),
  ]
}

async function checkProtocol(admin: KafkaAdmin, { strategy }: Settings, signal: AbortSignal): Promise<Check> {
  const check = { id: 'protocol', what: 'Group protocol' }
  if (strategy !== 'consumer') return { ...check, is: 'ok', says: 'Classic: every broker knows it' }
  const isKnown = await admin.brokers.knows(consumerGroupHeartbeatApi, signal)
  const { versionsReply } = await admin.brokers.handshake(signal)
  const level = finalizedFeatures(versionsReply).get('group.version') ?? 0
  if (isKnown && level >= 1)
    return { ...check, is: 'ok', says: 'The cluster takes group.protocol=consumer (KIP-848)' }
  if (isKnown)
    return {
      ...check,
      is: 'refused',
      says: 'The brokers know group.protocol=consumer, but the cluster’s feature group.version is 0',
      fix: 'kafka-features --bootstrap-server … upgrade --feature group.version=1',
    }
  return {
    ...check,
    is: 'refused',
    says: 'The brokers don’t know ConsumerGroupHeartbeat v1: group.protocol=consumer came with Kafka 4.0',
    fix: 'Choose another strategy, or a cluster with Kafka 4.0 or newer and group.version 1.',
  }
}

/** Names of the broker's limits and of what it takes itself. */
export const sessionConfigs = {
  min: 'group.min.session.timeout.ms',
  max: 'group.max.session.timeout.ms',
  consumer: 'group.consumer.session.timeout.ms',
} as const

async function checkSession(admin: KafkaAdmin, settings: Settings, signal: AbortSignal): Promise<Check> {
  const check = { id: 'session', what: 'Session timeout' }
  const configs = await admin
    .brokerConfig(Object.values(sessionConfigs), signal)
    .catch(() => new Map<string, string>())
  signal.throwIfAborted()
  const msOf = (name: string) => (configs.has(name) ? Number(configs.get(name)) : undefined)
  if (settings.strategy === 'consumer') {
    const ms = msOf(sessionConfigs.consumer)
    if (ms === undefined)
      return { ...check, is: 'unknown', says: `The broker’s ${sessionConfigs.consumer} can’t be read` }
    return {
      ...check,
      is: 'ok',
      says: `The broker’s own: ${sessionConfigs.consumer} is ${formatDuration(ms)}`,
    }
  }
  const min = msOf(sessionConfigs.min)
  const max = msOf(sessionConfigs.max)
  const asked = settings.sessionTimeoutMs
  if (min === undefined || max === undefined)
    return {
      ...check,
      is: 'unknown',
      says: 'The broker’s limits can’t be read (DescribeConfigs of a broker)',
    }
  const says = `The broker takes ${formatDuration(min)} to ${formatDuration(max)}`
  if (asked >= min && asked <= max) return { ...check, is: 'ok', says }
  return {
    ...check,
    is: 'refused',
    says,
    fix: `Set it to at least ${formatDuration(min)}, or ${sessionConfigs.min} of the brokers lower.`,
  }
}
