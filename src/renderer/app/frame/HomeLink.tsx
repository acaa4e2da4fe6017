import type { MouseEvent, ReactNode } from 'react'
import { useAddress, useNavigator } from '../navigator.ts'

export interface HomeLinkProps {
  /** Parts from the root: `['add']`. */
  readonly path: readonly string[]
  /** State of the page there: `{ target: 'staging' }`. */
  readonly state?: Readonly<Record<string, string>>
  readonly className?: string | undefined
  /** Marks the link to where one is. */
  readonly current?: boolean
  readonly children: ReactNode
}

/** A link to a page that belongs to no target: start, add, settings. The instant goes along, unseen. */
export function HomeLink({ path, state = {}, className, current, children }: HomeLinkProps) {
  const navigator = useNavigator()
  useAddress()
  const change = { path, state }
  const open = (event: MouseEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    navigator.go(change)
  }
  return (
    <a
      href={navigator.href(change)}
      className={className}
      aria-current={current === true ? 'page' : undefined}
      onClick={open}
    >
      {children}
    </a>
  )
}
