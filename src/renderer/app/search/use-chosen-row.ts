import { useEffect, useState } from 'react'
import { firstRow, lastRow, nextRow } from './rows.ts'
import type { HitRow } from './rows.ts'
import type { Step } from './SearchBox.tsx'
import type { Searched } from './use-search.ts'

/** So many lines make a page for PgUp and PgDn. */
const pageLines = 15

/** Which line of the hits is chosen. The first one, whenever something else is looked for; more of the same keep it. */
export function useChosenRow(
  rows: readonly HitRow[],
  { wish, answered, isCurrent }: Searched,
  open: (row: HitRow | undefined) => void,
) {
  const [place, setPlace] = useState<number>()
  const [entered, setEntered] = useState<string>()
  const asked = answered === undefined ? '' : JSON.stringify({ ...answered, limit: undefined })
  useEffect(() => setPlace(undefined), [asked])
  const at = place === undefined ? firstRow(rows) : Math.min(place, lastRow(rows))
  // Enter before the answer has come opens the best hit of what was typed then, not of what was there before
  useEffect(() => {
    if (entered === undefined || (entered === wish && !isCurrent)) return
    setEntered(undefined)
    if (entered === wish) open(rows[firstRow(rows)])
  }, [entered, wish, isCurrent])
  const step = (to: Step) => setPlace(stepped(rows, at, to))
  const enter = () => (isCurrent ? open(rows[at]) : setEntered(wish))
  return { at, step, enter }
}

function stepped(rows: readonly HitRow[], at: number, step: Step): number {
  switch (step) {
    case 'next':
      return nextRow(rows, at, 1)
    case 'previous':
      return nextRow(rows, at, -1)
    case 'first':
      return firstRow(rows)
    case 'last':
      return lastRow(rows)
    case 'pageDown':
      return Math.min(lastRow(rows), nextRow(rows, at + pageLines - 1, 1))
    case 'pageUp':
      return Math.max(firstRow(rows), nextRow(rows, at - pageLines + 1, -1))
  }
}
