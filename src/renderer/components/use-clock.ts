import { useSyncExternalStore } from 'react'

let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

/** One timer for all clocks of the window; none while nothing shows one. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function tick(): void {
  now = Date.now()
  for (const listener of listeners) listener()
}

/**
 * Wall clock, epoch ms, in steps: for "2 s ago". A component is drawn anew only when its own step is over; data never
 * waits for it.
 */
export function useClock(stepMs = 1000): number {
  return useSyncExternalStore(subscribe, () => {
    // nothing ticked while nobody listened
    if (Date.now() - now > 1500) now = Date.now()
    return Math.floor(now / stepMs) * stepMs
  })
}
