import type { Json } from '../base/json.ts'
import type { Blind, Source } from './rabbitmq-views.ts'

/** `classic`, `quorum`, `stream`, or what a plugin adds. */
export type QueueType = string

/**
 * All queues, parallel arrays, sorted by virtual host and name: 10,000 rows. The entity is
 * `rabbitmqEntity('queue', vhost, name)`.
 */
export interface QueuesData {
  readonly vhosts: readonly string[]
  /** Index into `vhosts`. */
  readonly vhost: Uint16Array
  readonly names: readonly string[]
  readonly types: readonly QueueType[]
  /** `running`, `down`, `flow`, `minority`, `stopped`, `crashed` …; null: not observed. */
  readonly states: readonly (string | null)[]
  /** The node of its leader, or of the queue; null: nobody knows. */
  readonly nodes: readonly (string | null)[]
  /** Index into `policyNames`; -1: none. */
  readonly policy: Int16Array
  readonly policyNames: readonly string[]
  /** [queue.ready, queue.unacked, queue.consumers] */
  readonly ready: Float64Array
  readonly unacked: Float64Array
  readonly consumers: Float64Array
  /** Per second, over the last minute. */
  readonly publish: Float64Array
  readonly deliver: Float64Array
  readonly ack: Float64Array
  readonly redeliver: Float64Array
  /** Change of `ready` per second. */
  readonly growth: Float64Array
  /** Share of time that consumers can take messages at once, 0 to 1. [queue.capacity] */
  readonly capacity: Float64Array
  /** [queue.memory, queue.bytes] */
  readonly memory: Float64Array
  readonly bytes: Float64Array
  /** Of a quorum queue: members, and those online. NaN: not a quorum queue, or not known. */
  readonly members: Float64Array
  readonly online: Float64Array
  /** Findings of the queue in force. */
  readonly findings: Uint16Array
  /** 1: its dead letters reach nobody; see `QueueSettings.deadLetter`. */
  readonly losesDead: Uint8Array
  /** 1: dead letters of other queues end here. */
  readonly takesDead: Uint8Array
  /** Where the numbers come from, and when they were read. */
  readonly source: Source
  readonly readAt: number | null
  /** Rates and consumers are read less often than `ready`: when they were read. */
  readonly statsAt: number | null
  readonly blind: readonly Blind[]
}

/** What holds for a queue, of its arguments and policies together. `null`: not set. */
export interface QueueSettings {
  readonly messageTtlMs: number | null
  readonly expiresMs: number | null
  readonly maxLength: number | null
  readonly maxBytes: number | null
  /** `drop-head`, `reject-publish`, `reject-publish-dlx`. */
  readonly overflow: string | null
  /** Deliveries of a quorum queue; null: no limit is set (4.0 and later have one of 20). */
  readonly deliveryLimit: number | null
  readonly deadLetterExchange: string | null
  readonly deadLetterKey: string | null
  /** `at-most-once`, `at-least-once`. */
  readonly deadLetterStrategy: string | null
  readonly singleActiveConsumer: boolean
  readonly maxPriority: number | null
}

/**
 * Where a message ends that a queue gives up:
 * `none`: it has no dead-letter exchange, messages are dropped. `missing`: the exchange does not exist.
 * `nowhere`: the exchange exists, and nothing there takes the key. `depends`: on the message's own key or headers.
 * `queues`: these get it.
 */
export interface DeadLetter {
  readonly ends: 'none' | 'missing' | 'nowhere' | 'depends' | 'queues'
  readonly exchange: string | null
  /** null: the message's own. */
  readonly key: string | null
  readonly queues: readonly string[]
}

/** Where a setting that is in force comes from. */
export interface QueueSetting {
  /** As in a policy: `dead-letter-exchange`. */
  readonly key: string
  readonly value: Json
  readonly from: 'argument' | 'policy' | 'operator policy'
}

