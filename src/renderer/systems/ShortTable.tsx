import type { ReactNode } from 'react'
import { DataTable, type DataTableProps } from '../components/table/DataTable.tsx'

export interface ShortTableProps extends DataTableProps {
  /** As many rows as are shown before it scrolls. */
  readonly most: number
  /** What stands there instead of a table without rows. */
  readonly empty: ReactNode
}

/** A table among other panels: as high as its rows, up to `most`. Without rows it is only what says so. */
export function ShortTable({ most, empty, ...table }: ShortTableProps) {
  if (table.count === 0) return <>{empty}</>
  return <DataTable {...table} rows={Math.min(most, table.count)} />
}
