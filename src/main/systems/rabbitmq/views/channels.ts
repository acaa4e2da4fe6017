import { namesIn } from '../../../../shared/systems/rabbitmq-entities.ts'
import type { ChannelRow, ChannelsData } from '../../../../shared/systems/rabbitmq-client-views.ts'
import { number, perSecond, record, text } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { clientOf } from './connections.ts'
import { queuesOfChannel } from './consumers.ts'
import { orNull, ratesOf } from './rates.ts'
import { blindSpots, numberOf, readAt, stringOf } from './reading.ts'

export const channels: View = {
  run: (look, { vhost, connection }) => ({
    ...channelsData(
      look,
      typeof vhost === 'string' ? vhost : undefined,
      typeof connection === 'string' ? connection : undefined,
    ),
  }),
}

const rated = ['publish', 'confirm', 'deliver', 'ack', 'redeliver', 'returned'] as const
type Rates = Readonly<Record<(typeof rated)[number], ReadonlyMap<string, number>>>

function channelsData(look: Look, vhost: string | undefined, connection: string | undefined): ChannelsData {
  const rates = Object.fromEntries(rated.map((name) => [name, ratesOf(look, `channel.${name}`)])) as Rates
  const rows = [...look.moment.facts('channel.about').keys()]
    .map((entity) => rowOf(look, entity, rates))
    .filter((row) => (vhost ?? row.vhost) === row.vhost && (connection ?? row.connection) === row.connection)
  return {
    rows: rows.sort((a, b) => (b.unacked ?? -1) - (a.unacked ?? -1) || (a.name < b.name ? -1 : 1)),
    total: number(look, 'cluster', 'cluster.channels'),
    openedPerSecond: perSecond(look, 'cluster', 'cluster.channels_opened'),
    closedPerSecond: perSecond(look, 'cluster', 'cluster.channels_closed'),
    readAt: readAt(look, 'cluster.connections_read'),
    blind: blindSpots(look).filter(({ ask }) => /channels|consumers|overview/.test(ask)),
  }
}

function rowOf(look: Look, entity: string, rates: Rates): ChannelRow {
  const [name = ''] = namesIn(entity)
  const about = record(look.moment.fact(entity, 'channel.about'))
  const connection = stringOf(about['connection'])
  const rate = (of: (typeof rated)[number]) => orNull(rates[of].get(entity))
  return {
    ...{ name, connection },
    number: numberOf(about['number']),
    client: clientOf(look, connection),
    user: stringOf(about['user']),
    vhost: stringOf(about['vhost']),
    node: stringOf(about['node']),
    state: text(look, entity, 'channel.state'),
    confirm: about['confirm'] === true,
    transactional: about['transactional'] === true,
    prefetch: numberOf(about['prefetch']),
    globalPrefetch: numberOf(about['globalPrefetch']),
    consumers: number(look, entity, 'channel.consumers'),
    unacked: number(look, entity, 'channel.unacked'),
    unconfirmed: number(look, entity, 'channel.unconfirmed'),
    uncommitted: number(look, entity, 'channel.uncommitted'),
    publish: rate('publish'),
    confirmed: rate('confirm'),
    deliver: rate('deliver'),
    ack: rate('ack'),
    redeliver: rate('redeliver'),
    returned: rate('returned'),
    queues: queuesOfChannel(look, name).map((queue) => namesIn(queue)[1] ?? ''),
  }
}