export interface QueueData {
  readonly vhost: string
  readonly name: string
  readonly type: QueueType
  readonly durable: boolean
  readonly exclusive: boolean
  readonly autoDelete: boolean
  readonly state: string | null
  readonly stateSince: number | null
  readonly node: string | null
  readonly policy: string | null
  readonly operatorPolicy: string | null
  readonly arguments: { readonly [key: string]: Json }
  readonly settings: QueueSettings
  readonly settingsFrom: readonly QueueSetting[]
  readonly deadLetter: DeadLetter
  /** Queues whose dead letters come here. */
  readonly deadLettersOf: readonly string[]
  /** Bindings that lead here, the default exchange's left out. */
  readonly bindings: readonly {
    readonly source: string
    readonly key: string
    readonly arguments: { readonly [key: string]: Json }
  }[]
  readonly ready: number | null
  readonly unacked: number | null
  readonly bytes: number | null
  readonly memory: number | null
  readonly capacity: number | null
  /** When its oldest message was published, by its publisher's word; null: not told. */
  readonly oldestAt: number | null
  readonly publish: number | null
  readonly deliver: number | null
  readonly ack: number | null
  readonly redeliver: number | null
  readonly growth: number | null
  readonly members: readonly MemberRow[]
  /** Who takes from it, those that hold the most first. */
  readonly consumers: readonly ConsumerRow[]
  /** Σ of what the channels of its consumers hold; null: not known. Compare with `unacked`. */
  readonly heldByConsumers: number | null
  readonly consumersReadAt: number | null
  readonly readAt: number | null
  readonly source: Source
  readonly blind: readonly Blind[]
}

export interface MemberRow {
  readonly node: string
  readonly isLeader: boolean
  readonly isOnline: boolean | null
  /** The node is one of the cluster. */
  readonly isKnown: boolean
}

/** A consumer, down to the connection it came by. */
export interface ConsumerRow {
  readonly tag: string
  /** 0: no limit. null: not told. */
  readonly prefetch: number | null
  readonly ackRequired: boolean
  readonly exclusive: boolean
  /** `up`, `single_active`, `waiting`, `suspected_down`; null: not told. */
  readonly activity: string | null
  /** Name of the channel, "127.0.0.1:5000 -> 127.0.0.1:5672 (1)"; the entity is `rabbitmqEntity('channel', name)`. */
  readonly channel: string
  readonly channelNumber: number | null
  /** What the channel holds without having acknowledged. [channel.unacked] */
  readonly unacked: number | null
  /** The channel takes from other queues too: what it holds is not all of this one. */
  readonly isShared: boolean
  readonly deliver: number | null
  readonly ack: number | null
  /** Name of the connection; the entity is `rabbitmqEntity('connection', name)`. */
  readonly connection: string | null
  /** What the client calls itself: connection_name, else product. */
  readonly client: string | null
  readonly user: string | null
  readonly peer: string | null
  readonly node: string | null
  /** All that it may hold is held, and nothing was acknowledged within the last minute. */
  readonly isStuck: boolean
}

/** Quorum queues, those that are worst off first. */
export interface QuorumData {
  readonly nodes: readonly string[]
  readonly rows: readonly {
    readonly vhost: string
    readonly name: string
    /** Index into `nodes`; -1: no leader, or not known. */
    readonly leader: number
    readonly leaderSince: number | null
    /** Parallel to `nodes`: no member · member, offline · member, online · a member of which nobody says. */
    readonly members: readonly ('none' | 'offline' | 'online' | 'unknown')[]
    readonly online: number | null
    readonly size: number
    /** How many more members may go before it stops; negative: it has stopped. */
    readonly spare: number | null
    readonly ready: number | null
    readonly unacked: number | null
    /** Members on nodes that are no longer in the cluster. */
    readonly strangers: readonly string[]
    /** Leaders it has had in the window of the last hour. */
    readonly leaders: number
  }[]
  /** Parallel to `nodes`. */
  readonly leads: readonly number[]
}
