import type { SentinelsData } from './redis-sentinel-views.ts'
import type { SlotsData } from './redis-slot-views.ts'
import type { ClientsData, CommandsData, MemoryData, SlowlogData } from './redis-load-views.ts'

/**
 * Every view of Redis by name: what it is asked with, and what it gives. All are pure functions of a moment.
 * Everywhere `null` and NaN mean *not observed*, never zero. Instants are epoch ms, durations ms, sizes bytes, rates
 * per second over the last minute. A key in brackets is the catalogue's (`redis.ts`): where the number comes from.
 * Charts draw stored series of an entity directly, e.g. `node.memory` of `node/<address>`.
 */
export interface RedisViews {
  overview: { args: Record<string, never>; data: OverviewData }
  /** Masters with their replicas below them: the table, and the tree of replication. */
  nodes: { args: Record<string, never>; data: NodesData }
  /** Every figure of one server. `not-found` when no such address was known. */
  node: { args: { address: string }; data: NodeData }
  /** The map of slots; `not-found` where there is no cluster. */
  slots: { args: Record<string, never>; data: SlotsData }
  /** What each sentinel believes; `not-found` where there are none. */
  sentinels: { args: Record<string, never>; data: SentinelsData }
  memory: { args: Record<string, never>; data: MemoryData }
  /** Newest first. `windowMs`: how far back, besides what the servers still hold; an hour if left out. `limit`: 200. */
  slowlog: { args: { windowMs?: number; limit?: number; address?: string }; data: SlowlogData }
  clients: { args: Record<string, never>; data: ClientsData }
  /** Commands of all servers, or of one, by the time they take. */
  commands: { args: { address?: string }; data: CommandsData }
}

/** `single`: one server. `group`: a master and replicas. `sentinel`: watched by sentinels. `cluster`: slots. */
export type RedisKind = 'single' | 'group' | 'sentinel' | 'cluster' | 'unknown'

/**
 * `serving`: answers. `loading`: answers, and still reads its data. `silent`: no answer in time: it hangs, or did not
 * take the connection. `refused`: nothing listens, or the line was cut. `unreachable`: no such name, no route.
 * `closed`: it listens, and our credentials open nothing. `foreign`: it speaks something else.
 */
export type NodeState = 'serving' | 'loading' | 'silent' | 'refused' | 'unreachable' | 'closed' | 'foreign'

export type NodeRole = 'master' | 'replica'

export interface Blind {
  /** `node/127.0.0.1:7001`; '' for the whole target. */
  readonly entity: string
  /** "CONFIG GET" */
  readonly ask: string
  readonly why: string
  readonly fix: string | null
}

export interface OverviewData {
  readonly kind: RedisKind
  /** Distinct, "redis 7.0.15". */
  readonly versions: readonly string[]
  readonly nodes: number
  readonly serving: number
  readonly masters: number
  readonly replicas: number
  readonly sentinels: number
  readonly sentinelsServing: number
  /** Names of the masters that sentinels watch. */
  readonly names: readonly string[]
  /** In one sentence: "All 16,384 slots are served by 3 masters". */
  readonly says: string
  readonly is: 'ok' | 'weak' | 'broken' | 'unknown'
  /** Of a cluster only. */
  readonly slots: {
    readonly served: number | null
    readonly disputed: number | null
    readonly moving: number
  } | null
  readonly epoch: number | null
  /** Σ over masters that serve. [node.keys, node.expires, node.memory] */
  readonly keys: number | null
  readonly expires: number | null
  readonly memory: number | null
  /** Σ of the limits; null: not observed; 0: at least one master has none. */
  readonly maxMemory: number | null
  /** Σ over all servers that answer. [node.commands] */
  readonly commandsPerSecond: number | null
  /** hits ÷ (hits + misses) of the last minute, masters and replicas. null: no lookups. */
  readonly hitRatio: number | null
  readonly evictedPerSecond: number | null
  readonly expiredPerSecond: number | null
  readonly clients: number | null
  /** The furthest behind of all replicas, as their masters say. [replica.lag_bytes] */
  readonly lagBytes: number | null
  readonly blind: readonly Blind[]
}

/** One server in the table of masters and replicas. */
export interface NodeRow {
  /** `host:port` as announced; the entity is `node/<address>`. */
  readonly address: string
  /** Of a cluster: forty hex digits. */
  readonly id: string | null
  readonly state: NodeState
  readonly stateSince: number | null
  /** Why it doesn't serve; null when it does. */
  readonly why: string | null
  readonly version: string | null
  /** As it says itself; while it doesn't answer, as it said last. */
  readonly role: NodeRole | null
  readonly roleSince: number | null
  /** Address of the master it follows; null: none, or not known. */
  readonly master: string | null
  /** Of a replica, by itself. [node.link] */
  readonly link: 'up' | 'down' | 'sync' | null
  /** Of a replica: since when the link is as it is. */
  readonly linkSince: number | null
  /** Of a replica, as its master lists it: `online`, `wait_bgsave`, `send_bulk`; null: the master does not list it. */
  readonly listed: string | null
  readonly offset: number | null
  readonly lagBytes: number | null
  /** lagBytes ÷ what the master writes a second; null: not known, or nothing is written. */
  readonly lagSeconds: number | null
  readonly silentSeconds: number | null
  /** "0–5460" of a cluster's master; '' none. */
  readonly slots: string
  readonly slotCount: number | null
  readonly configEpoch: number | null
  readonly clusterState: string | null
  readonly keys: number | null
  readonly memory: number | null
  readonly maxMemory: number | null
  readonly commandsPerSecond: number | null
  readonly clients: number | null
  readonly uptimeMs: number | null
  readonly roundTripMs: number | null
  /** Bytes of the backlog that are filled: a replica further behind needs a full resync. [node.backlog_held] */
  readonly backlogHeld: number | null
}

export interface NodesData {
  readonly kind: RedisKind
  /** Each master, then its replicas; those of whom the master isn't known come last. */
  readonly rows: readonly NodeRow[]
  /** Parallel to `rows`: how deep in the tree, 0 for a master; replicas of replicas are deeper. */
  readonly depth: readonly number[]
  /** More than one claims to be master of one group at once. Addresses. */
  readonly rivals: readonly (readonly string[])[]
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
  readonly config: readonly { readonly key: string; readonly value: string }[]
  readonly history: { readonly id: string; readonly before: string; readonly beforeOffset: number } | null
  readonly persistence: { readonly [key: string]: string | boolean | number } | null
  /** How far a replica's link is: connect, connecting, handshake, sync, connected; null of a master. [node.link_step] */
  readonly linkStep: string | null
  /** Peers of the cluster that it has no bus link to; null: not observed, or no cluster. [node.bus_missing] */
  readonly unlinked: readonly string[] | null
  readonly latency: readonly {
    readonly event: string
    readonly at: number
    readonly lastMs: number
    readonly maxMs: number
  }[]
  /** Error replies by their first word. [error.count] */
  readonly errors: readonly {
    readonly word: string
    readonly count: number
    readonly perSecond: number | null
  }[]
  readonly blind: readonly Blind[]
}
