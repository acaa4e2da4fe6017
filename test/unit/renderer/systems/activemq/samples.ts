import type { DurableRow } from '../../../../../src/shared/systems/activemq-client-views.ts'
import type {
  DestinationData,
  DestinationsData,
  SubscriptionRow,
} from '../../../../../src/shared/systems/activemq-destination-views.ts'
import type {
  NetworkBroker,
  NetworkData,
  NetworkDestination,
  NetworkLink,
  NetworkPresence,
} from '../../../../../src/shared/systems/activemq-network-views.ts'
import type {
  BrokerRow,
  EndpointRow,
  OverviewData,
  Usage,
} from '../../../../../src/shared/systems/activemq-views.ts'

/** A broker that serves; a test says what differs. */
export function networkBroker(key: string, differs: Partial<NetworkBroker> = {}): NetworkBroker {
  return {
    ...{ key, isForeign: false, state: 'serving', messages: 0, consumers: 0, connections: 1, stranded: 0 },
    ...differs,
  }
}

/** A one-way connector whose bridge stands. */
export function link(from: string, to: string | null, differs: Partial<NetworkLink> = {}): NetworkLink {
  return {
    ...{ entity: `networkconnector/${from}/nc-${from}`, from, to, connector: `nc-${from}` },
    ...{ side: 'configured', carries: 'out', state: 'up', stateSince: 1000, addresses: null },
    ...{ outPerSecond: 0, inPerSecond: null, out: 0, in: null, exceptions: null },
    ttl: { message: 1, consumer: 1 },
    ...{ isConduit: true, isDynamicOnly: false, isBridgingTemporary: null, decreasesPriority: null },
    user: null,
    ...differs,
  }
}

/** Both halves of a duplex bridge that `owner` configured. */
export const duplex = (owner: string, other: string): readonly NetworkLink[] => [
  link(owner, other, { carries: 'both', outPerSecond: 4, inPerSecond: 1, out: 40, in: 10 }),
  link(other, owner, {
    ...{ entity: `bridge/${other}/#0/${owner}`, connector: '#0', side: 'accepted', carries: 'both' },
    ...{ outPerSecond: 1, inPerSecond: 4, out: 10, in: 40 },
  }),
]

export function presence(broker: string, differs: Partial<NetworkPresence> = {}): NetworkPresence {
  return {
    ...{ broker, messages: 0, inFlight: 0, localConsumers: 0, networkConsumers: 0, producers: 0 },
    ...{ enqueuedPerSecond: 0, dequeuedPerSecond: 0 },
    ...differs,
  }
}

export function networkDestination(differs: Partial<NetworkDestination> = {}): NetworkDestination {
  return { kind: 'queue', name: 'orders', at: [], stranded: null, isBridged: false, ...differs }
}

/** `orders` came over the bridge to B, its consumer is on A now. */
export const strandedOrders = networkDestination({
  at: [presence('A', { localConsumers: 1 }), presence('B', { messages: 25, networkConsumers: 1 })],
  stranded: { on: 'B', messages: 25, waiting: ['A'], says: '25 messages wait on B; A consumes.' },
})

export function networkData(differs: Partial<NetworkData> = {}): NetworkData {
  return {
    brokers: [networkBroker('A'), networkBroker('B')],
    links: duplex('B', 'A'),
    ...{ destinations: [], total: 0, unknowns: [] },
    ...differs,
  }
}

export function endpoint(differs: Partial<EndpointRow> = {}): EndpointRow {
  return {
    ...{ address: 'a:8161', state: 'serving', stateSince: 1000, why: null, role: 'master' },
    ...{ says: 'It serves.', broker: 'A', version: null, agent: null, roundTripMs: 1 },
    ...differs,
  }
}

export const usage = (limit: number | null, percent: number | null): Usage => ({
  limit,
  percent,
  used: limit === null || percent === null ? null : (limit * percent) / 100,
})

