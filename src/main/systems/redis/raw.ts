import type { ErrorCode } from '../../../shared/base/errors.ts'
import type { Cost } from '../sample.ts'
import type { Reply } from './ask/link.ts'

/** All that servers and sentinels are asked, in the protocol's words. */
export const dataAsks = [
  'PING',
  'INFO',
  'ROLE',
  'CLUSTER NODES',
  'CLUSTER INFO',
  'CLUSTER COUNTKEYSINSLOT',
  'CLUSTER LINKS',
  'CLUSTER SHARDS',
  'CLUSTER SLOT-STATS',
  'SLOWLOG GET',
  'LATENCY LATEST',
  'INFO commandstats',
  'INFO latencystats',
  'CONFIG GET',
  'CLIENT LIST',
] as const
export const sentinelAsks = [
  'SENTINEL MASTERS',
  'SENTINEL REPLICAS',
  'SENTINEL SENTINELS',
  'SENTINEL CKQUORUM',
  'SENTINEL GET-MASTER-ADDR-BY-NAME',
] as const
export type AskName = (typeof dataAsks)[number] | (typeof sentinelAsks)[number]

/** Why an ask has no answer. */
export interface RawFailure {
  readonly code: ErrorCode
  readonly message: string
  readonly fix?: string
  /** There is no way there from this machine; says nothing of the server. */
  readonly unreachable?: true
}

/** What a sentinel answers of one master name. */
export interface RawWatched {
  readonly replicas: Reply
  readonly sentinels: Reply
  /** The reply, or the error's words: both say it. */
  readonly quorum: string | null
  readonly quorumOk: boolean | null
  readonly address: Reply
}

/** What one server answered in one sample. Plain data. */
export interface RawServer {
  /** As announced, or as the target names it. */
  readonly address: string
  /** undefined: it never answered. */
  readonly kind?: 'data' | 'sentinel'
  readonly roundTripMs: number | null
  /** Texts and lists as they came; slow asks only when due. */
  readonly replies: { readonly [A in AskName]?: Reply }
  /** Slot → keys, of slots on the move. */
  readonly slotKeys?: Readonly<Record<string, number>>
  /** By the names of the masters. */
  readonly watched?: Readonly<Record<string, RawWatched>>
  readonly failures: { readonly [A in AskName]?: RawFailure }
}

/** All raw replies of one sample: plain data, can be written to a file and fed in again. */
export interface RawReplies {
  /** Start, epoch ms. */
  readonly at: number
  readonly tookMs: number
  /** The slow asks were due. */
  readonly slow: boolean
  readonly servers: readonly RawServer[]
  readonly cost: readonly Cost[]
}
