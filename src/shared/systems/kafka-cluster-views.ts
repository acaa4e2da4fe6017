import type { Missing, PartitionState, ReadingStatus, SeriesLine } from './kafka-views.ts'

/** One row per broker that is registered, or that any partition still names as a replica. */
export interface BrokerRows {
  readonly id: Int32Array
  /** `host:port`; null when it isn't registered. [broker.address] */
  readonly address: readonly (string | null)[]
  readonly rack: readonly (string | null)[]
  /** `lost`: not registered any more. `silent`: registered, but doesn't answer us. [broker.state] */
  readonly state: readonly ('online' | 'silent' | 'lost')[]
  /** Since when that state is known to hold. */
  readonly since: Float64Array
  /** Partitions it leads, and those it is the preferred leader of. [broker.leaders, broker.preferred] */
  readonly leaders: Float64Array
  readonly preferred: Float64Array
  /** Replicas placed on it, and how many of these are not in the ISR. [broker.replicas, broker.outOfIsr] */
  readonly replicas: Float64Array
  readonly outOfIsr: Float64Array
  /** Messages/s into the partitions it leads. Derived from [partition.hw]. */
  readonly messagesPerSecond: Float64Array
  /** Bytes of all its replicas. [broker.size] */
  readonly size: Float64Array
  /** Its leaders ÷ mean leaders − 1, and the same for size: 0.1 = 10 % above the mean. */
  readonly leaderSkew: Float64Array
  readonly sizeSkew: Float64Array
  /** Round trip of its quickest request in the last sample. [broker.roundTrip] */
  readonly roundTripMs: Float64Array
}

/** One row per log directory. Read every minute. */
export interface DiskRows {
  readonly broker: Int32Array
  readonly dir: readonly string[]
  /** [disk.total, disk.usable, disk.size]: of the file system, free on it, and Kafka's own part. */
  readonly total: Float64Array
  readonly usable: Float64Array
  readonly size: Float64Array
  /** The broker's error for this directory; null: none. */
  readonly error: readonly (string | null)[]
  /** At the growth of the last hour; Infinity: doesn't grow; NaN: too little history. */
  readonly fullInMs: Float64Array
}

/** Of a Raft quorum: how many more voters may fail. */
export interface QuorumMargin {
  readonly voters: number
  readonly caughtUp: number
  /** ⌊voters / 2⌋ + 1 */
  readonly needed: number
  /** caughtUp − needed; negative: no majority. */
  readonly margin: number
}

export interface OverviewData {
  readonly clusterId: string | null
  /** "4.3"; what the brokers' API versions tell. */
  readonly version: string | null
  readonly mode: 'kraft' | 'zookeeper' | null
  /** The active controller; −1: none, NaN: not observed. [quorum.leader, quorum.epoch] */
  readonly controller: number
  readonly controllerEpoch: number
  readonly counts: {
    readonly brokers: number
    readonly lost: number
    readonly topics: number
    readonly partitions: number
    readonly groups: number
  }
  /** Partitions in each state [partition.leader, partition.isr], and since when there has been at least one. */
  readonly health: {
    readonly offline: number
    readonly underMinIsr: number
    readonly atMinIsr: number
    readonly underReplicated: number
    readonly hwStands: number
    readonly since: number
  }
  /** Sum over all partitions; derived from [partition.hw]. */
  readonly messagesPerSecond: number
  /** [broker.size], and its growth per second over the last hour. */
  readonly size: number
  readonly growthPerSecond: number
  /** ISR edges in the last 10 minutes. */
  readonly isrChanges: number
  readonly brokers: BrokerRows
  readonly disks: DiskRows
  /** Groups with the greatest lag, worst first, at most 8. */
  readonly lags: {
    readonly group: readonly string[]
    readonly lag: Float64Array
    readonly lagMs: Float64Array
    readonly trendPerSecond: Float64Array
    readonly status: readonly ReadingStatus[]
    readonly why: readonly string[]
  }
  /** Partitions that aren't in sync, worst first, at most 50; `total`: how many there are. */
  readonly troubled: {
    readonly total: number
    readonly topic: readonly string[]
    readonly partition: Int32Array
    readonly leader: Int32Array
    /** "1, 3 of 1, 3, 5" apart: broker ids in replica order. */
    readonly isr: readonly (readonly number[])[]
    readonly replicas: readonly (readonly number[])[]
    readonly state: readonly PartitionState[]
    /** Since when it is in that state, epoch ms; NaN: not known, or for less than two seconds. */
    readonly since: Float64Array
  }
  /** Null where there is no KRaft quorum, or it may not be read. */
  readonly quorum: QuorumMargin | null
  /** [cluster.end] as rate, by broker [broker.end]; and the lag of the worst groups [group.lag]. */
  readonly messagesLines: readonly SeriesLine[]
  readonly lagLines: readonly SeriesLine[]
  /** When sizes and disks were read. */
  readonly slowAt: number
  readonly missing: readonly Missing[]
}

export interface BrokersData {
  readonly brokers: BrokerRows
  readonly disks: DiskRows
  /** [broker.size], [broker.roundTrip], [broker.end] of each broker. */
  readonly sizeLines: readonly SeriesLine[]
  readonly roundTripLines: readonly SeriesLine[]
  readonly messagesLines: readonly SeriesLine[]
  readonly slowAt: number
  readonly missing: readonly Missing[]
}

export interface ControllerData {
  readonly mode: 'kraft' | 'zookeeper' | null
  /** Node id of the active controller; −1: none; NaN: not observed. [quorum.leader], [quorum.epoch] */
  readonly leader: number
  readonly epoch: number
  readonly leaderSince: number
  /** High watermark of the metadata log. [quorum.hw] */
  readonly hw: number
  /** Null for a cluster on ZooKeeper. */
  readonly margin: QuorumMargin | null
  /** Voters first, then observers (brokers that only follow). [voter.role] */
  readonly nodes: {
    readonly id: Int32Array
    readonly address: readonly (string | null)[]
    readonly role: readonly ('leader' | 'voter' | 'observer')[]
    /** [voter.leo]; its distance from the leader's end; how long ago it was last caught up and last fetched. */
    readonly leo: Float64Array
    readonly lag: Float64Array
    readonly caughtUpAgeMs: Float64Array
    readonly fetchAgeMs: Float64Array
    /** Whether it counts for the majority now. */
    readonly caughtUp: Uint8Array
  }
  /** Changes of leader in the last 24 h, newest first. */
  readonly changes: { readonly at: Float64Array; readonly leader: Int32Array; readonly epoch: Float64Array }
  /** [voter.lag] of each node, and [voter.caughtUpAge]. */
  readonly lagLines: readonly SeriesLine[]
  readonly missing: readonly Missing[]
}
