import type { BrokersData, ControllerData, OverviewData } from './kafka-cluster-views.ts'
import type { GroupData, GroupsData } from './kafka-group-views.ts'
import type { PartitionData, TopicData, TopicsData } from './kafka-topic-views.ts'

/**
 * Every view of Kafka by name: what it is asked with, and what it gives. Columnar: the arrays of one block are parallel.
 * Everywhere NaN, or null for what is not a number, means *not observed*, never zero. Instants are epoch ms, durations ms,
 * sizes bytes, rates per second. A key in brackets is the catalogue's (`kafka.ts`): it is where the number comes from.
 */
export interface KafkaViews {
  overview: { args: Record<string, never>; data: OverviewData }
  brokers: { args: Record<string, never>; data: BrokersData }
  topics: { args: Record<string, never>; data: TopicsData }
  topic: { args: { topic: string }; data: TopicData }
  partition: { args: { topic: string; partition: number }; data: PartitionData }
  groups: { args: Record<string, never>; data: GroupsData }
  /** `windowMs`: how far back ownership, members and rebalances go; 15 minutes if left out. */
  group: { args: { group: string; windowMs?: number }; data: GroupData }
  controller: { args: Record<string, never>; data: ControllerData }
}

/** Something a view would show and could not read. */
export interface Missing {
  /** In the reader's words: "Sizes of broker 2". */
  readonly what: string
  readonly why: string
  /** The grant or setting that would change it. */
  readonly fix: string | null
}

/** A stored series that a page may draw. */
export interface SeriesLine {
  /** "broker 2", "high watermark" */
  readonly label: string
  readonly entity: string
  readonly metric: string
}

/** What keeps a partition from being as it should, worst first. */
export type PartitionState =
  'offline' | 'under-min-isr' | 'hw-stands' | 'under-replicated' | 'at-min-isr' | 'in-sync' | 'unknown'

/**
 * How a group's reading goes. `stopped`: no members, lag. `stall`: members, but the offset stands while records wait.
 * `behind`: lag grows. `rewind`: the offset went back. `lost`: committed lies before the log start. `idle`: nothing to read
 * and nobody reads.
 */
export type ReadingStatus = (typeof readingStatuses)[number]

/** Worst first. */
export const readingStatuses = [
  'lost',
  'stopped',
  'stall',
  'rewind',
  'behind',
  'unknown',
  'ok',
  'idle',
] as const
