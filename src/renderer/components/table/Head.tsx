import { ArrowDown, ArrowUp, ListFilter } from 'lucide-react'
import { classes } from '../classes.ts'
import { Hint } from '../Hint.tsx'
import type { Column, SortState } from './columns.ts'
import style from './DataTable.module.css'

export interface HeadProps {
  readonly columns: readonly Column[]
  readonly sort: SortState | undefined
  readonly onSort: (column: Column) => void
  /** There while two moments are compared: whether only rows that differ are shown. */
  readonly only?: { readonly isOn: boolean; readonly turn: () => void } | undefined
}

/** The names of the columns; those that sort are buttons. */
export function Head({ columns, sort, onSort, only }: HeadProps) {
  return (
    <div className={style['head']} role="row" aria-rowindex={1}>
      {only !== undefined && (
        <div role="columnheader">
          <Hint text={only.isOn ? 'All rows' : 'Only rows that differ'}>
            <button
              type="button"
              className={style['only']}
              aria-label="Only rows that differ"
              aria-pressed={only.isOn}
              onClick={only.turn}
            >
              <ListFilter size={11} aria-hidden />
            </button>
          </Hint>
        </div>
      )}
      {columns.map((column) => {
        const name = classes(style['title'], column.align === 'right' && style['right'])
        if (column.sort === undefined)
          return (
            <span key={column.id} className={name} role="columnheader">
              {column.label}
            </span>
          )
        const isSorted = sort?.column === column.id
        const Arrow = sort?.descending === true ? ArrowDown : ArrowUp
        return (
          <div
            key={column.id}
            role="columnheader"
            style={{ display: 'grid' }}
            aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
          >
            <button type="button" className={name} onClick={() => onSort(column)}>
              {column.label}
              {isSorted && <Arrow size={11} />}
            </button>
          </div>
        )
      })}
    </div>
  )
}
