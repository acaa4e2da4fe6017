import type { ConnectionsData, DurablesData } from './activemq-client-views.ts'
import type { DestinationData, DestinationIs, DestinationsData } from './activemq-destination-views.ts'
import type { NetworkData } from './activemq-network-views.ts'

/**
 * Every view of ActiveMQ by name: what it is asked with, and what it gives. All are pure functions of a moment.
 * Everywhere `null` and NaN mean *not observed*, never zero. Instants are epoch ms, durations ms, sizes bytes, rates
 * per second over the last minute. A key in brackets is the catalogue's (`activemq.ts`): where the number comes from.
 * Charts draw stored series of an entity directly, e.g. `destination.size` of `queue/<broker>/<name>`.
 */
export interface ActivemqViews {
  overview: { args: Record<string, never>; data: OverviewData }
  /** Every broker with its limits and connectors, and every address that was asked. */
  brokers: { args: Record<string, never>; data: BrokersData }
  /**
   * The network drawn: brokers, bridges, and per destination who has consumers and who holds messages.
   * `destination`: only queues and topics whose name holds this text. `limit`: of destinations, 200.
   */
  network: { args: { destination?: string; limit?: number }; data: NetworkData }
  /** Queues and topics in parallel arrays; `advisories`: the advisory topics instead. `broker`: of that one only. */
  destinations: { args: { broker?: string; advisories?: boolean }; data: DestinationsData }
  /** One queue or topic of one broker. `not-found` when it was not known. */
  destination: { args: { broker: string; kind: 'queue' | 'topic'; name: string }; data: DestinationData }
  durables: { args: Record<string, never>; data: DurablesData }
  connections: { args: { broker?: string }; data: ConnectionsData }
  /** Master and slave: who serves each broker, who waits or is gone, what can't be known, and who served before. */
  pairs: { args: Record<string, never>; data: PairsData }
}

/**
 * `serving`: answers. `silent`: takes the connection and says nothing in time: it hangs (a paused master keeps its
 * lock). `refused`: nothing listens: a slave that waits, or a dead broker; which of them can't be known from outside.
 * `unreachable`: no such name, no route. `closed`: it listens, and our credentials or its policy open nothing.
 * `foreign`: something else than a broker's Jolokia answers.
 */
export type EndpointState = 'serving' | 'silent' | 'refused' | 'unreachable' | 'closed' | 'foreign'

/**
 * What is known of an address in its pair. `master`: serves and holds the lock. `slave`: says itself that it is one.
 * `waiting-or-dead`: refuses while another address serves the same broker, or hangs. `gone`: refuses, and nobody serves the
 * broker. `hung`: silent; may hold the lock, so that nobody takes over. `unknown`: never answered.
 */
export type EndpointRole = 'master' | 'slave' | 'waiting-or-dead' | 'gone' | 'hung' | 'unknown'

export interface Blind {
  /** `endpoint/127.0.0.1:8161`; '' for the whole target. */
  readonly entity: string
  /** "read destinationType=Queue" */
  readonly ask: string
  readonly why: string
  readonly fix: string | null
}

/** One address that is asked. */
export interface EndpointRow {
  /** `host:port` of its Jolokia; the entity is `endpoint/<address>`. */
  readonly address: string
  readonly state: EndpointState
  readonly stateSince: number | null
  /** Why it doesn't serve; null when it does. */
  readonly why: string | null
  readonly role: EndpointRole
  /** What the role means here, in one sentence: what can and what can't be known. */
  readonly says: string
  /** Key of the broker that it serves, or served last; null: it never answered. */
  readonly broker: string | null
  /** "ActiveMQ 5.18.3" */
  readonly version: string | null
  /** "Jolokia 1.7.1" */
  readonly agent: string | null
  readonly roundTripMs: number | null
}

/** A limit and how much of it is used. */
export interface Usage {
  /** Bytes; null: not observed. [broker.memory_limit, broker.store_limit, broker.temp_limit] */
  readonly limit: number | null
  /** 0–100. [broker.memory_percent, …] */
  readonly percent: number | null
  /** limit × percent ÷ 100: as exact as whole percents are. */
  readonly used: number | null
}

