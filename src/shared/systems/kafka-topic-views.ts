import type { Unit } from './catalogue.ts'
import type { Missing, PartitionState, ReadingStatus, SeriesLine } from './kafka-views.ts'

/** Up to 10,000 rows, in the order of names. */
export interface TopicsData {
  readonly name: readonly string[]
  readonly internal: Uint8Array
  readonly partitions: Int32Array
  /** The greatest number of replicas of any of its partitions. */
  readonly replicas: Int32Array
  /** Derived from [partition.hw]. */
  readonly messagesPerSecond: Float64Array
  /** Messages kept: Σ high watermark − log start. [partition.hw, partition.logStart] */
  readonly messages: Float64Array
  /** All replicas. [replica.size] */
  readonly size: Float64Array
  readonly offline: Float64Array
  readonly underMinIsr: Float64Array
  readonly underReplicated: Float64Array
  readonly atMinIsr: Float64Array
  /** −1: without limit. [topic.config retention.ms] */
  readonly retentionMs: Float64Array
  /** Who reads what: parallel arrays of (row of the topic, row of `groups`). */
  readonly groups: readonly string[]
  readonly readTopic: Int32Array
  readonly readGroup: Int32Array
  readonly slowAt: number
  readonly missing: readonly Missing[]
}

export interface TopicData {
  readonly name: string
  readonly id: string | null
  readonly internal: boolean
  readonly minIsr: number
  readonly retentionMs: number
  readonly retentionBytes: number
  /** Of the brokers; the longest a follower may stay behind and in the ISR. */
  readonly replicaLagTimeMaxMs: number
  readonly messagesPerSecond: number
  readonly size: number
  /** One row per partition, in order. */
  readonly partitions: {
    readonly partition: Int32Array
    /** −1: none. [partition.leader], [partition.epoch] */
    readonly leader: Int32Array
    readonly epoch: Float64Array
    /** [partition.logStart], [partition.hw], [replica.leo] of the leader */
    readonly logStart: Float64Array
    readonly hw: Float64Array
    readonly end: Float64Array
    readonly messagesPerSecond: Float64Array
    /** Since when the high watermark stands although the leader's end is above it; NaN: it moves, or nothing waits. */
    readonly hwStandsSince: Float64Array
    /** Last edge of [partition.leader] and of [partition.isr]. */
    readonly leaderSince: Float64Array
    readonly isrSince: Float64Array
    readonly state: readonly PartitionState[]
  }
  /** One row per replica, grouped by partition, the leader first, then in replica order. */
  readonly replicas: {
    /** Row of `partitions`. */
    readonly row: Int32Array
    readonly broker: Int32Array
    readonly inIsr: Uint8Array
    /** 1: in the eligible leader replicas (KIP-966). [partition.elr] */
    readonly inElr: Uint8Array
    /** 1: its broker is not registered, or its log directory failed. */
    readonly offline: Uint8Array
    /** [replica.logStart], [replica.leo], [replica.size] */
    readonly logStart: Float64Array
    readonly leo: Float64Array
    readonly size: Float64Array
    /** Since when it is out of the ISR; NaN: it is in. */
    readonly outSince: Float64Array
    /** Since when its end stands while the leader's is above it; NaN: it moves or is at the end. */
    readonly stillSince: Float64Array
    /** How fast its end rises, records/s. */
    readonly endPerSecond: Float64Array
  }
  /** One row per committed offset. */
  readonly commits: {
    readonly row: Int32Array
    /** Row of `groups`. */
    readonly group: Int32Array
    /** [commit.offset] */
    readonly offset: Float64Array
  }
  readonly groups: readonly string[]
  readonly groupStatus: readonly ReadingStatus[]
  readonly groupLag: Float64Array
  /** [topic.config], in the order of names; value null: sensitive. */
  readonly config: {
    readonly name: readonly string[]
    readonly value: readonly (string | null)[]
    /** "topic", "broker 1", "default" */
    readonly source: readonly string[]
  }
  readonly slowAt: number
  readonly missing: readonly Missing[]
}

/** One line of an inspector: a value and where it came from. */
export interface SourcedRow {
  /** "End, replica 5" */
  readonly label: string
  /** The number, or words where it isn't one (an ISR); null: not observed. */
  readonly value: number | string | null
  readonly unit: Unit
  /** Beside the value: "−18 480", "of 30 s"; "since" when `noteAt` follows it. */
  readonly note: string | null
  readonly noteAt: number
  readonly state: 'ok' | 'warn' | 'bad' | null
  /** "ListOffsets v9, replica 5" */
  readonly source: string
  /** When it was read; NaN: not at one instant (a configuration's default). */
  readonly at: number
}

export interface PartitionData {
  readonly topic: string
  readonly partition: number
  readonly leader: number
  readonly rows: readonly SourcedRow[]
  /** Edges of the ISR in the 10 minutes before, oldest first. */
  readonly isrChanges: {
    readonly at: Float64Array
    readonly before: readonly (readonly number[])[]
    readonly after: readonly (readonly number[])[]
  }
  /** Start of those 10 minutes. */
  readonly from: number
  /** [partition.hw] of the partition, and [replica.leo] of each replica; `broker` −1: the watermark. */
  readonly lines: readonly (SeriesLine & { readonly broker: number })[]
  /** When each replica was out of the ISR; `to` NaN: still is. */
  readonly outSpans: { readonly broker: Int32Array; readonly from: Float64Array; readonly to: Float64Array }
  readonly missing: readonly Missing[]
}
