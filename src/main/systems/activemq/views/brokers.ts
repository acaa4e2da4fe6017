import type { BrokerRow, ConnectorRow, StoreRow, Usage } from '../../../../shared/systems/activemq-views.ts'
import { number, perSecond, record, text } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { endpointRows } from './endpoints.ts'
import { about, brokerKeys, claimOf, endpointsOf, isServed, partsOf, servedBy, textOf } from './reading.ts'

export const brokers: View = {
  run: (look) => ({ brokers: brokerRows(look), endpoints: endpointRows(look) }),
}

export function brokerRows(look: Look): readonly BrokerRow[] {
  return brokerKeys(look).map((key) => brokerRow(look, key))
}

function brokerRow(look: Look, key: string): BrokerRow {
  const entity = `broker/${key}`
  const told = about(look, key)
  const of = (metric: string) => number(look, entity, `broker.${metric}`)
  const rate = (metric: string) => (isServed(look, key) ? perSecond(look, entity, `broker.${metric}`) : null)
  const isHere = of('disk_free') !== null
  return {
    key,
    name: textOf(told['name']) ?? key,
    servedBy: servedBy(look, key),
    endpoints: endpointsOf(look, key),
    version: textOf(told['version']),
    id: text(look, entity, 'broker.id'),
    isPersistent: claimOf(told['isPersistent']),
    isSlave: isSlave(look, servedBy(look, key)),
    uptimeMs: of('uptime_ms'),
    memory: usage(look, key, 'memory'),
    store: usage(look, key, 'store'),
    temp: usage(look, key, 'temp'),
    diskFree: of('disk_free'),
    diskWhy: isHere ? null : (textOf(told['diskWhy']) ?? 'Not looked at'),
    messages: of('messages'),
    queues: of('queues'),
    topics: of('topics'),
    consumers: of('consumers'),
    producers: of('producers'),
    connections: of('connections'),
    connectionsPerSecond: rate('connections_made'),
    enqueuedPerSecond: rate('enqueued'),
    dequeuedPerSecond: rate('dequeued'),
    connectors: connectorRows(look, key),
    persistence: storeRows(look, key),
    health: text(look, entity, 'broker.health'),
  }
}

function isSlave(look: Look, address: string | null): boolean | null {
  return address === null ? null : claimOf(look.moment.fact(`endpoint/${address}`, 'endpoint.slave'))
}

export function usage(look: Look, key: string, what: 'memory' | 'store' | 'temp'): Usage {
  const limit = number(look, `broker/${key}`, `broker.${what}_limit`)
  const percent = number(look, `broker/${key}`, `broker.${what}_percent`)
  return { limit, percent, used: limit === null || percent === null ? null : (limit * percent) / 100 }
}

function connectorRows(look: Look, key: string): readonly ConnectorRow[] {
  return ofBroker(look, 'connector.about', key).map((entity) => {
    const told = record(look.moment.fact(entity, 'connector.about'))
    return {
      name: partsOf(entity).rest,
      url: textOf(told['url']),
      isStarted: claimOf(told['isStarted']),
      connections: connectionsOf(look, entity),
      refused: number(look, entity, 'connector.refused'),
    }
  })
}

/** One that has none is not listed among those that were counted. */
function connectionsOf(look: Look, entity: string): number | null {
  const counted = look.moment.column('connector.connections')
  return counted === undefined ? null : (number(look, entity, 'connector.connections') ?? 0)
}

function storeRows(look: Look, key: string): readonly StoreRow[] {
  return ofBroker(look, 'store.about', key).map((entity) => {
    const told = record(look.moment.fact(entity, 'store.about'))
    return {
      name: textOf(told['name']) ?? '',
      size: number(look, entity, 'store.size'),
      data: textOf(told['data']),
      transactions: textOf(told['transactions']),
    }
  })
}

function ofBroker(look: Look, fact: string, key: string): readonly string[] {
  return [...look.moment.facts(fact).keys()].filter((entity) => partsOf(entity).broker === key)
}
