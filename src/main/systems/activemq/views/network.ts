import type {
  NetworkBroker,
  NetworkData,
  NetworkDestination,
} from '../../../../shared/systems/activemq-network-views.ts'
import type { Json } from '../../../../shared/base/json.ts'
import { since } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { stateOf } from './endpoints.ts'
import { foreignBrokers, networkOf } from './links.ts'
import {
  brokerKeys,
  endpointsOf,
  isServed,
  known,
  rateOf,
  servedBy,
  servedNumber,
  slowWindowMs,
  sum,
  whyBlind,
} from './reading.ts'
import { type Destination, destinationsOf } from './standing.ts'
import { type Stranded, strandedQueues } from './stranded.ts'

const usualLimit = 200

export const network: View = {
  run: (look, args) => ({ ...networkData(look, args) }),
}

function networkData(look: Look, { destination, limit }: Readonly<Record<string, Json>>): NetworkData {
  const { links } = networkOf(look)
  const keys = brokerKeys(look)
  const all = destinationsOf(look)
  const stranded = strandedQueues(look, all)
  const wanted = typeof destination === 'string' ? destination.toLowerCase() : ''
  const rows = grouped(look, all, stranded, keys).filter(({ name }) => name.toLowerCase().includes(wanted))
  return {
    brokers: [
      ...keys.map((key) => ownBroker(look, key, all, stranded)),
      ...foreignBrokers(links, keys).map(foreignBroker),
    ],
    links,
    destinations: rows.slice(0, typeof limit === 'number' ? limit : usualLimit),
    total: rows.length,
    unknowns: unknowns(look, keys),
  }
}

function ownBroker(
  look: Look,
  key: string,
  all: readonly Destination[],
  stranded: readonly Stranded[],
): NetworkBroker {
  const address = servedBy(look, key) ?? endpointsOf(look, key)[0]
  const local = all.filter(({ broker }) => broker === key).map(({ local: count }) => known(count))
  return {
    key,
    isForeign: false,
    state: address === undefined ? null : stateOf(look, address),
    messages: servedNumber(look, key, 'broker.messages'),
    consumers: isServed(look, key) ? sum(local) : null,
    connections: servedNumber(look, key, 'broker.connections'),
    stranded: stranded.filter(({ broker }) => broker === key).length,
  }
}

function foreignBroker(key: string): NetworkBroker {
  return {
    key,
    isForeign: true,
    state: null,
    messages: null,
    consumers: null,
    connections: null,
    stranded: 0,
  }
}

function grouped(
  look: Look,
  all: readonly Destination[],
  stranded: readonly Stranded[],
  keys: readonly string[],
): readonly NetworkDestination[] {
  const groups = new Map<string, Destination[]>()
  for (const one of all) {
    const id = `${one.kind}/${one.name}`
    const group = groups.get(id)
    if (group === undefined) groups.set(id, [one])
    else group.push(one)
  }
  const strandedBy = new Map(stranded.map((one) => [one.name, one]))
  const order = new Map(keys.map((key, i) => [key, i]))
  const present = presence(look)
  const rows = [...groups.values()].map((group): NetworkDestination => {
    const [first] = group
    const { kind, name } = first!
    const lost = kind === 'queue' ? strandedBy.get(name) : undefined
    return {
      ...{ kind, name },
      at: group.sort((a, b) => (order.get(a.broker) ?? 0) - (order.get(b.broker) ?? 0)).map(present),
      stranded: lost === undefined ? null : sayStranded(lost),
      isBridged: group.some(({ network: bridges }) => bridges > 0),
    }
  })
  return rows.sort(byNeed)
}

function byNeed(a: NetworkDestination, b: NetworkDestination): number {
  const held = ({ at }: NetworkDestination) => sum(at.map(({ messages }) => messages)) ?? -1
  return (
    Number(b.stranded !== null) - Number(a.stranded !== null) ||
    Number(b.isBridged) - Number(a.isBridged) ||
    held(b) - held(a) ||
    (a.name < b.name ? -1 : 1)
  )
}

function presence(look: Look) {
  const enqueued = rateOf(look, 'destination.enqueued', slowWindowMs(look))
  const dequeued = rateOf(look, 'destination.dequeued', slowWindowMs(look))
  return (one: Destination) => ({
    broker: one.broker,
    messages: known(one.size),
    inFlight: known(one.inFlight),
    localConsumers: known(one.local),
    networkConsumers: known(one.network),
    producers: known(one.producers),
    enqueuedPerSecond: known(enqueued(one.entity)),
    dequeuedPerSecond: known(dequeued(one.entity)),
  })
}

function sayStranded(one: Stranded) {
  const { broker: on, messages, waiting } = one
  return { on, messages, waiting, says: strandedSays(one) }
}

export function strandedSays({ broker, messages, waiting, isBridged }: Stranded): string {
  const who = waiting.join(' and ')
  const why = isBridged
    ? 'a message does not go back over the bridge it came by'
    : 'no bridge leads there now'
  return `${messages} messages are stranded on ${broker}: those who consume are on ${who}, and ${why}`
}

function unknowns(look: Look, keys: readonly string[]): readonly string[] {
  return keys.flatMap((key) => {
    if (!isServed(look, key)) {
      const from = since(look, `broker/${key}`, 'broker.served_by')
      const when = from === null ? '' : ` since ${new Date(from).toISOString().slice(11, 19)} UTC`
      return [`Nobody serves ${key}${when}: what it holds and who waits there is not known`]
    }
    const why = whyBlind(look, key, ['Consumers', 'Queues', 'NetworkConnectors', 'DuplexBridges'])
    return why === null ? [] : [`${key}: ${why}`]
  })
}
