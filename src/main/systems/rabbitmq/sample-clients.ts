import type { Json } from '../../../shared/base/json.ts'
import { encodePart, rabbitmqEntity } from '../../../shared/systems/rabbitmq-entities.ts'
import { factColumn, sameOrNew, valueColumn } from '../base/columns.ts'
import type { EntitySet, FactColumn, ValueColumn } from '../sample.ts'
import { fieldsIn, isTrue, listIn, numberIn, textIn, type Fields } from './ask/fields.ts'
import { KeptColumns, mayHold } from './kept-columns.ts'
import type { ClusterAsk, RawReplies } from './raw.ts'

const cluster: EntitySet = { paths: ['cluster'] }

const connectionMetrics: Readonly<Record<string, (one: Fields) => number>> = {
  'connection.received': (one) => numberIn(one, 'recv_oct'),
  'connection.sent': (one) => numberIn(one, 'send_oct'),
  'connection.channels': (one) => numberIn(one, 'channels'),
}

const channelMetrics: Readonly<Record<string, (one: Fields) => number>> = {
  'channel.unacked': (one) => numberIn(one, 'messages_unacknowledged'),
  'channel.unconfirmed': (one) => numberIn(one, 'messages_unconfirmed'),
  'channel.uncommitted': (one) => numberIn(one, 'messages_uncommitted'),
  'channel.consumers': (one) => numberIn(one, 'consumer_count'),
  'channel.publish': (one) => counterIn(one, 'publish'),
  'channel.confirm': (one) => counterIn(one, 'confirm'),
  'channel.deliver': (one) => counterIn(one, 'deliver_get'),
  'channel.ack': (one) => counterIn(one, 'ack'),
  'channel.redeliver': (one) => counterIn(one, 'redeliver'),
  'channel.returned': (one) => counterIn(one, 'return_unroutable'),
}

/** Absent until it first counts. A channel that is just opened has no statistics at all. */
function counterIn(channel: Fields, name: string): number {
  const value = numberIn(fieldsIn(channel['message_stats']), name)
  if (!Number.isNaN(value)) return value
  return Number.isNaN(numberIn(channel, 'messages_unacknowledged')) ? NaN : 0
}

/** Connections, channels and consumers. */
export class ClientsFold {
  readonly #sets = new Map<string, EntitySet>()
  readonly #connections = new KeptColumns()
  readonly #channels = new KeptColumns()

