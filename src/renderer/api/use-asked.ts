import { useCallback, useEffect, useRef, useState } from 'react'
import { Latest } from './latest.ts'
import type { Asked } from './latest.ts'

const nothing: Asked<never> = { value: undefined, valueKey: undefined, error: undefined, isLoading: false }

export interface AskedAgain<T> extends Asked<T> {
  /** Asks once more for the same, after a failure or a change on the other side. */
  readonly again: () => void
}

/**
 * Asks whenever `key` changes and keeps the old answer on screen while the next one loads.
 * @param key stands for everything that `ask` depends on; undefined: asks for nothing
 */
export function useAsked<T>(
  key: string | undefined,
  ask: (signal: AbortSignal) => Promise<T>,
): AskedAgain<T> {
  const [asked, setAsked] = useState<Asked<T>>(nothing)
  const [round, setRound] = useState(0)
  const line = useRef<Latest<T>>(undefined)
  const newest = useRef(ask)
  newest.current = ask
  useEffect(() => {
    const mine = new Latest<T>(setAsked)
    line.current = mine
    return () => mine.stop()
  }, [])
  useEffect(() => {
    line.current?.want(key === undefined ? undefined : `${round} ${key}`, (signal) => newest.current(signal))
  }, [key, round])
  const again = useCallback(() => setRound((n) => n + 1), [])
  return { ...asked, valueKey: asked.valueKey?.slice(asked.valueKey.indexOf(' ') + 1), again }
}
