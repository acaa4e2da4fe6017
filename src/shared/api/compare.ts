import type { Area } from '../base/area.ts'
import type { Json } from '../base/json.ts'
import type { At } from './history.ts'

/** One of the two moments that are compared. */
export interface Side {
  readonly targetId: string
  readonly at: At
}

export interface CompareRequest {
  /** What was. */
  readonly a: Side
  /** What is: its pages are marked with what differs from `a`. */
  readonly b: Side
}

export interface ComparedSide {
  readonly targetId: string
  /** The instant asked for; live: that of the newest sample. */
  readonly at: number
  /** The last sample at or before it. */
  readonly sampledAt: number
  /** What could not be asked in that sample: what was known before is compared, if anything was. */
  readonly gaps: readonly ComparedGap[]
}

export interface ComparedGap {
  /** Whose answer is missing; '' for the whole target. */
  readonly entity: string
  /** In the system's own words: `ListOffsets`. */
  readonly ask: string
  readonly message: string
  readonly fix?: string
}

/** How an entity differs: it is on both sides, on `b` alone, on `a` alone. */
export type DifferenceIs = 'changed' | 'new' | 'gone'

/** One entity's part of a difference. */
export interface Difference {
  /** As `a` and `b` call it: between two targets they may be of different clusters. */
  readonly entity: string
  /** Of the fact, or of the member of it that differs, as people read it. null: none; of what came or went: both. */
  readonly before: Json
  readonly after: Json
}

/**
 * What differs in the same way of one entity or of many: "leader 3 → 1 of 3,312 partitions". What came or went whole
 * (`key` null) is told once, not fact by fact, and has its parts (`topic/orders/0`) counted under it.
 */
export interface DifferenceGroup {
  /** The same for the same difference, whatever else differs. */
  readonly id: string
  readonly area: Area
  readonly is: DifferenceIs
  /** Fact or metric; null: the entity itself came or went. */
  readonly key: string | null
  /** Of a fact that is a record the member that differs: `retention.ms`; each is a group of its own. */
  readonly member: string | null
  /** Kind of the entities: "partition" */
  readonly kind: string
  /** "Leader"; of what came or went the kind. */
  readonly label: string
  /** "3 → 1"; "retention.ms 7 d → 1 d", "without 3" of a list; empty where coming or going says it all. */
  readonly says: string
  /** A leader moved: first of its area. */
  readonly isNotable: boolean
  readonly count: number
  /** The first of them; all by `compare.group`. */
  readonly differences: readonly Difference[]
  /** Entities under those that came or went. */
  readonly parts: number
}

/** How far a position or an amount moved. */
export interface Moved {
  readonly entity: string
  readonly metric: string
  readonly before: number
  readonly after: number
}

export interface Comparison {
  readonly a: ComparedSide
  readonly b: ComparedSide
  /** By area, in the order of `areas`; in each the notable first, then the many. */
  readonly groups: readonly DifferenceGroup[]
  /** Groups beyond those told. */
  readonly left: number
  /** Of two moments of one target: what moved most, and how many moved. Between two targets too, by name. */
  readonly moved: readonly Moved[]
  readonly movedLeft: number
  /** Entities that are on both sides and alike. */
  readonly alike: number
  /** What one side could not observe, so that it was not compared: labels of facts. */
  readonly unseen: readonly string[]
  /** What is of one very cluster, so that two targets were not compared by it; between two moments of one: nothing. */
  readonly own: { readonly entities: number; /** Labels. */ readonly facts: readonly string[] }
}

/** An entity of `b` that differs, and how: what pages mark. What is gone stands there too, for pages that list it. */
export interface Marks {
  /** Parallel lists. Changed ones are told with what differs: "Leader 3 → 1". */
  readonly entities: readonly string[]
  readonly is: readonly DifferenceIs[]
  readonly says: readonly string[]
  /** More differ than are told. */
  readonly left: number
}

export interface CompareApi {
  /** @throws OrreryError `unsupported` two different systems, `not-found` nothing was seen by then */
  'compare.read': (arg: CompareRequest) => Promise<Comparison>
  /** All entities of one group. */
  'compare.group': (arg: CompareRequest & { group: string; limit: number }) => Promise<readonly Difference[]>
  'compare.marks': (arg: CompareRequest) => Promise<Marks>
}
