import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import style from './Panel.module.css'

export interface PanelProps {
  /** A noun, not a sentence. Without it the panel has no head. */
  readonly title?: ReactNode
  /** One quiet line beside the title: how many, since when. */
  readonly note?: ReactNode
  /** Buttons and segments at the right of the head. */
  readonly actions?: ReactNode
  /** Takes what height is left in a column, and scrolls inside. */
  readonly fill?: boolean
  /** Insets the content; tables and drawings go edge to edge. */
  readonly padded?: boolean
  readonly className?: string | undefined
  readonly children?: ReactNode
}

/** The one box that content stands in. */
export function Panel({ title, note, actions, fill, padded, className, children }: PanelProps) {
  const label = typeof title === 'string' ? title : undefined
  return (
    <section className={classes(style['panel'], fill && style['fill'], className)} aria-label={label}>
      {title !== undefined && (
        <div className={style['head']}>
          <h3>{title}</h3>
          {note !== undefined && (
            <span className={style['note']} title={typeof note === 'string' ? note : undefined}>
              {note}
            </span>
          )}
          {actions !== undefined && <div className={style['actions']}>{actions}</div>}
        </div>
      )}
      <div className={classes(style['body'], padded && style['padded'])}>{children}</div>
    </section>
  )
}
