import type { Check } from '../../../../../shared/api/experiments.ts'
import { formatDuration } from '../../../../../shared/base/format-time.ts'
import type { CheckContext } from '../../../experiment.ts'
import { grant } from '../../grants.ts'
import { errorName, NONE } from '../../wire/errors.ts'
import { KafkaAdmin } from '../admin.ts'
import { consumerGroupHeartbeatApi } from '../ask/consumer-group-heartbeat.ts'
import {
  decodeGroupOperations,
  DELETE_BIT,
  encodeGroupOperations,
  groupOperationsApi,
  READ_BIT,
} from '../ask/groups.ts'
import { type Settings, settingsOf } from './settings.ts'

/** Never created: the cluster is only asked what it would say. */
const NAME = 'orrery.x.check'
const PREFIX = '--resource-pattern-type prefixed'
const GROUP_AUTHORIZATION_FAILED = 30
const NOT_ASKED =
  'No __consumer_offsets is seen: no group was ever joined here, or it may not be described. To ask would create it; the first member will show what is granted'

/** Grants, the broker's limits for sessions, and whether it knows the consumer protocol. */
export async function checkRebalance({
  connection,
  parameters,
  signal,
}: CheckContext): Promise<readonly Check[]> {
  const settings = settingsOf(parameters)
  const user = connection.credentials?.username ?? null
  using admin = await KafkaAdmin.open(connection, signal)
  return [
    await checkProtocol(admin, settings, signal),
    await checkTopic(admin, settings, user, signal),
    await checkGroup(admin, user, signal),
    await checkSession(admin, settings, signal),
  ]
}

async function checkProtocol(admin: KafkaAdmin, { strategy }: Settings, signal: AbortSignal): Promise<Check> {
  const check = { id: 'protocol', what: 'Group protocol' }
  if (strategy !== 'consumer') return { ...check, is: 'ok', says: 'Classic: every broker knows it' }
  if (await admin.brokers.knows(consumerGroupHeartbeatApi, signal))
    return { ...check, is: 'ok', says: 'The brokers know group.protocol=consumer (KIP-848)' }
  return {
    ...check,
    is: 'refused',
    says: 'The brokers don’t know ConsumerGroupHeartbeat v1: group.protocol=consumer came with Kafka 4.0',
    fix: 'Choose another strategy, or a cluster with Kafka 4.0 or newer and group.version 1.',
  }
}

async function checkTopic(
  admin: KafkaAdmin,
  { partitions }: Settings,
  user: string | null,
  signal: AbortSignal,
): Promise<Check> {
  const check = { id: 'topic', what: 'A topic may be created' }
  const { error, message } = await admin.tryCreateTopic(
    { name: NAME, partitions, replicas: -1, configs: {} },
    signal,
  )
  if (error === NONE)
    return { ...check, is: 'ok', says: 'Tried with validate_only: the cluster would create it' }
  const says = `${errorName(error)}${message === null ? '' : `: ${message}`}`
  const operations = ['Create', 'Describe', 'Write', 'Read', 'Delete']
  const fix = operations.map((operation) => grant(operation, `--topic orrery.x. ${PREFIX}`, user)).join('\n')
  return { ...check, is: 'refused', says, fix }
}

async function checkGroup(admin: KafkaAdmin, user: string | null, signal: AbortSignal): Promise<Check> {
  const check = { id: 'group', what: 'A group may be joined and deleted' }
  const fix = ['Read', 'Delete'].map((operation) => grant(operation, `--group orrery.x. ${PREFIX}`, user))
  try {
    if (!(await seesOffsets(admin, signal)))
      return { ...check, is: 'unknown', says: NOT_ASKED, fix: fix.join('\n') }
    const { error, operations } = await admin.askCoordinator(
      { key: NAME, type: 'group' },
      groupOperationsApi,
      () => encodeGroupOperations(NAME),
      ({ body }) => decodeGroupOperations(body),
      signal,
    )
    const missing = [
      ...((operations & READ_BIT) === 0 ? ['READ'] : []),
      ...((operations & DELETE_BIT) === 0 ? ['DELETE'] : []),
    ]
    if (error === NONE && missing.length === 0)
      return { ...check, is: 'ok', says: 'READ and DELETE are granted' }
    const says = error === NONE ? `${missing.join(' and ')} missing` : errorName(error)
    return { ...check, is: 'refused', says, fix: fix.join('\n') }
  } catch (thrown) {
    signal.throwIfAborted()
    const is = isGroupRefusal(thrown) ? 'refused' : 'unknown'
    return {
      ...check,
      is,
      says: thrown instanceof Error ? thrown.message : String(thrown),
      fix: fix.join('\n'),
    }
  }
}

/** Asking for a coordinator would create the topic where groups are kept: a check creates nothing. */
async function seesOffsets(admin: KafkaAdmin, signal: AbortSignal): Promise<boolean> {
  const { topics } = await admin.see(signal, ['__consumer_offsets'])
  return topics.some(({ error }) => error === NONE)
}

function isGroupRefusal(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.message.includes(errorName(GROUP_AUTHORIZATION_FAILED))
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
