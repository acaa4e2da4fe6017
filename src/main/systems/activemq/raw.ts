import type { ErrorCode } from '../../../shared/base/errors.ts'
import type { Json } from '../../../shared/base/json.ts'
import type { Cost } from '../sample.ts'
import type { AskName } from './ask/asks.ts'

/** Why an ask has no answer. */
export interface RawFailure {
  readonly code: ErrorCode
  readonly message: string
  readonly fix?: string
  /** There is no way there from this machine; says nothing of the server. */
  readonly unreachable?: true
}

/** Attributes of MBeans by their object names, as Jolokia gives them for a pattern. */
export type RawBeans = Readonly<Record<string, Readonly<Record<string, Json>>>>

/** What one address answered in one sample. Plain data. */
export interface RawEndpoint {
  readonly address: string
  readonly roundTripMs: number | null
  /** Version of Jolokia, as it said when the connection was opened. */
  readonly agent?: string
  /** Asks of the slow cadence are there only when they were due. */
  readonly beans: { readonly [A in AskName]?: RawBeans }
  readonly failures: { readonly [A in AskName]?: RawFailure }
  /** How long the reads of destinations and clients took; left out: they were not due. */
  readonly slowMs?: number
  /** Bytes free on the disk of the store, or why that can't be known; left out: not looked at. */
  readonly disk?: { readonly free: number } | { readonly why: string }
}

/** All raw replies of one sample: plain data, can be written to a file and fed in again. */
export interface RawReplies {
  /** Start, epoch ms. */
  readonly at: number
  readonly tookMs: number
  /** Destinations and clients were due. */
  readonly slow: boolean
  /** Settings were due. */
  readonly settings: boolean
  /** After how many ms destinations are due again. */
  readonly everyMs: number
  readonly endpoints: readonly RawEndpoint[]
  readonly cost: readonly Cost[]
}
