import type { EndpointState } from './activemq-views.ts'

/** The network of brokers at one instant. */
export interface NetworkData {
  readonly brokers: readonly NetworkBroker[]
  readonly links: readonly NetworkLink[]
  /** Stranded first, then those that cross a bridge, then by messages; cut to the limit. */
  readonly destinations: readonly NetworkDestination[]
  /** Before cutting. */
  readonly total: number
  /** What this drawing can't know, a sentence each: "B does not answer: what it holds is as of 12:01". */
  readonly unknowns: readonly string[]
}

export interface NetworkBroker {
  /** Key as in `BrokerRow`; a broker that only a bridge names has the name the bridge gives. */
  readonly key: string
  /** True: no address of this target is this broker; it is known from bridges alone. */
  readonly isForeign: boolean
  /** State of the address that serves it, or served it last; null: foreign. */
  readonly state: EndpointState | null
  readonly messages: number | null
  /** Without the network's own. */
  readonly consumers: number | null
  readonly connections: number | null
  /** Queues that are stranded here. */
  readonly stranded: number
}

/** One network connector, or one duplex half of a neighbour's. */
export interface NetworkLink {
  /** `networkconnector/<broker>/<name>`, or `bridge/<broker>/<connector>/<remote>`: for findings and charts. */
  readonly entity: string
  /** Key of the broker that tells it. */
  readonly from: string
  /** Key or name of the other one; null: configured, and never established while observed. */
  readonly to: string | null
  readonly connector: string
  /** `configured`: by `from`. `accepted`: the other side opened it as duplex, and this is how `from` sees it. */
  readonly side: 'configured' | 'accepted'
  /** Which way messages can go: `out` from → to only, `both` (duplex). */
  readonly carries: 'out' | 'both' | null
  /** `up`: a bridge stands. `down`: the connector is started and has no bridge. `stopped`: the connector is stopped. */
  readonly state: 'up' | 'down' | 'stopped' | 'unknown'
  readonly stateSince: number | null
  /** Since when it has no bridge; "vm://B#0 ↔ tcp://127.0.0.1:61602". */
  readonly addresses: string | null
  /** Messages `from` → `to` a second, and the other way where it is duplex. [bridge.enqueued, bridge.received] */
  readonly outPerSecond: number | null
  readonly inPerSecond: number | null
  readonly out: number | null
  readonly in: number | null
  readonly exceptions: number | null
  readonly ttl: { readonly message: number | null; readonly consumer: number | null }
  readonly isConduit: boolean | null
  readonly isDynamicOnly: boolean | null
  readonly isBridgingTemporary: boolean | null
  readonly decreasesPriority: boolean | null
  readonly user: string | null
}

/** A queue or topic by its name, over all brokers that have it. */
export interface NetworkDestination {
  readonly kind: 'queue' | 'topic'
  readonly name: string
  /** In the order of the brokers in `NetworkData.brokers`; a broker without it is left out. */
  readonly at: readonly NetworkPresence[]
  /** What is wrong, or null: stranded where, and who waits for it. */
  readonly stranded: {
    /** Broker that holds the messages. */
    readonly on: string
    readonly messages: number
    /** Brokers with consumers of their own on it. */
    readonly waiting: readonly string[]
    readonly says: string
  } | null
  /** It has network consumers somewhere: it crosses a bridge. */
  readonly isBridged: boolean
}

export interface NetworkPresence {
  readonly broker: string
  /** Queue: messages held; topic: null. [destination.size] */
  readonly messages: number | null
  readonly inFlight: number | null
  /** Applications on this broker. null: consumers aren't observed. */
  readonly localConsumers: number | null
  /** Bridges that consume here on behalf of another broker. */
  readonly networkConsumers: number | null
  readonly producers: number | null
  readonly enqueuedPerSecond: number | null
  readonly dequeuedPerSecond: number | null
}
