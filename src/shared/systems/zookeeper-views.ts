import type { Unit } from '../base/unit.ts'
import type {
  SearchData,
  SessionData,
  SessionsData,
  TreeData,
  WatchesData,
  ZnodeData,
} from './zookeeper-tree-views.ts'

/**
 * The views of ZooKeeper and the arguments they take. All are functions of a moment, so they show any instant alike.
 * Everywhere `null` and NaN mean: not observed at that instant. Never read them as zero.
 * In brackets stands where a number comes from: a metric or fact of the catalogue.
 */
export interface ZookeeperViews {
  overview: { args: Record<string, never>; data: OverviewData }
  /** The drawing of the ensemble, the quorum meter and the table of members. */
  ensemble: { args: Record<string, never>; data: EnsembleData }
  /** Every figure of one member. `not-found` when no such member was known. */
  member: { args: { id: string }; data: MemberData }
  /** Lines for small charts over all members. `windowMs` defaults to 15 minutes, `points` to 240. */
  trends: { args: { windowMs?: number; points?: number }; data: TrendsData }
  config: { args: Record<string, never>; data: ConfigData }
  /**
   * A window of the unfolded tree. `open`: paths whose children show, besides the root. `offset`, `limit` (default 200):
   * which of the visible rows come back. `session` (0x…): rows it owns are marked.
   */
  tree: {
    args: { open?: readonly string[]; offset?: number; limit?: number; session?: string }
    data: TreeData
  }
  /** Znodes whose path or owner session contains the text. `limit` defaults to 100. */
  search: { args: { text: string; limit?: number }; data: SearchData }
  /** `not-found` when it did not exist then, or lies outside what was read. */
  znode: { args: { path: string }; data: ZnodeData }
  sessions: { args: Record<string, never>; data: SessionsData }
  session: { args: { id: string }; data: SessionData }
  watches: { args: { limit?: number }; data: WatchesData }
}

/**
 * `serving`: answers and serves. `not-serving`: answers, but has no quorum behind it. `silent`: no answer in time:
 * it took the connection and says nothing, or did not even take it.
 * `refused`: nothing listens there, or the line was cut. `unreachable`: no such name, no route.
 * `no-address`: the ensemble's configuration names the member but gives no client address.
 * `closed`: it listens, but neither a four-letter word nor AdminServer is open to us, so nothing can be told.
 */
export type MemberState =
  'serving' | 'not-serving' | 'silent' | 'refused' | 'unreachable' | 'no-address' | 'closed'

export type MemberMode = 'leader' | 'follower' | 'observer' | 'standalone' | 'read-only'

/** How many more voters may fail before writes stop. */
export interface QuorumState {
  readonly voters: number | null
  /** ⌊voters / 2⌋ + 1 */
  readonly needed: number | null
  /** Voters that acknowledge writes now. */
  readonly acknowledging: number | null
  /** acknowledging − needed; negative: no quorum. */
  readonly margin: number | null
  readonly is: 'ok' | 'no-margin' | 'no-quorum' | 'unknown'
  /** Since when it is so, epoch ms. */
  readonly since: number | null
  /** "Margin 1: one voter may fail" */
  readonly says: string
}

export interface OverviewData {
  /** Distinct versions over the members, "3.9.5". */
  readonly versions: readonly string[]
  readonly members: number
  readonly observers: number
  readonly quorum: QuorumState
  /** Id of the member that leads; null: none, or not observed. */
  readonly leader: string | null
  readonly leaderSince: number | null
  readonly epoch: number | null
  /** Transactions left in this epoch before the counter rolls over and a new election is forced. */
  readonly counterLeft: number | null
  /** Over the last minute, from the zxid counter of the member that is furthest. */
  readonly writesPerSecond: number | null
  readonly packetsPerSecond: number | null
  /** Σ over members that answer. */
  readonly connections: number | null
  readonly outstanding: number | null
  readonly sessions: number | null
  readonly watches: number | null
  readonly znodes: number | null
  readonly ephemerals: number | null
  readonly dataBytes: number | null
  /** What was read of the tree: how many znodes, and whether that is all. */
  readonly tree: TreeReach
  /** Who does not answer, or answers only in part, with the reason. */
  readonly blind: readonly {
    readonly member: string
    readonly ask: string
    readonly why: string
    readonly fix: string | null
  }[]
}

