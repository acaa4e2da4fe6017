import type { Blind } from './rabbitmq-views.ts'

/** Connections, parallel to each other; sorted by what they hold, then by name. At most those that were listed. */
export interface ConnectionsData {
  readonly rows: readonly ConnectionRow[]
  /** How many there are; more than `rows` where not all are listed. [cluster.connections] */
  readonly total: number | null
  readonly openedPerSecond: number | null
  readonly closedPerSecond: number | null
  /** When they were listed. */
  readonly readAt: number | null
  readonly blind: readonly Blind[]
}

export interface ConnectionRow {
  /** "127.0.0.1:5000 -> 127.0.0.1:5672"; the entity is `rabbitmqEntity('connection', name)`. */
  readonly name: string
  /** What the client calls itself: connection_name of its properties; null: nothing. */
  readonly client: string | null
  /** "amqplib 2.3.1" */
  readonly library: string | null
  readonly user: string
  readonly vhost: string
  readonly node: string
  readonly peer: string
  readonly protocol: string
  readonly tls: boolean
  /** `running`, `blocked`, `blocking`, `flow`; null: not told yet. */
  readonly state: string | null
  readonly stateSince: number | null
  readonly connectedAt: number | null
  /** Heartbeat interval; 0: none. */
  readonly heartbeatS: number | null
  readonly channels: number | null
  /** [connection.received, connection.sent] */
  readonly receivedPerSecond: number | null
  readonly sentPerSecond: number | null
  /** Σ over its channels. [channel.unacked] */
  readonly unacked: number | null
  readonly publish: number | null
  readonly deliver: number | null
  readonly publishes: boolean
  readonly consumes: boolean
}

export interface ChannelsData {
  readonly rows: readonly ChannelRow[]
  readonly total: number | null
  readonly openedPerSecond: number | null
  readonly closedPerSecond: number | null
  readonly readAt: number | null
  readonly blind: readonly Blind[]
}

export interface ChannelRow {
  readonly name: string
  readonly number: number | null
  readonly connection: string
  readonly client: string | null
  readonly user: string
  readonly vhost: string
  readonly node: string
  readonly state: string | null
  /** Publisher confirms are on. */
  readonly confirm: boolean
  readonly transactional: boolean
  /** Per consumer, and of the whole channel; 0: no limit. */
  readonly prefetch: number | null
  readonly globalPrefetch: number | null
  readonly consumers: number | null
  /** [channel.unacked, channel.unconfirmed, channel.uncommitted] */
  readonly unacked: number | null
  readonly unconfirmed: number | null
  readonly uncommitted: number | null
  readonly publish: number | null
  readonly confirmed: number | null
  readonly deliver: number | null
  readonly ack: number | null
  readonly redeliver: number | null
  readonly returned: number | null
  /** Queues it takes from. */
  readonly queues: readonly string[]
}
