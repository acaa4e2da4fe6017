import { useRef } from 'react'
import type { SearchAnswer } from '../../../shared/api/search.ts'
import { useSearch } from './use-search.ts'
import type { Searched } from './use-search.ts'
import { isBlank } from './wanted.ts'
import type { Wanted } from './wanted.ts'

type Counted = Pick<SearchAnswer, 'counts' | 'kinds'>

/**
 * How many there are of each sort and kind, also of those that are not chosen: what a filter would show. The last ones
 * stay while the next are on their way; undefined: nothing is looked for, or nothing is known yet.
 */
export function useCounts(wanted: Wanted, { answer, answered }: Searched): Counted | undefined {
  const isAlone = wanted.sort !== undefined
  const all = useSearch(isAlone ? { ...wanted, sort: undefined, limit: 1 } : undefined).answer
  const last = useRef<Counted>(undefined)
  const together = answered?.sort === undefined ? answer : undefined
  last.current = isBlank(wanted) ? undefined : ((isAlone ? all : together) ?? last.current)
  return last.current
}