export interface TreeReach {
  readonly read: number | null
  /** `followed`: read once, then moved on by a recursive watch. `polled`: read anew at the slow cadence. */
  readonly how: 'followed' | 'polled' | 'partly' | 'off' | 'unknown'
  /** What is left out and why; null: nothing. */
  readonly why: string | null
  readonly chroot: string
}

export interface EnsembleMember {
  /** "1", or `host:port` where no id is known. The entity is `member/<id>`. */
  readonly id: string
  /** `host:port` for clients; null: not known. */
  readonly client: string | null
  /** `host:port:port` between the members, from /zookeeper/config. */
  readonly quorumAddress: string | null
  readonly voter: boolean | null
  readonly state: MemberState
  readonly stateSince: number | null
  /** Why it isn't serving, in a sentence; null when it is. */
  readonly why: string | null
  readonly mode: MemberMode | null
  readonly modeSince: number | null
  readonly version: string | null
  readonly epoch: number | null
  /** `0x1c0000a4f2` */
  readonly zxid: string | null
  /** Counter behind the leader's, within one epoch; null: another epoch, or not observed. */
  readonly gap: number | null
  /** Follows the leader, and the leader counts it as synced; for the leader itself true. null: can't be told. */
  readonly inQuorum: boolean | null
  /** Stage of the atomic broadcast; null: AdminServer wasn't asked, or says none. [member.zab] */
  readonly zab: string | null
  /** Of an observer: id of who feeds it, and since when; null: none, or not told. [member.fed_by] */
  readonly fedBy: { readonly member: string; readonly since: number } | null
  readonly clients: number | null
  readonly outstanding: number | null
  /** Of requests answered in the last minute, Δsum/Δcnt; where the server gives no sums its average since start. */
  readonly latencyMs: number | null
  readonly latencyFrom: 'interval' | 'since-start' | null
  readonly fsyncMs: number | null
  readonly packetsPerSecond: number | null
  readonly watches: number | null
  readonly openFiles: number | null
  readonly maxOpenFiles: number | null
  readonly uptimeMs: number | null
  /** Round trip of our quickest request to it, ms. */
  readonly roundTripMs: number | null
}

export interface EnsembleData {
  /** Voters by id, then observers. */
  readonly members: readonly EnsembleMember[]
  readonly leader: string | null
  /** More than one claims to lead in the same sample. */
  readonly leaders: readonly string[]
  readonly quorum: QuorumState
  readonly writesPerSecond: number | null
  readonly counterLeft: number | null
  /** As the leader counts them; null: no leader that says so. [member.synced_followers, member.pending_syncs] */
  readonly syncedFollowers: number | null
  readonly followers: number | null
  readonly pendingSyncs: number | null
  /** Who said the leader's figures, and when. */
  readonly source: { readonly member: string | null; readonly ask: string; readonly at: number }
}

export interface MemberData {
  readonly member: EnsembleMember
  /** All metrics of the member that the catalogue knows; rate per second over the last minute for counters. */
  readonly figures: readonly {
    readonly metric: string
    readonly value: number | null
    readonly perSecond: number | null
    readonly at: number | null
  }[]
  /** `conf`, in the server's order. */
  readonly config: readonly { readonly key: string; readonly value: string }[]
  readonly sessions: readonly string[]
}

/** A small chart: one line a member. */
export interface Trend {
  readonly key: string
  readonly label: string
  readonly unit: Unit
  readonly lines: readonly { readonly member: string; readonly values: Float64Array }[]
}

export interface TrendsData {
  /** Shared by all lines, epoch ms. Gaps are NaN values. */
  readonly t: Float64Array
  readonly trends: readonly Trend[]
}

export interface ConfigData {
  /** Version of /zookeeper/config (hex zxid); null: not read. */
  readonly version: string | null
  readonly servers: readonly {
    readonly id: string
    readonly voter: boolean
    readonly quorumAddress: string
    readonly client: string | null
  }[]
  /** Ids of the members that gave their configuration: the columns of `rows`. */
  readonly members: readonly string[]
  readonly rows: readonly {
    readonly key: string
    /** Parallel to `members`; null: the member doesn't say it. */
    readonly values: readonly (string | null)[]
    /** The members that say it don't agree, on a key that should be alike. */
    readonly differs: boolean
  }[]
}
