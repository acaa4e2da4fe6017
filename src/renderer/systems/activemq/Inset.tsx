import type { ReactNode } from 'react'
import style from './pieces.module.css'

/** A note inside a panel whose content goes edge to edge. */
export function Inset({ children }: { readonly children: ReactNode }) {
  return <div className={style['inset']}>{children}</div>
}
