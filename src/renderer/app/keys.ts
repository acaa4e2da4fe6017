import { useEffect, useRef } from 'react'

/** What a key does; the first that fits `event.key` is called. */
export type KeyMap = Readonly<Record<string, () => void>>

/** For the list that `?` shows. */
export const keyHelp: readonly (readonly [readonly string[], string])[] = [
  [['Space'], 'pause, or live again'],
  [['←', '→'], 'one sample'],
  [['[', ']'], 'previous, next event'],
  [['{', '}'], 'previous, next finding'],
  [['G'], 'go to a time'],
  [['L'], 'back to live'],
  [['T'], 'unfold the time bar'],
  [['/'], 'search in this view'],
  [['Ctrl K'], 'find anything'],
  [['↑', '↓'], 'walk in tables and trees'],
  [['Enter'], 'open what is chosen'],
  [['?'], 'all keys'],
]

/** Keys of the whole window. They rest while somebody types, in dialogs, and where a control took the key itself. */
export function useKeys(keys: KeyMap): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      const isPalette = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k'
      if (!isPalette && (event.ctrlKey || event.metaKey || event.altKey || isTaken(event))) return
      const name = isPalette ? 'Ctrl K' : event.key.length === 1 ? event.key.toLowerCase() : event.key
      const act = latest.current[name]
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

function isTaken(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : undefined
  if (target?.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu]')) return true
  // Space presses the button that has the focus
  return event.key === ' ' && target?.closest('button, a, [role=radio]') !== null && target !== undefined
}

/** Puts the cursor into the first search field of the page. */
export function focusSearch(): void {
  document.querySelector<HTMLInputElement>('main [data-search]')?.focus()
}
