import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import type { ConsumerRow } from '../../../../shared/systems/rabbitmq-queue-views.ts'
import type { Json } from '../../../../shared/base/json.ts'
import { perSecond, number, record } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import { numberOf, onceAMoment, stringOf, stringOrNull } from './reading.ts'

export interface ConsumerModel {
  readonly entity: string
  /** `queue/<vhost>/<name>` */
  readonly queue: string
  readonly tag: string
  readonly ackRequired: boolean
  readonly exclusive: boolean
  readonly prefetch: number | null
  readonly activity: string | null
  readonly channel: string
  readonly connection: string | null
}

/** All consumers by the entity of their queue. */
export const consumersByQueue = onceAMoment((look: Look): ReadonlyMap<string, readonly ConsumerModel[]> => {
  const all = [...look.moment.facts('consumer.about')].map(([entity, { value }]) =>
    modelOf(entity, record(value)),
  )
  return Map.groupBy(all, ({ queue }) => queue)
})

function modelOf(entity: string, about: { readonly [key: string]: Json }): ConsumerModel {
  return {
    entity,
    queue: rabbitmqEntity('queue', stringOf(about['vhost']), stringOf(about['queue'])),
    tag: stringOf(about['tag']),
    ackRequired: about['ackRequired'] === true,
    exclusive: about['exclusive'] === true,
    prefetch: numberOf(about['prefetch']),
    activity: stringOrNull(about['activity']),
    channel: stringOf(about['channel']),
    connection: stringOrNull(about['connection']),
  }
}

export const consumersByChannel = onceAMoment((look: Look): ReadonlyMap<string, readonly ConsumerModel[]> =>
  Map.groupBy([...consumersByQueue(look).values()].flat(), ({ channel }) => channel),
)

/** Entities of the queues that a channel takes from. */
export function queuesOfChannel(look: Look, channel: string): readonly string[] {
  return [...new Set((consumersByChannel(look).get(channel) ?? []).map(({ queue }) => queue))]
}

export function consumersOf(look: Look, queue: string): readonly ConsumerRow[] {
  const rows = (consumersByQueue(look).get(queue) ?? []).map((consumer) => rowOf(look, consumer))
  return rows.sort((a, b) => (b.unacked ?? -1) - (a.unacked ?? -1) || (a.tag < b.tag ? -1 : 1))
}

function rowOf(look: Look, consumer: ConsumerModel): ConsumerRow {
  const { channel, connection, tag, prefetch, ackRequired, exclusive, activity } = consumer
  const entity = rabbitmqEntity('channel', channel)
  const about = record(look.moment.fact(entity, 'channel.about'))
  const client =
    connection === null
      ? {}
      : record(look.moment.fact(rabbitmqEntity('connection', connection), 'connection.about'))
  return {
    ...{ tag, prefetch, ackRequired, exclusive, activity, channel, connection },
    channelNumber: numberOf(about['number']),
    unacked: number(look, entity, 'channel.unacked'),
    isShared: queuesOfChannel(look, channel).length > 1,
    deliver: perSecond(look, entity, 'channel.deliver'),
    ack: perSecond(look, entity, 'channel.ack'),
    client: stringOrNull(client['client']) ?? stringOrNull(client['library']),
    user: stringOrNull(about['user']),
    peer: stringOrNull(client['peer']),
    node: stringOrNull(about['node']),
    isStuck: isStuck(look, consumer),
  }
}

/** What its channel may hold: of each of its consumers, or of all together; Infinity: no limit. */
export function roomOf(look: Look, channel: string): number {
  const about = record(look.moment.fact(rabbitmqEntity('channel', channel), 'channel.about'))
  const together = numberOf(about['globalPrefetch']) ?? 0
  const consumers = consumersByChannel(look).get(channel) ?? []
  const each = consumers.reduce(
    (total, { prefetch }) => total + (prefetch === null || prefetch === 0 ? Infinity : prefetch),
    0,
  )
  return together > 0 ? Math.min(each, together) : each
}

/** Over which nothing may have been acknowledged, and how much of it must have been seen. */
const stuckMs = 60_000
const seenMs = 30_000

/** All that it may hold is held, and for a minute nothing was acknowledged. */
export function isStuck(look: Look, { channel, ackRequired }: ConsumerModel): boolean {
  if (!ackRequired) return false
  const entity = rabbitmqEntity('channel', channel)
  const held = number(look, entity, 'channel.unacked')
  if (held === null || held === 0 || held < roomOf(look, channel)) return false
  const { t, v } = look.series(entity, 'channel.ack', look.moment.at - stuckMs)
  const seen = [...t].filter((_, i) => !Number.isNaN(v[i] ?? NaN))
  const acks = v.filter((value) => !Number.isNaN(value))
  return (seen.at(-1) ?? 0) - (seen[0] ?? 0) >= seenMs && acks[0] === acks.at(-1)
}
