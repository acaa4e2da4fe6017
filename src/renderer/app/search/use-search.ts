import { useEffect, useRef, useState } from 'react'
import type { SearchAnswer } from '../../../shared/api/search.ts'
import { useAsked } from '../../api/use-asked.ts'
import { useClient } from '../../api/use-client.ts'
import { readWanted, requestOf, writeWanted } from './wanted.ts'
import type { Wanted } from './wanted.ts'

const settleMs = 120
/** While the index is being made it is asked again: older history comes in. Less and less often where none does. */
const againMs = { first: 2000, most: 60_000 }

export interface Searched {
  /** Stands for what is looked for now; undefined: nothing is. */
  readonly wish: string | undefined
  /** The newest answer there is; while the next one is on its way, that to what was looked for before. */
  readonly answer: SearchAnswer | undefined
  /** What it answers: what is drawn of it is marked by these words. */
  readonly answered: Wanted | undefined
  /** The answer is that to what is looked for now. */
  readonly isCurrent: boolean
  readonly error: unknown
}

/** Searches as one types, once a moment has passed without another key. Undefined: nothing is looked for. */
export function useSearch(wanted: Wanted | undefined): Searched {
  const client = useClient()
  const wish = wanted === undefined ? undefined : keyOf(wanted)
  const key = useSettled(wish)
  const { value, valueKey, error, isLoading, again } = useAsked(key, (signal) =>
    client.call('search.find', requestOf(wantedOf(key ?? '{}'), Date.now()), signal),
  )
  useAgain(isLoading ? undefined : value, again)
  return {
    wish,
    answer: value,
    answered: valueKey === undefined ? undefined : wantedOf(valueKey),
    isCurrent: wish !== undefined && valueKey === wish,
    error: isLoading ? undefined : error,
  }
}

const keyOf = (wanted: Wanted) => JSON.stringify(writeWanted(wanted))
const wantedOf = (key: string) => readWanted(JSON.parse(key) as Readonly<Record<string, string>>)

/** A value once it has stood for a moment; the first one at once. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settleMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** Asks again while an answer says that not all of history is looked up yet. */
function useAgain(answer: SearchAnswer | undefined, again: () => void): void {
  const last = useRef({ indexed: 1, waitMs: againMs.first })
  useEffect(() => {
    if (answer === undefined || answer.indexed >= 1) return undefined
    const { indexed } = answer
    const hasMoved = indexed !== last.current.indexed
    const waitMs = hasMoved ? againMs.first : Math.min(againMs.most, last.current.waitMs * 2)
    last.current = { indexed, waitMs }
    const timer = setTimeout(again, waitMs)
    return () => clearTimeout(timer)
  }, [answer, again])
}
