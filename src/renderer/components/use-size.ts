import { useCallback, useState } from 'react'

/** px of the content box; zero before the first layout. */
export interface Size {
  readonly width: number
  readonly height: number
}

const listeners = new WeakMap<Element, (size: Size) => void>()
let shared: ResizeObserver | undefined

/** One observer for the window: dozens of drawings measured in one callback cost one layout. */
function observer(): ResizeObserver {
  shared ??= new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries)
      listeners.get(target)?.({
        width: Math.floor(contentRect.width),
        height: Math.floor(contentRect.height),
      })
  })
  return shared
}

/** The size of an element, in whole pixels, as it changes: `const [ref, size] = useSize()`. */
export function useSize(): readonly [(element: Element | null) => (() => void) | undefined, Size] {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  const ref = useCallback((element: Element | null) => {
    if (element === null) return undefined
    listeners.set(element, (next) =>
      setSize((now) => (now.width === next.width && now.height === next.height ? now : next)),
    )
    observer().observe(element)
    return () => {
      observer().unobserve(element)
      listeners.delete(element)
    }
  }, [])
  return [ref, size]
}
