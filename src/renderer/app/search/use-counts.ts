import type { SearchAnswer } from '../../../shared/api/search.ts'
import { useSearch } from './use-search.ts'
import type { Searched } from './use-search.ts'
import { isBlank } from './wanted.ts'
import type { Wanted } from './wanted.ts'

/** How many there are of each sort and kind, also of those that are not chosen: what a filter would show. */
export function useCounts(
  wanted: Wanted,
  searched: Searched,
): { readonly counts: SearchAnswer['counts'] | undefined; readonly kinds: SearchAnswer['kinds'] } {
  const isAlone = wanted.sort !== undefined
  const all = useSearch(isAlone ? { ...wanted, sort: undefined, limit: 1 } : undefined).answer
  const of = isAlone ? all : searched.answer
  if (isBlank(wanted) || of === undefined) return { counts: undefined, kinds: [] }
  return { counts: of.counts, kinds: of.kinds }
}
