import { useEffect, useRef } from 'react'

/**
 * Keys of the drawing that a page is about: they work while nothing on the page has the focus, so that ↑ ↓ need no click
 * before. Where something has it, that something decides.
 */
export function usePageKeys(onKey: (event: KeyboardEvent) => void): void {
  const latest = useRef(onKey)
  latest.current = onKey
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isFree = document.activeElement === document.body
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
      if (isFree && isPlain && !event.defaultPrevented) latest.current(event)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
