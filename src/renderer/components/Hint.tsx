import { Tooltip } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { Kbd } from './Button.tsx'
import style from './Float.module.css'
import { TipHost } from './TipHost.tsx'

export interface HintProps {
  /** One short line; what is longer belongs on the screen or in a `Popover`. */
  readonly text: ReactNode
  readonly keys?: string | undefined
  readonly side?: 'top' | 'bottom' | 'left' | 'right'
  /** One focusable element: what hover shows, focus shows too. */
  readonly children: ReactElement
}

/** A tooltip on hover and on focus. `HintProvider` stands once at the top of the window. */
export function Hint({ text, keys, side = 'bottom', children }: HintProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className={style['float']} side={side} sideOffset={4} collisionPadding={8}>
          {text} {keys !== undefined && <Kbd>{keys}</Kbd>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}

/** Stands once at the top of the window: the next hint opens at once when one was just read. */
export function HintProvider({ children }: { readonly children: ReactNode }) {
  return (
    <Tooltip.Provider delayDuration={350} skipDelayDuration={200}>
      {children}
      <TipHost />
    </Tooltip.Provider>
  )
}
