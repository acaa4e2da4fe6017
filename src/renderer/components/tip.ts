import { useMemo, useRef } from 'react'
import type { ReactNode } from 'react'
import { liveCell } from '../../shared/rpc/live.ts'

/** What the one tip of the window shows, and beside what. */
export interface Tip {
  readonly anchor: Element
  readonly content: ReactNode
}

/** Id of the tip's element, for `aria-describedby`. */
export const tipId = 'orrery-tip'

const restMs = 350
const cell = liveCell<Tip | undefined>(undefined)
let timer: ReturnType<typeof setTimeout> | undefined

/** The tip that is shown now; drawn by `TipHost`. */
export const shownTip = { subscribe: cell.subscribe, current: cell.current }

function show(anchor: Element, content: () => ReactNode, waitMs: number): void {
  clearTimeout(timer)
  // the next one opens at once when one was just read
  timer = setTimeout(
    () => cell.set({ anchor, content: content() }),
    cell.current() === undefined ? waitMs : 0,
  )
}

export function hideTip(): void {
  clearTimeout(timer)
  if (cell.current() !== undefined) cell.set(undefined)
}

/**
 * Lets an element explain itself on hover and on focus, through the one tip of the window. Thousands of cells may do so:
 * each costs a few listeners, not a tooltip of its own.
 */
export function useTip(content: () => ReactNode) {
  const latest = useRef(content)
  latest.current = content
  return useMemo(() => {
    const open = (waitMs: number) => (event: { readonly currentTarget: Element }) =>
      show(event.currentTarget, () => latest.current(), waitMs)
    return {
      onPointerEnter: open(restMs),
      onPointerLeave: hideTip,
      onFocus: open(0),
      onBlur: hideTip,
      onPointerDown: hideTip,
    }
  }, [])
}
