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

/** Of the window's height: what stands above the hits, their heads and what says that there are more. */
const otherPx = 228
const linePx = 24
const fewest = 12

/** So many hits of several sorts a window shows without scrolling, so that no sort is below the others. */
export const linesIn = (windowPx: number): number =>
  Math.max(fewest, Math.floor((windowPx - otherPx) / linePx))

/**
 * The hits sort by sort, each under its head, with a line for what is not shown.
 * @param lines that all sorts share; undefined: whatever there is
 */
export function hitRows(
  { found, counts }: Pick<SearchAnswer, 'found' | 'counts'>,
  lines: number | undefined,
): readonly HitRow[] {
  const bySort = foundSorts.map((sort) => ({ sort, hits: found.filter((each) => each.is === sort) }))
  const lengths = bySort.map(({ hits }) => hits.length)
  const most = lines === undefined ? found.length : shared(lengths, lines)
  return bySort.flatMap(({ sort, hits }): readonly HitRow[] => {
    if (hits.length === 0) return []
    const shown = hits.slice(0, most)
    const count = Math.max(counts[sort], hits.length)
    return [
      { is: 'head', sort, count },
      ...shown.map((each) => ({ is: 'hit', found: each }) as const),
      ...(count > shown.length ? [{ is: 'more', sort, shown: shown.length, count } as const] : []),
    ]
  })
}

/** How many lines each may take at most: what one doesn't need is for the others. */
function shared(lengths: readonly number[], lines: number): number {
  const sorted = lengths.filter((length) => length > 0).toSorted((a, b) => a - b)
  let left = lines
  for (const [index, length] of sorted.entries()) {
    const share = Math.floor(left / (sorted.length - index))
    if (length > share) return share
    left -= length
  }
  return lines
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
