import { DropdownMenu } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { classes } from './classes.ts'
import style from './Float.module.css'

export interface MenuItem {
  readonly label: ReactNode
  readonly onSelect: () => void
  /** Quiet text at the right: a state, a key. */
  readonly end?: ReactNode
  readonly danger?: boolean
  /** Draws a line above it. */
  readonly apart?: boolean
}

export interface MenuProps {
  /** A button that opens it. */
  readonly trigger: ReactElement
  readonly items: readonly MenuItem[]
  readonly align?: 'start' | 'end'
}

/** Commands, or the siblings of where you are. */
export function Menu({ trigger, items, align = 'start' }: MenuProps) {
  return (
    // not modal: a modal menu locks scrolling through an injected style, which the content policy forbids
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={classes(style['float'], style['menu'])}
          align={align}
          sideOffset={4}
          collisionPadding={8}
        >
          {items.map((item, index) => (
            <div key={index} role="none">
              {item.apart === true && <DropdownMenu.Separator className={style['rule']} />}
              <DropdownMenu.Item
                className={classes(style['item'], item.danger && style['danger'])}
                onSelect={item.onSelect}
              >
                {item.label}
                {item.end !== undefined && <span className={style['end']}>{item.end}</span>}
              </DropdownMenu.Item>
            </div>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
