import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { useRef } from 'react'
import type { CSSProperties, ReactNode } from 'react'
import { classes } from './classes.ts'
import style from './Float.module.css'

export interface DialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: string
  /** The palette has its own head: the title is then only read out. */
  readonly bare?: boolean
  /** px, as far as the window allows. */
  readonly width?: number
  readonly footer?: ReactNode
  readonly children: ReactNode
}

/** Takes the keyboard until it is closed; Escape closes, focus returns to where it was. */
export function Dialog({ open, onOpenChange, title, bare, width = 520, footer, children }: DialogProps) {
  const giveBack = useFocusBefore(open)
  const vars = { '--width': `${width}px` } as CSSProperties
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        {/* not Radix.Overlay: it locks scrolling through an injected style, which the content policy forbids */}
        <div className={style['backdrop']} />
        <Radix.Content
          className={style['dialog']}
          style={vars}
          aria-describedby={undefined}
          onCloseAutoFocus={giveBack}
        >
          {bare === true ? (
            <Radix.Title className={style['hidden']}>{title}</Radix.Title>
          ) : (
            <header>
              <Radix.Title>{title}</Radix.Title>
              {/* no hint on it: it has the focus at first, and Escape would close the hint instead of the dialog */}
              <Radix.Close className={style['close']} aria-label="Close" title="Close (Esc)">
                <X size={14} />
              </Radix.Close>
            </header>
          )}
          <div className={classes(style['content'], bare && style['flush'])}>{children}</div>
          {footer !== undefined && <footer>{footer}</footer>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** Focuses what had the focus before it opened, unless something new took it: Radix does so for a trigger alone. */
function useFocusBefore(open: boolean): () => void {
  const wasOpen = useRef(false)
  const before = useRef<Element | null>(null)
  // while it is drawn: once it stands, a field in it may have taken the focus
  if (open && !wasOpen.current) before.current = document.activeElement
  wasOpen.current = open
  return () => {
    if (document.activeElement === document.body && before.current instanceof HTMLElement)
      before.current.focus()
  }
}