export function brokerRow(differs: Partial<BrokerRow> = {}): BrokerRow {
  return {
    ...{ key: 'A', name: 'A', servedBy: 'a:8161', endpoints: ['a:8161'], version: null, id: null },
    ...{ isPersistent: true, isSlave: false, uptimeMs: 1000 },
    ...{ memory: usage(100, 0), store: usage(100, 0), temp: usage(100, 0), diskFree: 1000, diskWhy: null },
    ...{ messages: 0, queues: 0, topics: 0, consumers: 0, producers: 0, connections: 0 },
    ...{ connectionsPerSecond: 0, enqueuedPerSecond: 0, dequeuedPerSecond: 0 },
    ...{ connectors: [], persistence: [], health: null },
    ...differs,
  }
}

export function overviewData(differs: Partial<OverviewData> = {}): OverviewData {
  return {
    ...{ says: 'A broker serves', is: 'ok', versions: [], endpoints: [endpoint()], brokers: [brokerRow()] },
    ...{ messages: 0, inFlight: 0, queues: 0, topics: 0, consumers: 0, producers: 0, connections: 0 },
    ...{ enqueuedPerSecond: 0, dequeuedPerSecond: 0, deadLetters: 0 },
    ...{ durablesInactive: 0, durablesPending: 0, bridges: null, stranded: 0 },
    ...{ deepest: [], blocked: [], producersBlocked: 0, blind: [] },
    ...differs,
  }
}

export function subscription(differs: Partial<SubscriptionRow> = {}): SubscriptionRow {
  return {
    ...{ entity: 'consumer/A/1', consumerId: '1', clientId: 'one', user: null, remote: null },
    ...{ isNetwork: false, isDurable: false, isActive: true, isExclusive: false, isSlow: false },
    ...{ selector: null, priority: 0, prefetch: 1000, dispatched: 0, pending: 0, dispatchedPerSecond: 0 },
    ...{ acknowledgedPerSecond: 0, acknowledged: 0, discarded: null, isHolding: false, readAt: 1000 },
    ...differs,
  }
}

export function destinationData(differs: Partial<DestinationData> = {}): DestinationData {
  return {
    ...{ broker: 'A', kind: 'queue', name: 'orders', is: 'idle', says: 'Nothing moves' },
    ...{ isPaused: false, isDeadLetters: false, size: 0, inFlight: 0, consumers: 0, producers: 0 },
    ...{ figures: [], settings: [], subscriptions: [], producerRows: [], elsewhere: [] },
    ...{ subscriptionsWhy: null, producersWhy: null },
    ...differs,
  }
}

type ListedDestination = readonly [
  name: string,
  kind: 'queue' | 'topic',
  is: DestinationsData['is'][number],
  dlq?: boolean,
]

/** Columns of destinations of one broker, of which only name, kind and state matter. */
export function destinationsData(rows: readonly ListedDestination[]): DestinationsData {
  const zeros = () => new Float64Array(rows.length)
  return {
    brokers: ['A'],
    broker: new Uint16Array(rows.length),
    names: rows.map(([name]) => name),
    kind: Uint8Array.from(rows, ([, kind]) => (kind === 'topic' ? 1 : 0)),
    is: rows.map(([, , is]) => is),
    deadLetters: Uint8Array.from(rows, ([, , , dlq]) => (dlq === true ? 1 : 0)),
    ...{ size: zeros(), inFlight: zeros(), consumers: zeros(), producers: zeros() },
    ...{ enqueuedPerSecond: zeros(), dequeuedPerSecond: zeros(), expiredPerSecond: zeros() },
    ...{
      memoryPercent: zeros(),
      memoryBytes: zeros(),
      advisories: 0,
      temporary: 0,
      readAt: 1,
      everyMs: 5000,
    },
  }
}

export function durable(differs: Partial<DurableRow> = {}): DurableRow {
  return {
    ...{ entity: 'durable/A/c/nightly', broker: 'A', clientId: 'c', name: 'nightly', topic: 'prices' },
    ...{
      selector: null,
      isNetwork: false,
      isActive: true,
      since: 1000,
      pending: 0,
      pendingPerSecond: 0,
      dispatched: 0,
    },
    ...{ enqueued: 0, dequeued: 0, prefetch: 100, elsewhere: [] },
    ...differs,
  }
}
