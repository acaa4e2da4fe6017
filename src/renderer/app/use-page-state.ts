import { useCallback } from 'react'
import { useAddress, useNavigator } from './navigator.ts'

/**
 * Something that the reader chose on a page and that a copied address should bring back: a partition, a sort order.
 * At its first value it is left out of the address. Changing it is no step of its own for Back.
 */
export function usePageState(key: string, first: string): readonly [string, (value: string) => void] {
  const navigator = useNavigator()
  const value = useAddress().state[key] ?? first
  const set = useCallback(
    (next: string) => {
      const { [key]: _old, ...rest } = navigator.current().state
      navigator.go({ state: next === first ? rest : { ...rest, [key]: next } }, { history: 'replace' })
    },
    [navigator, key, first],
  )
  return [value, set]
}
