import { useCallback, useMemo } from 'react'
import { useAddress, useNavigator } from '../navigator.ts'
import { changed, readWanted, writeWanted } from './wanted.ts'
import type { Wanted } from './wanted.ts'

/** What is looked for, as the address says it, and the way to look for something else. */
export function useWanted(): readonly [Wanted, (change: Partial<Wanted>) => void] {
  const navigator = useNavigator()
  const { state } = useAddress()
  const wanted = useMemo(() => readWanted(state), [state])
  const change = useCallback(
    (to: Partial<Wanted>) => {
      const next = changed(readWanted(navigator.current().state), to)
      // typing is no step of its own for Back, and neither is a filter
      navigator.go({ state: writeWanted(next) }, { history: 'text' in to ? 'later' : 'replace' })
    },
    [navigator],
  )
  return [wanted, change]
}
