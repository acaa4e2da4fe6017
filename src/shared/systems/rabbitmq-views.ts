import type { ChannelsData, ConnectionsData } from './rabbitmq-client-views.ts'
import type { QueueData, QueuesData, QuorumData } from './rabbitmq-queue-views.ts'
import type { RoutingTable } from './rabbitmq-routing.ts'
import type { TopologyData } from './rabbitmq-topology-views.ts'

/**
 * Every view of RabbitMQ by name: what it is asked with, and what it gives. All are pure functions of a moment.
 * Everywhere `null` and NaN mean *not observed*, never zero. Instants are epoch ms, durations ms, sizes bytes, rates
 * per second over the last minute. A key in brackets is the catalogue's (`rabbitmq.ts`): where the number comes from.
 * Charts draw stored series of an entity directly, e.g. `queue.ready` of `queue/<vhost>/<name>`; `rabbitmqEntity` in
 * `rabbitmq-entities.ts` makes such paths, because names may hold anything.
 */
export interface RabbitmqViews {
  overview: { args: Record<string, never>; data: OverviewData }
  nodes: { args: Record<string, never>; data: NodesData }
  /** Every figure of one node. `not-found` when no such node was known. */
  node: { args: { name: string }; data: NodeData }
  /**
   * Exchange → binding → queue → dead letter of one virtual host: the one with the most queues if left out.
   * `limit`: at most so many queues, 400 if left out: those with traffic, backlog or findings first.
   */
  topology: { args: { vhost?: string; limit?: number; search?: string }; data: TopologyData }
  /** What `route` of `rabbitmq-routing.ts` needs, of one virtual host. */
  routing: { args: { vhost?: string }; data: RoutingTable }
  queues: { args: { vhost?: string }; data: QueuesData }
  /** `not-found` when there was no such queue. */
  queue: { args: { vhost: string; name: string }; data: QueueData }
  /** Quorum queues: members and leaders. */
  quorum: { args: { vhost?: string }; data: QuorumData }
  connections: { args: { vhost?: string }; data: ConnectionsData }
  channels: { args: { vhost?: string; connection?: string }; data: ChannelsData }
}

/**
 * `running`: its management answers, or its peers say that it runs where it has no address of its own here.
 * `hangs`: it takes connections and says nothing. `stopped`: its peers say that it doesn't run, or nothing listens.
 * `unreachable`: there is no way there from here. `closed`: our credentials open nothing. `foreign`: something else answers.
 * `unknown`: nobody says anything of it.
 */
export type NodeState = 'running' | 'hangs' | 'stopped' | 'unreachable' | 'closed' | 'foreign' | 'unknown'

/** `memory`, `disk`, `file_descriptors`: what has run out. */
export type AlarmName = 'memory' | 'disk' | 'file_descriptors'

export interface Blind {
  /** `node/rabbit@a`; '' for the whole target. */
  readonly entity: string
  /** "GET /api/queues" */
  readonly ask: string
  readonly why: string
  readonly fix: string | null
}

/**
 * Where numbers of queues come from: `management`: its statistics. `prometheus`: the endpoints of each node, because
 * the statistics hang or are off. `none`: neither answers, what is shown is old.
 */
export type Source = 'management' | 'prometheus' | 'none'

