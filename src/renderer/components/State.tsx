import type { CSSProperties, ReactNode } from 'react'
import { classes } from './classes.ts'
import style from './State.module.css'
import { toneColor } from './tone.ts'
import type { Tone } from './tone.ts'

/** A dot alone carries no word: only beside text that says the same, and hidden from screen readers. */
export function Dot({ tone }: { readonly tone: Tone }) {
  return <i className={classes(style['dot'], style[tone])} aria-hidden />
}

/** Squares are categories (a series, an owner, a member); circles are states. */
export function Swatch({ color }: { readonly color: string }) {
  return <i className={classes(style['dot'], style['square'])} style={{ background: color }} aria-hidden />
}

/** How a thing is: always a dot and a word. */
export function State({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className={style['state']}>
      <Dot tone={tone} />
      <span className={style['word']}>{children}</span>
    </span>
  )
}

export interface BadgeProps {
  /** Without a tone it is a plain outlined label; `unknown` is dashed. */
  readonly tone?: Tone
  readonly children: ReactNode
}

/** A short label: a count of findings, a permission, a kind of znode. */
export function Badge({ tone, children }: BadgeProps) {
  const tinted = tone !== undefined && tone !== 'quiet' && tone !== 'unknown'
  const vars = tinted ? ({ '--tone': toneColor(tone) } as CSSProperties) : undefined
  return (
    <span
      className={classes(style['badge'], tinted && style['tinted'], tone === 'unknown' && style['dashed'])}
      style={vars}
    >
      {children}
    </span>
  )
}
