import type { Json } from '../base/json.ts'
import type { Severity } from './findings.ts'

/** An instant, or the newest moment there is. */
export type At = number | 'live'

export interface SeriesRef {
  readonly entity: string
  readonly metric: string
}

export interface SeriesQuery {
  readonly targetId: string
  readonly series: readonly SeriesRef[]
  readonly from: number
  readonly to: number
  /** At most this many points come back per series. */
  readonly points: number
  /** `rate`: per second, for counters and offsets; never negative, never across a gap or a reset. */
  readonly as: 'value' | 'rate'
}

/** All series share the instants. Gaps are NaN. */
export interface SeriesData {
  readonly t: Float64Array
  /** One array for each series asked for, in that order; the mean of a thinned stretch. */
  readonly v: readonly Float64Array[]
  /** Extremes of each thinned stretch; the same as `v` where nothing was thinned. */
  readonly min: readonly Float64Array[]
  readonly max: readonly Float64Array[]
}

export interface EventRow {
  readonly at: number
  readonly targetId: string
  /** A fact's edge, a finding's, or a gap's. */
  readonly kind: 'fact' | 'finding' | 'gap'
  readonly entity: string
  /** Fact key, rule id, or the request that failed. */
  readonly key: string
  /** "ISR", the finding's title, … */
  readonly label: string
  readonly before: Json
  readonly after: Json
  readonly severity?: Severity
  /** Request or command that saw it. */
  readonly source: string
}

/** What the time bar draws. */
export interface Timeline {
  readonly from: number
  readonly to: number
  /** Events per bucket of (to − from) / n. */
  readonly density: Float64Array
  /** Of which notable. */
  readonly notable: Float64Array
  /** Spans without samples. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[]
  readonly findings: readonly {
    readonly id: string
    readonly rule: string
    readonly title: string
    readonly severity: Severity
    readonly from: number
    readonly to: number | undefined
  }[]
}

export interface StoreInfo {
  readonly file: string
  readonly sizeBytes: number
  /** Growth over the last day, or foretold from what there is. */
  readonly bytesPerDay: number
  /** For how long every sample is kept; thinned values, facts and findings are kept for a multiple of it. */
  readonly keepDays: number
  /** Why history is not written right now (disk full, read-only), and what to do. */
  readonly problem?: string
}

export interface HistoryApi {
  /** One drawing's data at an instant. */
  'view.read': (arg: {
    targetId: string
    view: string
    args: Readonly<Record<string, Json>>
    at: At
  }) => Promise<ViewAnswer>
  'series.read': (query: SeriesQuery) => Promise<SeriesData>
  /** Newest first within [from, to]; at most `limit`. */
  'events.list': (arg: {
    targetId: string
    from: number
    to: number
    limit: number
    entity?: string
  }) => Promise<readonly EventRow[]>
  /** The nearest sample, event or finding edge before or after an instant; undefined: none. */
  'events.step': (arg: {
    targetId: string
    from: number
    direction: 'back' | 'forward'
    by: 'sample' | 'event' | 'finding'
  }) => Promise<number | undefined>
  'timeline.read': (arg: { targetId: string; from: number; to: number; buckets: number }) => Promise<Timeline>
  'store.info': () => Promise<StoreInfo>
  /** Deletes what is older, for good, in the background. @param days whole, from 1 on */
  'store.keep': (arg: { days: number }) => Promise<StoreInfo>
}

export interface ViewAnswer {
  /** The instant asked for; live: that of the newest sample. */
  readonly at: number
  /** The last sample at or before it. */
  readonly sampledAt: number
  /** Set when `at` lies in a gap: where it begins and ends. */
  readonly gap?: { readonly from: number; readonly to: number | undefined }
  readonly data: unknown
}
