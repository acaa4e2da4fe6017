import { useEffect, useMemo, useRef, useState } from 'react'
import { useMarks } from '../marks.ts'
import type { Marks } from '../marks.ts'

type RowTest = ((row: number) => boolean) | undefined

/** What a table knows of the moment that is compared; both undefined while none is, or where rows are of no entity. */
export interface Marked {
  readonly marks: Marks | undefined
  readonly only: { readonly isOn: boolean; readonly turn: () => void } | undefined
  /** The filter of the table, and the rows that differ where only they are shown. */
  readonly matches: RowTest
}

/** While two moments are compared: which rows differ, and whether only they are shown. */
export function useMarked(entityOf: ((row: number) => string) | undefined, matches: RowTest): Marked {
  const told = useMarks()
  const marks = entityOf === undefined ? undefined : told
  const [isOn, setOn] = useState(false)
  const isCompared = marks !== undefined
  useEffect(() => {
    if (!isCompared) setOn(false)
  }, [isCompared])
  // a literal on its page: it is another one with each drawing, but asked only when rows are ordered anew
  const latest = useRef(entityOf)
  latest.current = entityOf
  const shown = useMemo((): RowTest => {
    if (!isOn || marks === undefined) return matches
    return (row) => marks.of(latest.current?.(row) ?? '') !== undefined && (matches?.(row) ?? true)
  }, [isOn, marks, matches])
  return { marks, only: isCompared ? { isOn, turn: () => setOn(!isOn) } : undefined, matches: shown }
}
