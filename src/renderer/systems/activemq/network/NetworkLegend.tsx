import { classes } from '../../../components/classes.ts'
import style from './network.module.css'

/** Marks that repeat in the drawing. */
export function NetworkLegend({ isAlone }: { readonly isAlone: boolean }) {
  if (isAlone) return <div className={style['legend']}>No network connector was seen.</div>
  return (
    <div className={style['legend']} aria-hidden>
      <Mark is="up">stands; arrows: where messages may go</Mark>
      <Mark is="flows">messages flow</Mark>
      <Mark is="down">no bridge</Mark>
      <Mark is="unknown">that broker does not tell</Mark>
      <span>
        <svg width={28} height={12}>
          <path d="M6 6H22" className={style['cannot']} />
        </svg>
        messages don’t go back this way
      </span>
    </div>
  )
}

function Mark({
  is,
  children,
}: {
  readonly is: 'up' | 'flows' | 'down' | 'unknown'
  readonly children: string
}) {
  return (
    <span>
      <svg width={28} height={10}>
        <path d="M0 5H28" className={classes(style['line'], style['half'], style[is])} />
      </svg>
      {children}
    </span>
  )
}
