import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import style from './Name.module.css'

/** A name, key, id or command of the cluster: the only things set in mono. `cut` ends it with … where room ends. */
export function Name({ children, cut }: { readonly children: ReactNode; readonly cut?: boolean }) {
  const title = typeof children === 'string' && cut === true ? children : undefined
  return (
    <span className={classes(style['name'], cut && style['cut'])} title={title}>
      {children}
    </span>
  )
}
