import type { Found, FoundSort, SearchRequest } from '../../shared/api/search.ts'
import { wholeOf, wordsOf } from './words.ts'

/** What is looked for, once for all files. */
export interface Wanted {
  readonly words: readonly string[]
  /** As the very name would be. */
  readonly whole: string
  readonly from: number
  readonly to: number
  /** Undefined: all. */
  readonly kinds: ReadonlySet<string> | undefined
  readonly sorts: ReadonlySet<FoundSort> | undefined
  readonly limit: number
}

/** Something found, with what decides its place among others of its sort. */
export interface Ranked<F extends Found = Found> {
  readonly found: F
  /** 0: it is called so; 1: its name begins so; 2: the words are in it. */
  readonly rank: number
  /** 2: it is there, 1: who knows, 0: it is gone. */
  readonly state: number
  readonly at: number
  readonly name: string
}

export function wantedOf(request: Omit<SearchRequest, 'targetIds'>): Wanted {
  const { text, from, to, kinds, sorts, limit } = request
  return {
    words: wordsOf(text),
    whole: wholeOf(text),
    from: from ?? Number.MIN_SAFE_INTEGER,
    to: to ?? Number.MAX_SAFE_INTEGER,
    kinds: kinds && new Set(kinds),
    sorts: sorts && new Set(sorts),
    limit,
  }
}

/** The best first: the very name, then its beginning; what is there before what is gone; newest first. */
export function byRank(a: Ranked, b: Ranked): number {
  if (a.rank !== b.rank) return a.rank - b.rank
  if (a.state !== b.state) return b.state - a.state
  if (a.at !== b.at) return b.at - a.at
  if (a.name.length !== b.name.length) return a.name.length - b.name.length
  return a.name < b.name ? -1 : Number(a.name > b.name)
}
