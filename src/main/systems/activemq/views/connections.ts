import type { ConnectionRow, ConnectionsData } from '../../../../shared/systems/activemq-client-views.ts'
import type { Json } from '../../../../shared/base/json.ts'
import { number, perSecond, record } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { consumersOf } from './consumers.ts'
import { brokerKeys, claimOf, isServed, partsOf, servedNumber, textOf, whyBlind } from './reading.ts'

const mostRows = 2000

export const connections: View = {
  run: (look, args) => ({ ...connectionsData(look, args) }),
}

function connectionsData(look: Look, { broker }: Readonly<Record<string, Json>>): ConnectionsData {
  const clients = clientFigures(look)
  const rows = [...look.moment.facts('connection.about')]
    .map(([entity, { value }]) => connectionRow(look, entity, record(value), clients))
    .filter((row) => broker === undefined || row.broker === broker)
    .sort((a, b) => (b.holds ?? 0) - (a.holds ?? 0) || (a.remote < b.remote ? -1 : 1))
  const readAt = look.moment.column('connection.dispatch_queue')?.at ?? null
  return {
    rows: rows.slice(0, mostRows),
    total: rows.length,
    brokers: brokerKeys(look).map((key) => ({
      broker: key,
      current: servedNumber(look, key, 'broker.connections'),
      connectionsPerSecond: isServed(look, key)
        ? perSecond(look, `broker/${key}`, 'broker.connections_made')
        : null,
      readAt: whyBlind(look, key, ['Connections']) === null ? readAt : null,
      why: whyBlind(look, key, ['Connections']),
    })),
  }
}

interface ClientFigures {
  consumers: number
  producers: number
  holds: number
}

function connectionRow(
  look: Look,
  entity: string,
  told: { readonly [key: string]: Json },
  clients: ReadonlyMap<string, ClientFigures>,
): ConnectionRow {
  const { broker, rest } = partsOf(entity)
  const client = textOf(told['client']) ?? ''
  const figures = clients.get(`${broker}/${client}`)
  return {
    ...{ entity, broker, clientId: client },
    connector: rest.slice(0, rest.indexOf('/')),
    remote: textOf(told['remote']) ?? '',
    user: textOf(told['user']),
    isActive: claimOf(told['isActive']),
    isSlow: claimOf(told['isSlow']),
    isBlocked: claimOf(told['isBlocked']),
    isNetwork: told['isNetwork'] === true,
    consumers: client === '' ? null : (figures?.consumers ?? 0),
    producers: client === '' ? null : (figures?.producers ?? 0),
    dispatchQueue: number(look, entity, 'connection.dispatch_queue'),
    transactions: number(look, entity, 'connection.transactions'),
    oldestTransactionMs: number(look, entity, 'connection.oldest_transaction_ms'),
    holds: client === '' ? null : (figures?.holds ?? 0),
  }
}

/** What belongs to each client: a connection is known by its client's id. */
function clientFigures(look: Look): ReadonlyMap<string, ClientFigures> {
  const figures = new Map<string, ClientFigures>()
  const of = (key: string) => {
    const found = figures.get(key) ?? { consumers: 0, producers: 0, holds: 0 }
    figures.set(key, found)
    return found
  }
  for (const { entity, broker, client, isActive } of consumersOf(look)) {
    if (!isActive) continue
    const one = of(`${broker}/${client}`)
    one.consumers++
    one.holds += number(look, entity, 'consumer.dispatched_queue') ?? 0
  }
  for (const [entity, { value }] of look.moment.facts('producer.about'))
    of(`${partsOf(entity).broker}/${textOf(record(value)['client']) ?? ''}`).producers++
  return figures
}
