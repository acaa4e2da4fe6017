import type { Channel } from 'amqplib'

/** Names that the clients share. Policies on `orders.` and `clicks` are made by the lab's definitions. */
export const names = {
  orders: 'orders',
  clicks: 'clicks',
  alerts: 'alerts',
  documents: 'documents',
  dead: 'dead',
  unrouted: 'unrouted',
} as const

const exchanges: readonly (readonly [name: string, type: string, alternate?: string])[] = [
  [names.unrouted, 'fanout'],
  [names.orders, 'topic', names.unrouted],
  [names.clicks, 'direct'],
  [names.alerts, 'fanout'],
  [names.documents, 'headers'],
  [names.dead, 'topic'],
  ['dead.late', 'fanout'],
]

type Arguments = Readonly<Record<string, unknown>>

// whoever declares a queue has it on its own node, unless it is told to spread them
const classic: Arguments = { 'x-queue-master-locator': 'random' }
const quorum: Arguments = { 'x-queue-type': 'quorum', 'x-queue-leader-locator': 'balanced' }
const stream: Arguments = { 'x-queue-type': 'stream', 'x-queue-leader-locator': 'balanced' }

const queues: Readonly<Record<string, Arguments>> = {
  'orders.billing': quorum,
  'orders.shipping': { ...quorum, 'x-max-length': 20_000 },
  'orders.ledger': { ...quorum, 'x-single-active-consumer': true },
  'audit.stream': {
    ...stream,
    'x-max-length-bytes': 20_000_000,
    'x-stream-max-segment-size-bytes': 1_000_000,
  },
  'clicks.counter': classic,
  'clicks.sample': classic,
  'alerts.mail': classic,
  'alerts.pager': { ...classic, 'x-message-ttl': 120_000, 'x-max-priority': 5 },
  'documents.pdf': classic,
  'documents.import': { ...classic, 'x-max-length': 2_000, 'x-overflow': 'reject-publish' },
  // the way of the dead: refused, a minute later too late, then kept until there are too many
  'dead.orders': { ...quorum, 'x-message-ttl': 60_000, 'x-dead-letter-exchange': 'dead.late' },
  'dead.archive': { ...classic, 'x-max-length': 1_000 },
  'unrouted.all': { ...classic, 'x-max-length': 500 },
}

const bindings: readonly (readonly [queue: string, exchange: string, key: string, headers?: Arguments])[] = [
  ['orders.billing', names.orders, 'order.*.paid'],
  ['orders.shipping', names.orders, 'order.#'],
  ['orders.ledger', names.orders, 'order.eu.*'],
  ['audit.stream', names.orders, 'order.#'],
  ['clicks.counter', names.clicks, 'page'],
  ['clicks.counter', names.clicks, 'link'],
  ['clicks.sample', names.clicks, 'page'],
  ['alerts.mail', names.alerts, ''],
  ['alerts.pager', names.alerts, ''],
  ['documents.pdf', names.documents, '', { 'x-match': 'all', format: 'pdf', signed: true }],
  ['documents.import', names.documents, '', { 'x-match': 'any', format: 'pdf', source: 'scan' }],
  ['dead.orders', names.dead, '#'],
  ['dead.archive', 'dead.late', ''],
  ['unrouted.all', names.unrouted, ''],
]

/** All exchanges, queues and bindings of the traffic; what is there already stays as it is. */
export async function declareTopology(channel: Channel, spareQueues: number): Promise<void> {
  for (const [name, type, alternateExchange] of exchanges)
    await channel.assertExchange(name, type, alternateExchange === undefined ? {} : { alternateExchange })
  for (const [name, args] of Object.entries(queues)) await channel.assertQueue(name, { arguments: args })
  for (const [queue, exchange, key, headers] of bindings)
    await channel.bindQueue(queue, exchange, key, headers)
  // orders of the web shop come by an exchange of their own
  await channel.assertExchange('web', 'direct')
  await channel.bindExchange(names.orders, 'web', 'order.eu.paid')
  for (let i = 1; i <= spareQueues; i++) await channel.assertQueue(`spare.${i}`)
}
