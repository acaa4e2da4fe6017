/**
 * What holds of a destination at a glance. `stuck`: consumers hold all they may and none acknowledges.
 * `undispatched`: there are consumers and messages, and the broker hands none out. `unattended`: messages come in and
 * nobody listens. `full`: its cursor or memory is. `idle`: nothing moves.
 */
export type DestinationIs =
  | 'flowing'
  | 'idle'
  | 'unattended'
  | 'stuck'
  | 'undispatched'
  | 'paused'
  | 'full'
  | 'stranded'
  | 'dead-letters'

/** Parallel arrays, one entry for each destination of each broker; the deepest first. */
export interface DestinationsData {
  readonly brokers: readonly string[]
  /** Index into `brokers`. */
  readonly broker: Uint16Array
  readonly names: readonly string[]
  /** 0: queue, 1: topic. */
  readonly kind: Uint8Array
  readonly is: readonly DestinationIs[]
  /** 1: dead letters land here, whatever else holds of it. */
  readonly deadLetters: Uint8Array
  /** [destination.size]; of topics NaN. */
  readonly size: Float64Array
  readonly inFlight: Float64Array
  readonly consumers: Float64Array
  readonly producers: Float64Array
  readonly enqueuedPerSecond: Float64Array
  readonly dequeuedPerSecond: Float64Array
  readonly expiredPerSecond: Float64Array
  /** 0–100 of its own limit. */
  readonly memoryPercent: Float64Array
  readonly memoryBytes: Float64Array
  /** Queues and topics before advisories were taken apart. */
  readonly advisories: number
  /** Temporary ones, of clients that wait for replies; not listed. */
  readonly temporary: number
  /** When they were read, the oldest of the brokers; null: not yet. */
  readonly readAt: number | null
  /** Every how many ms they are read: more rarely when there are thousands. */
  readonly everyMs: number | null
}

export interface DestinationData {
  readonly broker: string
  readonly kind: 'queue' | 'topic'
  readonly name: string
  readonly is: DestinationIs
  /** In one sentence. */
  readonly says: string
  readonly isPaused: boolean | null
  readonly isDeadLetters: boolean | null
  readonly size: number | null
  readonly inFlight: number | null
  readonly consumers: number | null
  readonly producers: number | null
  /** All metrics of the destination that the catalogue knows; rate per second over the last minute for counters. */
  readonly figures: readonly {
    readonly metric: string
    readonly value: number | null
    readonly perSecond: number | null
    readonly at: number | null
  }[]
  /** Of the policy that holds for it: maxPageSize, audit, flow control, … as the MBean names them. */
  readonly settings: readonly { readonly key: string; readonly value: string }[]
  readonly subscriptions: readonly SubscriptionRow[]
  readonly producerRows: readonly ProducerRow[]
  /** The same name on other brokers of this target. */
  readonly elsewhere: readonly {
    readonly broker: string
    readonly size: number | null
    readonly localConsumers: number | null
    readonly networkConsumers: number | null
  }[]
  /** Why subscriptions or producers aren't known; null: they are. */
  readonly subscriptionsWhy: string | null
  readonly producersWhy: string | null
}

/** One consumer of a queue or topic. */
export interface SubscriptionRow {
  /** `consumer/<broker>/<id>` or `durable/<broker>/<client>/<name>` */
  readonly entity: string
  readonly consumerId: string
  readonly clientId: string
  readonly user: string | null
  /** Remote address of its connection. */
  readonly remote: string | null
  /** The bridge's own, on behalf of another broker. */
  readonly isNetwork: boolean
  readonly isDurable: boolean
  readonly isActive: boolean
  readonly isExclusive: boolean
  readonly isSlow: boolean
  readonly selector: string | null
  readonly priority: number | null
  readonly prefetch: number | null
  /** Handed out and not acknowledged. [consumer.dispatched_queue] */
  readonly dispatched: number | null
  /** Waiting for it at the broker. [consumer.pending] */
  readonly pending: number | null
  readonly dispatchedPerSecond: number | null
  /** [consumer.dequeued] */
  readonly acknowledgedPerSecond: number | null
  readonly acknowledged: number | null
  /** Dropped by its pendingMessageLimit; topics only. [consumer.discarded] */
  readonly discarded: number | null
  /** Its prefetch is full and it has acknowledged nothing lately. */
  readonly isHolding: boolean
  /** When its figures were read. */
  readonly readAt: number | null
}

export interface ProducerRow {
  readonly entity: string
  readonly clientId: string
  readonly user: string | null
  readonly remote: string | null
  readonly sent: number | null
  readonly sentPerSecond: number | null
  /** Flow control holds it up. */
  readonly isBlocked: boolean | null
  readonly blockedMs: number | null
}
