import { useEffect, useRef } from 'react'
import { actionOf } from './key-table.ts'
import type { KeyAction } from './key-table.ts'

/** What the keys of the window do here; a key without an action is left to the page. */
export type KeyActions = Readonly<Partial<Record<KeyAction, () => void>>>

/** Keys of the whole window. They rest while somebody types, in dialogs, and where a control took the key itself. */
export function useKeys(actions: KeyActions): void {
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      const isPalette = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k'
      if (!isPalette && (event.ctrlKey || event.metaKey || event.altKey || isTaken(event))) return
      const name = isPalette ? 'Ctrl K' : event.key.length === 1 ? event.key.toLowerCase() : event.key
      const action = actionOf(name)
      const act = action === undefined ? undefined : latest.current[action]
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

/** Whether what has the focus needs the key itself. */
export function isTaken(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : undefined
  if (target?.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu]')) return true
  // Space presses the button that has the focus
  return event.key === ' ' && target?.closest('button, a, [role=radio]') !== null && target !== undefined
}

/** Puts the cursor into the first search field of the page. */
export function focusSearch(): void {
  document.querySelector<HTMLInputElement>('main [data-search]')?.focus()
}
