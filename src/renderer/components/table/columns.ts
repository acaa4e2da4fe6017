import type { ReactNode } from 'react'
import type { SortKey } from './order.ts'

/** A column of a table over columnar data: it knows how to show and to sort the row of a given index. */
export interface Column {
  readonly id: string
  readonly label: string
  /** A track of CSS grid: `96px`, `minmax(160px, 2fr)`. */
  readonly width: string
  /** Numbers stand right. */
  readonly align?: 'left' | 'right'
  readonly cell: (row: number) => ReactNode
  /** Without it the column doesn't sort. NaN and '' are "not observed" and come last. */
  readonly sort?: (row: number) => SortKey
  /** What the first click sorts by: numbers usually `descending`. */
  readonly first?: 'ascending' | 'descending'
}

export interface SortState {
  readonly column: string
  readonly descending: boolean
}

/** What clicking a column's head does: its own first direction, then the other one. */
export function nextSort(column: Column, now: SortState | undefined): SortState {
  const first = (column.first ?? (column.align === 'right' ? 'descending' : 'ascending')) === 'descending'
  return { column: column.id, descending: now?.column === column.id ? !now.descending : first }
}
