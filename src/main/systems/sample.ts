import type { ErrorCode } from '../../shared/base/errors.ts'
import type { Json } from '../../shared/base/json.ts'

/**
 * The entities that a column speaks of, by path (`topic/orders/3`).
 * Immutable. Its identity means "the same entities as in the last sample": a session makes a new one only when
 * membership changes, so that nothing downstream has to compare ten thousand strings every tick.
 */
export interface EntitySet {
  readonly paths: readonly string[]
}

/** `tick`: asked at every sample. `slow`: asked about once a minute. Series of one cadence share their instants. */
export type Cadence = 'tick' | 'slow'

/** One metric of many entities at one instant. */
export interface ValueColumn {
  /** Key in the system's catalogue, e.g. `replica.leo`. */
  readonly metric: string
  readonly cadence: Cadence
  readonly entities: EntitySet
  /** Parallel to `entities.paths`; NaN: not observed. Owned by the sample: never written again after it was handed over. */
  readonly values: Float64Array
}

/** One fact of many entities at one instant. */
export interface FactColumn {
  /** Key in the system's catalogue, e.g. `partition.isr`. */
  readonly key: string
  readonly entities: EntitySet
  /**
   * Parallel to `entities.paths`. `undefined`: not observed now, what held goes on holding. `null`: holds no longer.
   * Reuse the very same object for an unchanged list or record: identity is compared first.
   */
  readonly values: readonly (Json | undefined)[]
  /** True: entities that are not listed here no longer have this fact. False: only what is listed is spoken of. */
  readonly complete: boolean
}

/** What could not be asked in this sample, and why. A gap is never a zero. */
export interface Gap {
  /** Whose answer is missing: `broker/2`, `member/zk-3`, or '' for the whole target. */
  readonly entity: string
  /** The request in the system's own words: `ListOffsets`, `mntr`. */
  readonly ask: string
  readonly code: ErrorCode
  readonly message: string
  /** The grant or setting that would change it, if one would. */
  readonly fix?: string
}

/** What one sample cost one endpoint. */
export interface Cost {
  /** `host:port` */
  readonly endpoint: string
  readonly requests: number
  readonly sentBytes: number
  readonly receivedBytes: number
  /** Sum of the requests' round trips, in ms. */
  readonly ms: number
}

/** One observation of one target: plain data, can be written to a file and fed in again. */
export interface Sample {
  /** Start of the observation, epoch ms by this machine's clock. */
  readonly at: number
  /** How long it took, ms. */
  readonly tookMs: number
  readonly values: readonly ValueColumn[]
  readonly facts: readonly FactColumn[]
  readonly gaps: readonly Gap[]
  readonly cost: readonly Cost[]
}
