import type { Missing, ReadingStatus } from './kafka-views.ts'

/** One row per group of any type. */
export interface GroupsData {
  readonly id: readonly string[]
  /** The server's word: Stable, Empty, PreparingRebalance, … [group.state] */
  readonly state: readonly string[]
  /** "classic", "consumer", "share", "streams", "connect"; [group.type] */
  readonly type: readonly string[]
  /** Assignor or rebalance protocol; '' if none. [group.protocol] */
  readonly protocol: readonly string[]
  readonly members: Float64Array
  /** Σ high watermark − committed. Derived from [partition.hw] and [commit.offset]. */
  readonly lag: Float64Array
  /** Age of the oldest record not yet read; Infinity: older than the history kept. */
  readonly lagMs: Float64Array
  /** How fast the lag grows, records/s over the last minute; negative: it shrinks. */
  readonly trendPerSecond: Float64Array
  /** Topics it committed to or is assigned. */
  readonly topics: readonly (readonly string[])[]
  /** Broker id; −1: not known. [group.coordinator] */
  readonly coordinator: Int32Array
  readonly status: readonly ReadingStatus[]
  /** "lag grows for 3 min" */
  readonly why: readonly string[]
  readonly missing: readonly Missing[]
}

export interface GroupData {
  readonly id: string
  readonly state: string
  readonly type: string
  readonly protocol: string
  /** Generation (classic) or group epoch (KIP-848). [group.generation] */
  readonly generation: number
  readonly coordinator: number
  readonly topics: readonly string[]
  readonly status: ReadingStatus
  /** One sentence. */
  readonly why: string
  readonly lag: number
  /** Row of `partitions` with the greatest lag; −1: none. */
  readonly worst: number
  readonly lagMs: number
  readonly trendPerSecond: number
  /** Messages/s written to and read from what it reads. */
  readonly inPerSecond: number
  readonly outPerSecond: number
  /** Members now, and the most there were in the window. */
  readonly membersNow: number
  readonly membersMost: number
  /** At this trend; Infinity: never; 0: nothing to drain. */
  readonly drainedInMs: number
  /** In the window, and in an equal window before (NaN: not seen). */
  readonly rebalanceCount: number
  readonly rebalanceCountBefore: number
  /** Start of the window; its end is the view's instant. */
  readonly from: number
  /** One row per partition it committed to or is assigned, by topic and number. */
  readonly partitions: {
    readonly topic: readonly string[]
    readonly partition: Int32Array
    /** Row of `members`; −1: no owner; −2: not observed. [group.members] */
    readonly owner: Int32Array
    /** [commit.offset], [partition.hw] */
    readonly committed: Float64Array
    readonly end: Float64Array
    readonly lag: Float64Array
    readonly lagMs: Float64Array
    readonly trendPerSecond: Float64Array
    readonly movedAt: Float64Array
    readonly status: readonly ReadingStatus[]
    readonly why: readonly string[]
  }
  /** Members now, then those that left within the window. */
  readonly members: {
    readonly id: readonly string[]
    /** Short and unique within the group: "c-1", or the end of the client id. */
    readonly name: readonly string[]
    readonly clientId: readonly string[]
    readonly instanceId: readonly (string | null)[]
    readonly host: readonly string[]
    /** How many partitions it owns. */
    readonly owns: Int32Array
    readonly readPerSecond: Float64Array
    readonly lag: Float64Array
    readonly joinedAt: Float64Array
    /** NaN: still a member. */
    readonly leftAt: Float64Array
  }
  /** Who owned what over the window; a stretch without a span was not observed. */
  readonly ownership: {
    /** Row of `partitions`. */
    readonly row: Int32Array
    /** Row of `members`; −1: no owner. */
    readonly member: Int32Array
    readonly from: Float64Array
    /** NaN: still. */
    readonly to: Float64Array
  }
  /** Oldest first. */
  readonly rebalances: {
    readonly at: Float64Array
    readonly generation: Float64Array
    /** "c-4 left", "c-4 joined", "assignment changed" */
    readonly cause: readonly string[]
    /** Partitions whose owner changed. */
    readonly moved: Int32Array
  }
  /** When members and assignment were read. */
  readonly describedAt: number
  readonly missing: readonly Missing[]
}
