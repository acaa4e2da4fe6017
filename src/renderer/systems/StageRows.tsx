import type { ReactNode } from 'react'
import style from './stage-parts.module.css'

export interface StageRowsProps {
  /** What the rows are: "Changes". */
  readonly label: string
  readonly heads: readonly string[]
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[]
}

/** The drawing in words and numbers, for who can't see it, and for who wants to read off. */
export function StageRows({ label, heads, rows }: StageRowsProps) {
  return (
    <details className={style['rows']}>
      <summary>{`${label} as a table`}</summary>
      <div className={style['sheet']}>
        <table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells }) => (
              <tr key={key}>
                {cells.map((cell, i) => (
                  <td key={heads[i]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
