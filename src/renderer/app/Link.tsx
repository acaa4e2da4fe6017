import { useCallback } from 'react'
import type { MouseEvent, ReactNode } from 'react'
import type { At } from '../../shared/api/history.ts'
import type { Versus } from './address.ts'
import { useAddress, useNavigator } from './navigator.ts'

export interface LinkProps {
  /** Parts after the target, not encoded: `['topics', 'orders']`. Omitted: the same page. */
  readonly to?: readonly string[]
  /** Another target than the one on screen. */
  readonly targetId?: string
  /** Another instant; the same one if left out. */
  readonly at?: At
  /** Another moment to compare with; the same one, or none, if left out. */
  readonly vs?: Versus
  /** State of the page there: `{ partition: '3' }`. */
  readonly state?: Readonly<Record<string, string>>
  readonly className?: string | undefined
  /** Marks the link to where one is. */
  readonly current?: boolean
  readonly children: ReactNode
}

/** A link inside Orrery that keeps the instant and the range. A real address: it can be copied and opened in a tab. */
export function Link({ to, targetId, at, vs, state, className, current, children }: LinkProps) {
  const navigator = useNavigator()
  const address = useAddress()
  const target = targetId ?? address.path[1] ?? ''
  const change = {
    path: to === undefined ? address.path : ['t', target, ...to],
    state: state ?? (to === undefined ? address.state : {}),
    ...(at === undefined ? {} : { at }),
    ...(vs === undefined ? {} : { vs }),
  }
  const open = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey)
      return
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

/** Goes where a link of the same target would: for rows that open on Enter. Keeps the instant and the range. */
export function useOpen(): (to: readonly string[], state?: Readonly<Record<string, string>>) => void {
  const navigator = useNavigator()
  return useCallback(
    (to, state = {}) => navigator.go({ path: ['t', navigator.current().path[1] ?? '', ...to], state }),
    [navigator],
  )
}
