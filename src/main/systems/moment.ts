import type { Finding } from '../../shared/api/findings.ts'
import type { Json } from '../../shared/base/json.ts'
import type { Cadence, EntitySet, Gap } from './sample.ts'

/** A fact that holds, and since when it is known to hold (epoch ms). */
export interface Held {
  readonly value: Json
  readonly since: number
}

/** A metric of many entities as last read at or before some instant. */
export interface Column {
  readonly metric: string
  readonly cadence: Cadence
  readonly entities: EntitySet
  /** NaN: not observed. Read-only by convention. */
  readonly values: Float64Array
  /** When it was read, epoch ms. */
  readonly at: number
}

/**
 * What held for one target at one instant. Live, it's the newest state in memory; past, it's read from the file:
 * whoever takes a moment can't tell. Valid until the call that received it returns; copy what must live longer.
 */
export interface Moment {
  readonly targetId: string
  /** The instant asked for, epoch ms. */
  readonly at: number
  /** The last sample at or before `at`, epoch ms. */
  readonly sampledAt: number
  /** Gaps of that sample. */
  readonly gaps: readonly Gap[]
  /** All values of a metric; undefined: never observed, or not lately. */
  column(metric: string): Column | undefined
  /** One value; undefined: not observed. */
  value(entity: string, metric: string): number | undefined
  /** All entities for which the fact holds. */
  facts(key: string): ReadonlyMap<string, Held>
  /** One fact's value; undefined: does not hold, or was never observed. */
  fact(entity: string, key: string): Json | undefined
}

/** A stretch of one series. Gaps are NaN values. */
export interface Series {
  /** Epoch ms, ascending. */
  readonly t: Float64Array
  readonly v: Float64Array
}

/** An edge of a fact: the stuff of which events are read off. */
export interface FactChange {
  readonly at: number
  readonly entity: string
  readonly key: string
  /** null: did not hold before. */
  readonly before: Json
  /** null: holds no longer. */
  readonly after: Json
}

/** A value of a fact and how long it held; `to` undefined: still holds. */
export interface FactSpan {
  readonly value: Json
  readonly from: number
  readonly to: number | undefined
}

/**
 * A moment and the way back from it: what views and rules are given. Nothing after `moment.at` can be seen, so a rule
 * run over last week sees what it would have seen then. All calls are synchronous; live, the last 15 minutes of values
 * come from memory, what is older from the file.
 */
export interface Look {
  readonly moment: Moment
  /** A whole metric as it was at an earlier instant: for rates over many entities. */
  column(metric: string, at: number): Column | undefined
  series(entity: string, metric: string, from: number, to?: number): Series
  spans(entity: string, key: string, from: number): readonly FactSpan[]
  /** Edges of the named facts in [from, moment.at], oldest first. */
  changes(keys: readonly string[], from: number): readonly FactChange[]
  /** Findings in force at the moment. */
  findings(): readonly Finding[]
}