/** One broker: what one lock and one store stand for, whoever serves it. */
export interface BrokerRow {
  /** Its `brokerName`, or `name@host:port` for the second of two that serve under one name. The entity is `broker/<key>`. */
  readonly key: string
  readonly name: string
  /** Whose answer this row is; null: nobody serves it now, and the figures are the last known. */
  readonly servedBy: string | null
  readonly endpoints: readonly string[]
  readonly version: string | null
  readonly id: string | null
  readonly isPersistent: boolean | null
  readonly isSlave: boolean | null
  readonly uptimeMs: number | null
  readonly memory: Usage
  readonly store: Usage
  readonly temp: Usage
  /** Bytes free on the disk of its data directory. Known only where the broker runs on this machine. [broker.disk_free] */
  readonly diskFree: number | null
  /** Why the free disk isn't known. */
  readonly diskWhy: string | null
  readonly messages: number | null
  readonly queues: number | null
  readonly topics: number | null
  readonly consumers: number | null
  readonly producers: number | null
  readonly connections: number | null
  readonly connectionsPerSecond: number | null
  readonly enqueuedPerSecond: number | null
  readonly dequeuedPerSecond: number | null
  readonly connectors: readonly ConnectorRow[]
  readonly persistence: readonly StoreRow[]
  /** `CurrentStatus` of its health, as it stood when somebody last called for it. */
  readonly health: string | null
}

export interface ConnectorRow {
  /** "openwire" */
  readonly name: string
  /** "tcp://0.0.0.0:61616"; null: not told. */
  readonly url: string | null
  readonly isStarted: boolean | null
  readonly connections: number | null
  readonly refused: number | null
}

export interface StoreRow {
  /** "KahaDBPersistenceAdapter[…]" */
  readonly name: string
  readonly size: number | null
  /** Journal files that hold data, as the store lists them; cut to 500 characters. */
  readonly data: string | null
  /** Open transactions of the store; null: none, or not told. */
  readonly transactions: string | null
}

export interface BrokersData {
  readonly brokers: readonly BrokerRow[]
  readonly endpoints: readonly EndpointRow[]
}

export interface OverviewData {
  /** In one sentence: "2 brokers serve; orders is stranded on B". */
  readonly says: string
  readonly is: 'ok' | 'weak' | 'broken' | 'unknown'
  /** Distinct, "ActiveMQ 5.18.3". */
  readonly versions: readonly string[]
  readonly endpoints: readonly EndpointRow[]
  readonly brokers: readonly BrokerRow[]
  /** Sums over brokers that serve. */
  readonly messages: number | null
  readonly inFlight: number | null
  readonly queues: number | null
  readonly topics: number | null
  readonly consumers: number | null
  readonly producers: number | null
  readonly connections: number | null
  readonly enqueuedPerSecond: number | null
  readonly dequeuedPerSecond: number | null
  /** Messages in dead letter queues. */
  readonly deadLetters: number | null
  readonly durablesInactive: number | null
  /** Messages that inactive durable subscribers hold back. */
  readonly durablesPending: number | null
  readonly bridges: { readonly established: number; readonly configured: number } | null
  /** Queues whose messages have consumers on another broker only. */
  readonly stranded: number
  /** Queues with the most messages, at most ten. */
  readonly deepest: readonly {
    readonly broker: string
    readonly name: string
    readonly size: number
    readonly consumers: number | null
    readonly isDeadLetters: boolean
  }[]
  /** What does not move, or not as it should, the gravest first, at most twelve. */
  readonly blocked: readonly BlockedRow[]
  /** Producers that flow control holds up now; null: not observed. */
  readonly producersBlocked: number | null
  readonly blind: readonly Blind[]
}

/** A destination whose messages don't move, or a producer that is held up. */
export interface BlockedRow {
  /** `queue/<broker>/<name>` or `topic/<broker>/<name>`. */
  readonly entity: string
  readonly broker: string
  readonly name: string
  readonly is: DestinationIs
  readonly messages: number | null
  /** In one sentence, as in `DestinationData.says`. */
  readonly says: string
}

export interface PairRow {
  readonly broker: string
  /** Address that serves now. */
  readonly master: string | null
  /** Since when that address serves. */
  readonly masterSince: number | null
  /** More than one address serves under this name: two masters, or two brokers that share a name. */
  readonly rivals: readonly string[]
  readonly endpoints: readonly EndpointRow[]
  /** "KahaDBPersistenceAdapter[/var/activemq/kahadb]", of all endpoints that told it: the same text, the same store. */
  readonly stores: readonly { readonly endpoint: string; readonly store: string }[]
  /** In one sentence what holds, and in another what can't be known. */
  readonly says: string
  readonly cannotKnow: string | null
  readonly is: 'ok' | 'weak' | 'broken' | 'unknown'
  /** Who served when, the newest first, over the last seven days. */
  readonly history: readonly {
    readonly endpoint: string
    readonly from: number
    readonly to: number | null
  }[]
}

export interface PairsData {
  /** Brokers with more than one address, or whose role in a pair can't be ruled out; the others follow. */
  readonly pairs: readonly PairRow[]
  /** Addresses that never answered: nothing says which broker they belong to. */
  readonly strangers: readonly EndpointRow[]
}
