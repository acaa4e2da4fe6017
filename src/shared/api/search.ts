import type { Severity } from './findings.ts'
import type { RunOutcome } from './experiments.ts'

/** What can be found. */
export const foundSorts = ['entity', 'fact', 'finding', 'run'] as const
export type FoundSort = (typeof foundSorts)[number]

export interface SearchRequest {
  /**
   * Words between blanks, "several in quotes" as one; all of them must be in what is found, in whatever case and order,
   * each as part of a word too. Empty: all that fits the rest.
   * Of an entity: path, name, kind; of a fact: its label and key, and what it says; of a finding: all that it was titled,
   * rule, entity; of a run: title, experiment, outcome, target.
   */
  readonly text: string
  /**
   * What was in force at some time from … to …, epoch ms; left out: ever. A value that came and went counts from the
   * first time to the last; of what nothing but numbers is kept, it isn't known.
   */
  readonly from?: number
  readonly to?: number
  /** Left out: all, recorded ones and archives too. */
  readonly targetIds?: readonly string[]
  /** Left out: all. */
  readonly sorts?: readonly FoundSort[]
  /** Kinds of entities as their catalogue calls them: "topic"; of a fact or finding that of its entity. Left out: all. */
  readonly kinds?: readonly string[]
  /** Of each sort. */
  readonly limit: number
}

/** A thing that was observed, by its name. */
export interface FoundEntity {
  readonly is: 'entity'
  readonly targetId: string
  readonly entity: string
  /** When it was first and last seen to be there; undefined: not known, as nothing but numbers is kept of it. */
  readonly first: number | undefined
  /** Where it is still there: the target's newest sample. */
  readonly last: number | undefined
  /** Something is told of it still; undefined: not known, as nothing but numbers is kept of it. */
  readonly isThere: boolean | undefined
}

/** A value that a fact had, of one entity or of many. */
export interface FoundFact {
  readonly is: 'fact'
  readonly targetId: string
  /** `partition.isr` */
  readonly key: string
  /** The value as people read it, as JSON; of a long one the part around what was looked for. */
  readonly text: string
  readonly isCut: boolean
  /** The last entity that took it on, and when. */
  readonly entity: string
  readonly at: number
  /** From when to when some entity had it; `to` undefined: some have it still. */
  readonly first: number
  readonly to: number | undefined
  /** How many have it now. */
  readonly held: number
}

export interface FoundFinding {
  readonly is: 'finding'
  readonly targetId: string
  readonly id: string
  readonly rule: string
  readonly severity: Severity
  readonly title: string
  readonly entity: string
  readonly opened: number
  readonly closed: number | undefined
}

export interface FoundRun {
  readonly is: 'run'
  /** Its id. */
  readonly run: string
  /** `kafka/rebalance` */
  readonly experiment: string
  readonly title: string
  readonly targetName: string
  readonly at: number
  readonly outcome: RunOutcome | undefined
}

export type Found = FoundEntity | FoundFact | FoundFinding | FoundRun

export interface SearchAnswer {
  /** Sort by sort; in each the best first: the very name, then its beginning; what is there before what is gone; newest first. */
  readonly found: readonly Found[]
  /** How many there are of each sort, all told. */
  readonly counts: Readonly<Record<FoundSort, number>>
  /** Kinds among the entities that fit all but `kinds`, most first. */
  readonly kinds: readonly { readonly kind: string; readonly count: number }[]
  /** Files that could not be searched, or not up to their end, and why. */
  readonly failed: readonly { readonly targetIds: readonly string[]; readonly why: string }[]
  /** The share of history that is looked up already, while the index is being made for the first time: 0 to 1. */
  readonly indexed: number
}

export interface SearchApi {
  /** Over everything ever observed. */
  'search.find': (request: SearchRequest) => Promise<SearchAnswer>
}
