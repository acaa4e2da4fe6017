import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes.ts'
import style from './Button.module.css'
import { Hint } from './Hint.tsx'

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'type' | 'className' | 'disabled'> {
  /** `primary`: the one thing to do here. `danger`: removes or stops. `ghost`: quiet. `link`: inside text. */
  readonly kind?: 'plain' | 'primary' | 'danger' | 'ghost' | 'link'
  /** Set when it can't act now: it stays focusable and says why on hover or focus. */
  readonly disabledWhy?: string | undefined
  /** Needed when there is only an icon inside. */
  readonly label?: string
  /** The key that does the same, shown in the hint of an icon button. */
  readonly keys?: string
  readonly submit?: boolean
  readonly children: ReactNode
}

/** A 24 px button. Icon only: give `label`. What else a button takes is passed on, so it can be a trigger. */
export function Button(props: ButtonProps) {
  const { kind = 'plain', onClick, disabledWhy, label, keys, submit, children, ...rest } = props
  const isOff = disabledWhy !== undefined
  const button = (
    <button
      {...rest}
      type={submit === true && !isOff ? 'submit' : 'button'}
      className={classes(style['button'], style[kind], label !== undefined && style['square'])}
      aria-label={label}
      aria-disabled={isOff || undefined}
      onClick={isOff ? undefined : onClick}
    >
      {children}
    </button>
  )
  const hint = disabledWhy ?? label
  return hint === undefined ? (
    button
  ) : (
    <Hint text={hint} keys={isOff ? undefined : keys}>
      {button}
    </Hint>
  )
}

/** A key, or keys pressed together. */
export function Kbd({ children }: { readonly children: ReactNode }) {
  return <kbd className={style['kbd']}>{children}</kbd>
}
