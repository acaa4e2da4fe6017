import { useMemo, useSyncExternalStore } from 'react'
import type { Rgb } from './slot-map.ts'

/** The theme is an attribute of the document: a canvas must be told when it changes. */
function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}

const themeNow = () => document.documentElement.dataset['theme'] ?? ''

/** Custom properties such as `--series-1` as numbers, for drawings on a canvas; new ones when the theme changes. */
export function useThemeColors(names: readonly string[]): readonly Rgb[] {
  const theme = useSyncExternalStore(subscribe, themeNow)
  const key = names.join(' ')
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement)
    return names.map((name) => parseHex(style.getPropertyValue(name).trim()))
  }, [key, theme])
}

/** `#5b9cf5` or `#fff`. */
function parseHex(hex: string): Rgb {
  const digits =
    hex.length === 4
      ? hex
          .slice(1)
          .split('')
          .map((d) => d + d)
      : (hex.slice(1).match(/../g) ?? [])
  const [red = 0, green = 0, blue = 0] = digits.map((pair) => parseInt(pair, 16))
  return [red, green, blue]
}
