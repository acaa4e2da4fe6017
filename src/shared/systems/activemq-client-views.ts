/** Durable subscribers of all brokers, those with the most pending first. */
export interface DurablesData {
  readonly rows: readonly DurableRow[]
  /** Why some, or all, aren't known; null: they are. */
  readonly why: string | null
}

export interface DurableRow {
  /** `durable/<broker>/<client>/<name>` */
  readonly entity: string
  readonly broker: string
  readonly clientId: string
  readonly name: string
  readonly topic: string
  readonly selector: string | null
  /** A bridge's own, on behalf of a durable subscriber of another broker. */
  readonly isNetwork: boolean
  readonly isActive: boolean
  /** Since when it is so, as far as observed. */
  readonly since: number | null
  /** Messages kept for it. [consumer.pending] */
  readonly pending: number | null
  readonly pendingPerSecond: number | null
  readonly dispatched: number | null
  readonly enqueued: number | null
  readonly dequeued: number | null
  readonly prefetch: number | null
  /** Other brokers that hold a subscription of the same client and name. */
  readonly elsewhere: readonly { readonly broker: string; readonly isActive: boolean }[]
}

export interface ConnectionsData {
  readonly rows: readonly ConnectionRow[]
  /** Before cutting to 2,000. */
  readonly total: number
  readonly brokers: readonly {
    readonly broker: string
    readonly current: number | null
    readonly connectionsPerSecond: number | null
    /** When its connections were read; null: they weren't. */
    readonly readAt: number | null
    readonly why: string | null
  }[]
}

export interface ConnectionRow {
  /** `connection/<broker>/<connector>/<remote>` */
  readonly entity: string
  readonly broker: string
  readonly connector: string
  readonly clientId: string
  readonly remote: string
  readonly user: string | null
  readonly isActive: boolean | null
  readonly isSlow: boolean | null
  readonly isBlocked: boolean | null
  /** Of another broker's bridge. */
  readonly isNetwork: boolean
  readonly consumers: number | null
  readonly producers: number | null
  readonly dispatchQueue: number | null
  readonly transactions: number | null
  readonly oldestTransactionMs: number | null
  /** Messages handed to its consumers and not acknowledged. */
  readonly holds: number | null
}
