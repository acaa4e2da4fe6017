import type { ReactNode } from 'react'
import type { Unit } from '../../shared/systems/catalogue.ts'
import { Num } from '../components/Num.tsx'
import type { Column } from '../components/table/columns.ts'

/** What a column is called, and its track of CSS grid. */
export type Head = readonly [id: string, label: string, width: string]

/** One number for each row: a column of the view, or how to get it. */
export type Values = ArrayLike<number> | ((row: number) => number | null | undefined)

/** Where the numbers of a column come from, and what else is said of them. */
export interface NumberSource {
  /** Key of the catalogue. */
  readonly metric?: string
  /** Of derived numbers: from what. */
  readonly from?: string
  /** Where it isn't that of the other columns, epoch ms. */
  readonly readAt?: number
  /** Class of a row's number: the colour of trouble, or quiet. */
  readonly ink?: (row: number) => string | undefined
  /** What stands before the number: a bar, a sign. */
  readonly before?: (row: number) => ReactNode
  /** Replaces the number where there can't be one. */
  readonly instead?: (row: number) => ReactNode | undefined
}

export type NumberColumn = (head: Head, unit: Unit, values: Values, source: NumberSource) => Column

/** Columns of numbers about the same entities, read at the same time: right-aligned, sortable, each with its source. */
export function numberColumns(entity: (row: number) => string, readAt: number): NumberColumn {
  return ([id, label, width], unit, values, source) => {
    const valueAt = (row: number) => (typeof values === 'function' ? values(row) : values[row]) ?? NaN
    return {
      id,
      label,
      width,
      align: 'right',
      sort: valueAt,
      cell: (row) => {
        const instead = source.instead?.(row)
        if (instead !== undefined) return instead
        return (
          <span className={source.ink?.(row)}>
            {source.before?.(row)}
            <Num
              value={valueAt(row)}
              unit={unit}
              {...(source.metric === undefined ? {} : { metric: source.metric })}
              from={source.from}
              entity={entity(row)}
              readAt={source.readAt ?? readAt}
              // the head says "/s"
              bare={unit === 'messages per second' || unit === 'per second'}
              focusable={false}
            />
          </span>
        )
      },
    }
  }
}

/** A column of words. `sort` left out: it doesn't sort. */
export function wordColumn(
  [id, label, width]: Head,
  cell: (row: number) => ReactNode,
  sort?: (row: number) => number | string,
): Column {
  return sort === undefined ? { id, label, width, cell } : { id, label, width, cell, sort }
}
