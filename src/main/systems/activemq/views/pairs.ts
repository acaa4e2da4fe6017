import type { EndpointRow, PairRow, PairsData } from '../../../../shared/systems/activemq-views.ts'
import { list, record, since } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { endpointRows } from './endpoints.ts'
import { brokerKeys, servedBy, textOf } from './reading.ts'
import { nobody } from '../sample-brokers.ts'

const historyMs = 7 * 24 * 3_600_000

export const pairs: View = {
  run: (look) => ({ ...pairsData(look) }),
}

function pairsData(look: Look): PairsData {
  const endpoints = endpointRows(look)
  const rows = brokerKeys(look).map((key) => pairRow(look, key, endpoints))
  return {
    pairs: rows.sort((a, b) => b.endpoints.length - a.endpoints.length),
    strangers: endpoints.filter(({ broker }) => broker === null),
  }
}

function pairRow(look: Look, key: string, endpoints: readonly EndpointRow[]): PairRow {
  const own = endpoints.filter(({ broker }) => broker === key)
  const strangers = endpoints.filter(({ broker, state }) => broker === null && state === 'refused')
  const master = servedBy(look, key)
  const rivals = list(look.moment.fact(`broker/${key}`, 'broker.rivals')).map(String)
  return {
    broker: key,
    master,
    masterSince: master === null ? null : since(look, `broker/${key}`, 'broker.served_by'),
    rivals,
    endpoints: own,
    stores: storesOf(look, key, master),
    ...verdict(key, master, own, rivals),
    cannotKnow: cannotKnow(key, own, strangers),
    history: historyOf(look, key),
  }
}

function verdict(
  key: string,
  master: string | null,
  own: readonly EndpointRow[],
  rivals: readonly string[],
): Pick<PairRow, 'says' | 'is'> {
  if (rivals.length > 1)
    return {
      says: `${rivals.join(' and ')} serve ${key} at once: two masters, or two brokers with one name`,
      is: 'broken',
    }
  if (master !== null) return { says: `${master} serves ${key}`, is: 'ok' }
  const hung = own.find(({ role }) => role === 'hung')
  if (hung !== undefined)
    return {
      says: `${hung.address} hangs and keeps the lock: nobody serves ${key}, and nobody can take over`,
      is: 'broken',
    }
  const seen = own.some(({ state }) => state === 'refused')
  return seen
    ? { says: `Nobody serves ${key}: its master is down, and no slave has the lock`, is: 'broken' }
    : { says: `Whether anybody serves ${key} can’t be seen from here`, is: 'unknown' }
}

function cannotKnow(
  key: string,
  own: readonly EndpointRow[],
  strangers: readonly EndpointRow[],
): string | null {
  const waiting = own.filter(({ role }) => role === 'waiting-or-dead').map(({ address }) => address)
  if (waiting.length > 0)
    return `${waiting.join(', ')} refuses: it waits for the lock, or it is dead. A slave that waits opens no port; only its process and its log tell`
  if (strangers.length > 0)
    return `${strangers.map(({ address }) => address).join(', ')} never answered: it may be the slave of ${key}, or a dead broker`
  return own.length === 1
    ? `Whether ${key} has a slave: one that waits opens no port, and its address is not among this target’s`
    : null
}

/** The store as the broker names it; who serves now tells it, and who served before told the same if it is shared. */
function storesOf(look: Look, key: string, master: string | null): PairRow['stores'] {
  if (master === null) return []
  return [...look.moment.facts('store.about')].flatMap(([entity, { value }]) => {
    const name = textOf(record(value)['name'])
    return entity.startsWith(`store/${key}/`) && name !== null ? [{ endpoint: master, store: name }] : []
  })
}

function historyOf(look: Look, key: string): PairRow['history'] {
  return look
    .spans(`broker/${key}`, 'broker.served_by', look.moment.at - historyMs)
    .flatMap(({ value, from, to }) =>
      typeof value === 'string' && value !== nobody ? [{ endpoint: value, from, to: to ?? null }] : [],
    )
    .reverse()
}