export interface OverviewData {
  readonly clusterName: string | null
  /** Distinct, "3.10.8". */
  readonly versions: readonly string[]
  readonly nodes: number
  readonly running: number
  /** Names of the nodes that hang: because of them the management of all others may hang too. */
  readonly hanging: readonly string[]
  readonly alarms: readonly {
    readonly node: string
    readonly alarm: AlarmName
    readonly since: number | null
  }[]
  /** Nodes that say they are cut off from others. */
  readonly partitions: readonly { readonly node: string; readonly from: readonly string[] }[]
  /** In one sentence: "3 of 3 nodes run, no alarm". */
  readonly says: string
  readonly is: 'ok' | 'weak' | 'broken' | 'unknown'
  readonly source: Source
  /** When queues were last read. [cluster.queues_read] */
  readonly queuesReadAt: number | null
  readonly vhosts: readonly VhostRow[]
  readonly queues: number | null
  readonly exchanges: number | null
  readonly connections: number | null
  readonly channels: number | null
  readonly consumers: number | null
  /** [cluster.ready, cluster.unacked] */
  readonly ready: number | null
  readonly unacked: number | null
  /** All per second; names as in the API's message_stats. */
  readonly rates: {
    readonly publish: number | null
    readonly confirm: number | null
    readonly deliver: number | null
    readonly ack: number | null
    readonly redeliver: number | null
    readonly returned: number | null
    readonly dropped: number | null
    readonly get: number | null
    readonly connectionsOpened: number | null
    readonly connectionsClosed: number | null
    readonly channelsOpened: number | null
    readonly channelsClosed: number | null
    /** By reason; only where a Prometheus endpoint answers. [node.dead_expired …] */
    readonly deadLettered: number | null
  }
  /** Publishing connections that are held back by an alarm. [connection.state] */
  readonly blockedConnections: number | null
  /** Queues by type: classic, quorum, stream. */
  readonly types: readonly { readonly type: string; readonly count: number }[]
  /** Without a consumer and not empty; the largest first, at most 10. */
  readonly unattended: readonly { readonly vhost: string; readonly name: string; readonly ready: number }[]
  /** Quorum queues without a majority online. */
  readonly withoutMajority: number
  /** Feature flags that are not enabled. */
  readonly disabledFlags: readonly string[]
  readonly blind: readonly Blind[]
}

export interface VhostRow {
  readonly name: string
  readonly queues: number
  readonly ready: number | null
  readonly unacked: number | null
}

/** One node of the cluster; the entity is `node/<name>`. */
export interface NodeRow {
  /** `rabbit@a` */
  readonly name: string
  /** `host:port` of its management that is asked; null: none is known, what is shown its peers say. */
  readonly address: string | null
  /** `host:port` of its Prometheus endpoint, if it answers. */
  readonly prometheus: string | null
  readonly state: NodeState
  readonly stateSince: number | null
  /** Why it doesn't answer; null when it does. */
  readonly why: string | null
  /** What the other nodes say: it runs. null: nobody says. */
  readonly runningByPeers: boolean | null
  readonly version: string | null
  readonly erlang: string | null
  readonly alarms: readonly AlarmName[]
  /** It says that it is cut off from these. */
  readonly partitions: readonly string[]
  /** Its statistics are there: without, its numbers are old or missing. */
  readonly hasStatistics: boolean | null
  /** The watermark, and what is used of it. [node.memory, node.memory_limit] */
  readonly memory: number | null
  readonly memoryLimit: number | null
  /** Free, and the least that must be. [node.disk_free, node.disk_limit] */
  readonly diskFree: number | null
  readonly diskLimit: number | null
  readonly fileDescriptors: number | null
  readonly fileDescriptorsLimit: number | null
  readonly sockets: number | null
  readonly socketsLimit: number | null
  readonly processes: number | null
  readonly processesLimit: number | null
  readonly runQueue: number | null
  readonly uptimeMs: number | null
  readonly roundTripMs: number | null
  readonly connections: number | null
  readonly channels: number | null
  readonly queues: number | null
  /** Quorum queues that it leads, and those it is a member of. */
  readonly leads: number
  readonly member: number
  /** Stopping it would leave quorum queues without a majority: how many. null: not known. */
  readonly quorumCritical: number | null
}

export interface NodesData {
  readonly rows: readonly NodeRow[]
  /** What each node says of each: `says[i][j]`: node i says that node j runs; null: i was not heard. */
  readonly says: readonly (readonly (boolean | null)[])[]
}

export interface NodeData {
  readonly row: NodeRow
  /** All metrics of the node that the catalogue knows; rate per second over the last minute for counters. */
  readonly figures: readonly {
    readonly metric: string
    readonly value: number | null
    readonly perSecond: number | null
    readonly at: number | null
  }[]
  readonly plugins: readonly string[]
  readonly listeners: readonly {
    readonly protocol: string
    readonly address: string
    readonly tls: boolean
  }[]
  readonly blind: readonly Blind[]
}