  columns(raw: RawReplies): { values: readonly ValueColumn[]; facts: readonly FactColumn[] } {
    const connections = this.#read(raw, 'GET /api/connections', (one) =>
      rabbitmqEntity('connection', textIn(one, 'name') ?? ''),
    )
    const channels = this.#read(raw, 'GET /api/channels', (one) =>
      rabbitmqEntity('channel', textIn(one, 'name') ?? ''),
    )
    const consumers = this.#read(raw, 'GET /api/consumers', consumerPath)
    return {
      values: [
        ...valuesOf(raw, 'GET /api/connections', connections, this.#connections, connectionMetrics),
        ...valuesOf(raw, 'GET /api/channels', channels, this.#channels, channelMetrics),
        valueColumn('cluster.connections_read', cluster, () => this.#connections.readAt(raw.at)),
      ],
      facts: [
        ...factsOf(connections, { 'connection.about': connectionAbout, 'connection.state': stateOf }),
        ...factsOf(channels, { 'channel.about': channelAbout, 'channel.state': stateOf }),
        ...factsOf(consumers, { 'consumer.about': consumerAbout }),
      ],
    }
  }

  #read(raw: RawReplies, ask: ClusterAsk, path: (one: Fields) => string): Read | undefined {
    const list = raw.replies[ask]
    if (list === undefined) return undefined
    const byPath = new Map(listIn(list).map((one) => [path(one), one]))
    const set = sameOrNew(this.#sets.get(ask), [...byPath.keys()])
    this.#sets.set(ask, set)
    return { set, byPath }
  }
}

interface Read {
  readonly set: EntitySet
  readonly byPath: ReadonlyMap<string, Fields>
}

function valuesOf(
  raw: RawReplies,
  ask: ClusterAsk,
  read: Read | undefined,
  kept: KeptColumns,
  metrics: Readonly<Record<string, (one: Fields) => number>>,
): readonly ValueColumn[] {
  if (read === undefined) return mayHold(raw, [ask]) ? kept.again(raw.at) : []
  const readers = Object.entries(metrics).map(
    ([metric, of]) => [metric, (path: string) => of(read.byPath.get(path) ?? {})] as const,
  )
  return kept.take(raw.at, read.set, Object.fromEntries(readers))
}

function factsOf(
  read: Read | undefined,
  facts: Readonly<Record<string, (one: Fields) => Json | undefined>>,
): readonly FactColumn[] {
  if (read === undefined) return []
  return Object.entries(facts).map(([key, of]) =>
    factColumn(key, read.set, (path) => of(read.byPath.get(path) ?? {})),
  )
}

function consumerPath(consumer: Fields): string {
  const queue = fieldsIn(consumer['queue'])
  const channel = textIn(fieldsIn(consumer['channel_details']), 'name')
  const parts = [textIn(queue, 'vhost'), textIn(queue, 'name'), channel, textIn(consumer, 'consumer_tag')]
  return `consumer/${parts.map((part) => encodePart(part ?? '')).join('/')}`
}

function stateOf(one: Fields): Json | undefined {
  const state = textIn(one, 'state')
  return state === 'idle' ? 'running' : state
}

function connectionAbout(one: Fields): Json {
  const properties = fieldsIn(one['client_properties'])
  const library = [textIn(properties, 'product'), textIn(properties, 'version')]
    .filter((part) => part !== undefined)
    .join(' ')
  return {
    client: textIn(one, 'user_provided_name') ?? textIn(properties, 'connection_name') ?? null,
    library: library === '' ? null : library,
    user: textIn(one, 'user') ?? '',
    vhost: textIn(one, 'vhost') ?? '',
    node: textIn(one, 'node') ?? '',
    peer: `${textIn(one, 'peer_host') ?? '?'}:${orNull(numberIn(one, 'peer_port')) ?? '?'}`,
    protocol: textIn(one, 'protocol') ?? '',
    tls: isTrue(one, 'ssl'),
    connectedAt: orNull(numberIn(one, 'connected_at')),
    heartbeatS: orNull(numberIn(one, 'timeout')),
  }
}

function channelAbout(one: Fields): Json {
  return {
    number: orNull(numberIn(one, 'number')),
    connection: textIn(fieldsIn(one['connection_details']), 'name') ?? '',
    user: textIn(one, 'user') ?? '',
    vhost: textIn(one, 'vhost') ?? '',
    node: textIn(one, 'node') ?? '',
    confirm: isTrue(one, 'confirm'),
    transactional: isTrue(one, 'transactional'),
    prefetch: orNull(numberIn(one, 'prefetch_count')),
    globalPrefetch: orNull(numberIn(one, 'global_prefetch_count')),
  }
}

function consumerAbout(one: Fields): Json {
  const queue = fieldsIn(one['queue'])
  const channel = fieldsIn(one['channel_details'])
  return {
    vhost: textIn(queue, 'vhost') ?? '',
    queue: textIn(queue, 'name') ?? '',
    channel: textIn(channel, 'name') ?? '',
    connection: textIn(channel, 'connection_name') ?? null,
    tag: textIn(one, 'consumer_tag') ?? '',
    ackRequired: isTrue(one, 'ack_required'),
    exclusive: isTrue(one, 'exclusive'),
    prefetch: orNull(numberIn(one, 'prefetch_count')),
    activity: textIn(one, 'activity_status') ?? null,
  }
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value
}
