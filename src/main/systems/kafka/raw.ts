import type { ErrorData } from '../../../shared/base/errors.ts'
import type { Cost } from '../sample.ts'

/** What was asked, in Kafka's words; of ListOffsets, also which offset. */
export type Ask =
  | 'ApiVersions'
  | 'Metadata'
  | 'ListOffsets high watermark'
  | 'ListOffsets log start'
  | 'ListOffsets log end'
  | 'ListOffsets replica log start'
  | 'ListGroups'
  | 'OffsetFetch'
  | 'DescribeGroups'
  | 'ConsumerGroupDescribe'
  | 'DescribeLogDirs'
  | 'DescribeConfigs'
  | 'DescribeQuorum'
  | 'DescribeTopicPartitions'
  | 'ListPartitionReassignments'
  | 'DescribeCluster'

/** A broker's reply as it came, past the header. */
export interface Answered {
  readonly ask: Ask
  /** Node id; −1: whoever answered at a bootstrap address. */
  readonly broker: number
  readonly version: number
  /** Round trip, ms. */
  readonly ms: number
  readonly body: Uint8Array
}

/** What was not answered, and why. */
export interface Unanswered {
  readonly ask: Ask
  readonly broker: number
  readonly error: ErrorData
}

/** Everything one observation brought, before anybody read it: this is what a fixture keeps. */
export interface Raw {
  /** Epoch ms. */
  readonly at: number
  readonly tookMs: number
  /** As whom we asked; null: nobody wanted to know. */
  readonly user: string | null
  readonly answers: readonly Answered[]
  readonly failures: readonly Unanswered[]
  readonly cost: readonly Cost[]
}

export function answersTo(raw: Raw, ask: Ask): readonly Answered[] {
  return raw.answers.filter((answer) => answer.ask === ask)
}
