import { Popover as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { classes } from './classes.ts'
import style from './Float.module.css'

export interface PopoverProps {
  /** A button that opens it. */
  readonly trigger: ReactElement
  /** What it is, for screen readers. */
  readonly label: string
  readonly wide?: boolean
  readonly align?: 'start' | 'center' | 'end'
  readonly open?: boolean
  readonly onOpenChange?: (open: boolean) => void
  readonly children: ReactNode
}

/** A small surface that stays until dismissed; for things to act on. To only read: `Hint`. */
export function Popover({
  trigger,
  label,
  wide,
  align = 'start',
  open,
  onOpenChange,
  children,
}: PopoverProps) {
  const control = {
    ...(open === undefined ? {} : { open }),
    ...(onOpenChange === undefined ? {} : { onOpenChange }),
  }
  return (
    <Radix.Root {...control}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className={classes(style['float'], wide && style['wide'])}
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
