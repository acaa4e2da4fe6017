import { memo } from 'react'
import { classes } from '../classes.ts'
import { MarkTag } from '../Mark.tsx'
import type { Mark } from '../marks.ts'
import type { Column } from './columns.ts'
import style from './DataTable.module.css'

export interface RowProps {
  readonly id: string
  readonly columns: readonly Column[]
  readonly row: number
  /** Its place among the rows shown, from 0. */
  readonly place: number
  readonly top: number
  readonly isActive: boolean
  readonly isSelected: boolean
  readonly isQuiet: boolean
  /** Two moments are compared: there is a gutter for `mark`. */
  readonly isCompared: boolean
  readonly mark: Mark | undefined
  readonly onChoose: ((place: number) => void) | undefined
}

/** 22 px of cells. Drawn anew when its columns are new ones (a sample came) or it moved. */
export const Row = memo(function Row(props: RowProps) {
  const { id, columns, row, place, top, isActive, isSelected, isQuiet, isCompared, mark, onChoose } = props
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={place + 2}
      aria-selected={isSelected}
      className={classes(
        style['row'],
        isSelected && style['selected'],
        isActive && style['active'],
        isQuiet && style['quiet'],
        onChoose !== undefined && style['opens'],
      )}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onChoose?.(place)}
    >
      {isCompared && (
        <div role="gridcell" className={style['gutter']}>
          {mark !== undefined && <MarkTag mark={mark} isActive={isActive} />}
        </div>
      )}
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={classes(style['cell'], column.align === 'right' && style['right'])}
        >
          <span>{column.cell(row)}</span>
        </div>
      ))}
    </div>
  )
})
