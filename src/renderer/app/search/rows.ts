import { foundSorts } from '../../../shared/api/search.ts'
import type { Found, FoundSort, SearchAnswer } from '../../../shared/api/search.ts'

/** A line of the list of hits. */
export type HitRow =
  | { readonly is: 'head'; readonly sort: FoundSort; readonly count: number }
  | { readonly is: 'hit'; readonly found: Found }
  /** There are more of the sort than are shown. */
  | { readonly is: 'more'; readonly sort: FoundSort; readonly shown: number; readonly count: number }

export const sortNames: Readonly<Record<FoundSort, string>> = {
  entity: 'Things',
  fact: 'Values',
  finding: 'Findings',
  run: 'Runs',
}

/** The hits sort by sort, each under its head, with a line for what is not shown. */
export function hitRows({ found, counts }: Pick<SearchAnswer, 'found' | 'counts'>): readonly HitRow[] {
  return foundSorts.flatMap((sort): readonly HitRow[] => {
    const hits = found.filter((each) => each.is === sort)
    if (hits.length === 0) return []
    const count = Math.max(counts[sort], hits.length)
    return [
      { is: 'head', sort, count },
      ...hits.map((each) => ({ is: 'hit', found: each }) as const),
      ...(count > hits.length ? [{ is: 'more', sort, shown: hits.length, count } as const] : []),
    ]
  })
}

/** The next line that can be chosen, from one in a direction; the same one where there is none. */
export function nextRow(rows: readonly HitRow[], at: number, by: 1 | -1): number {
  for (let row = at + by; row >= 0 && row < rows.length; row += by) if (rows[row]?.is !== 'head') return row
  return at
}

export const firstRow = (rows: readonly HitRow[]): number => nextRow(rows, -1, 1)
export const lastRow = (rows: readonly HitRow[]): number => nextRow(rows, rows.length, -1)

/** All that was found, of whatever sort. */
export const totalOf = (counts: SearchAnswer['counts']): number =>
  foundSorts.reduce((sum, sort) => sum + counts[sort], 0)
