import { namesIn, rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import type { ConnectionRow, ConnectionsData } from '../../../../shared/systems/rabbitmq-client-views.ts'
import { number, perSecond, record, since, text } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { orNull, ratesOf } from './rates.ts'
import { blindSpots, byEntity, numberOf, onceAMoment, readAt, stringOf, stringOrNull } from './reading.ts'

export const connections: View = {
  run: (look, { vhost }) => ({ ...connectionsData(look, typeof vhost === 'string' ? vhost : undefined) }),
}

function connectionsData(look: Look, only: string | undefined): ConnectionsData {
  const held = heldByConnection(look)
  const traffic = { received: ratesOf(look, 'connection.received'), sent: ratesOf(look, 'connection.sent') }
  const rows = [...look.moment.facts('connection.about').keys()]
    .map((entity) => rowOf(look, entity, held, traffic))
    .filter(({ vhost }) => only === undefined || vhost === only)
  return {
    rows: rows.sort((a, b) => (b.unacked ?? -1) - (a.unacked ?? -1) || (a.name < b.name ? -1 : 1)),
    total: number(look, 'cluster', 'cluster.connections'),
    openedPerSecond: perSecond(look, 'cluster', 'cluster.connections_opened'),
    closedPerSecond: perSecond(look, 'cluster', 'cluster.connections_closed'),
    readAt: readAt(look, 'cluster.connections_read'),
    blind: blindSpots(look).filter(({ ask }) => /connections|overview/.test(ask)),
  }
}

interface Held {
  unacked: number | null
  publish: number | null
  deliver: number | null
}

/** Σ over the channels of each connection. */
function heldByConnection(look: Look): ReadonlyMap<string, Held> {
  const unacked = byEntity(look, 'channel.unacked')
  const publish = ratesOf(look, 'channel.publish')
  const deliver = ratesOf(look, 'channel.deliver')
  const found = new Map<string, Held>()
  for (const [entity, { value }] of look.moment.facts('channel.about')) {
    const name = stringOf(record(value)['connection'])
    const held = found.get(name) ?? { unacked: null, publish: null, deliver: null }
    held.unacked = plus(held.unacked, unacked.get(entity))
    held.publish = plus(held.publish, publish.get(entity))
    held.deliver = plus(held.deliver, deliver.get(entity))
    found.set(name, held)
  }
  return found
}

function plus(sum: number | null, value: number | undefined): number | null {
  return value === undefined ? sum : (sum ?? 0) + value
}

function rowOf(
  look: Look,
  entity: string,
  held: ReadonlyMap<string, Held>,
  traffic: { received: ReadonlyMap<string, number>; sent: ReadonlyMap<string, number> },
): ConnectionRow {
  const [name = ''] = namesIn(entity)
  const about = record(look.moment.fact(entity, 'connection.about'))
  const { unacked = null, publish = null, deliver = null } = held.get(name) ?? {}
  return {
    name,
    client: stringOrNull(about['client']),
    library: stringOrNull(about['library']),
    user: stringOf(about['user']),
    vhost: stringOf(about['vhost']),
    node: stringOf(about['node']),
    peer: stringOf(about['peer']),
    protocol: stringOf(about['protocol']),
    tls: about['tls'] === true,
    state: text(look, entity, 'connection.state'),
    stateSince: since(look, entity, 'connection.state'),
    connectedAt: numberOf(about['connectedAt']),
    heartbeatS: numberOf(about['heartbeatS']),
    channels: number(look, entity, 'connection.channels'),
    receivedPerSecond: orNull(traffic.received.get(entity)),
    sentPerSecond: orNull(traffic.sent.get(entity)),
    ...{ unacked, publish, deliver },
    publishes: publish !== null && publish > 0,
    consumes: consuming(look).has(name),
  }
}

const consuming = onceAMoment((look: Look): ReadonlySet<string> => {
  const channels = [...look.moment.facts('channel.about')]
  const withConsumers = channels.filter(([entity]) => (number(look, entity, 'channel.consumers') ?? 0) > 0)
  return new Set(withConsumers.map(([, { value }]) => stringOf(record(value)['connection'])))
})

/** The connection's own word on who it is: what it calls itself, else its library. */
export function clientOf(look: Look, connection: string): string | null {
  const about = record(look.moment.fact(rabbitmqEntity('connection', connection), 'connection.about'))
  return stringOrNull(about['client']) ?? stringOrNull(about['library'])
}
