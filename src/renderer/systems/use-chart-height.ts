import { useSyncExternalStore } from 'react'

const subscribe = (listener: () => void) => {
  window.addEventListener('resize', listener)
  return () => window.removeEventListener('resize', listener)
}

/** Height of a chart among other panels, px: `base` on a small screen, more where the window is tall. In steps of 20. */
export function useChartHeight(base: number): number {
  const windowPx = useSyncExternalStore(subscribe, () => window.innerHeight)
  const spare = Math.max(0, windowPx - 900)
  return Math.round((base + Math.min(base * 0.8, spare / 3)) / 20) * 20
}
