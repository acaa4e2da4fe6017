import type { ReactNode } from 'react'
import style from './Facts.module.css'

export interface FactRow {
  readonly label: ReactNode
  readonly value: ReactNode
  /** The quiet second line: request, version, node, time; for derived values: from what. */
  readonly source?: ReactNode
}

/** Rows of an inspector: what, its value, and underneath where it came from. */
export function Facts({ rows }: { readonly rows: readonly FactRow[] }) {
  return (
    <dl className={style['facts']}>
      {rows.map((row, index) => (
        <div key={typeof row.label === 'string' ? row.label : index} className={style['row']}>
          <dt>{row.label}</dt>
          <dd>{row.value}</dd>
          <dd className={style['source']}>{row.source}</dd>
        </div>
      ))}
    </dl>
  )
}
