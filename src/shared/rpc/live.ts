import type { OrreryError } from '../base/errors.ts'

/** A value that moves by itself: what `useSyncExternalStore` takes. `current` is stable between two notices. */
export interface Live<T> {
  /** @returns how to stop listening */
  subscribe(listener: () => void): () => void
  current(): T
}

/** A subscription's newest value. */
export interface LiveTopic<T> extends Live<T | undefined> {
  /** Why there is no value, or no newer one. */
  error(): OrreryError | undefined
}

export interface LiveCell<T> extends Live<T> {
  set(value: T): void
}

/** A value and its listeners. */
export function liveCell<T>(first: T): LiveCell<T> {
  const listeners = new Set<() => void>()
  let value = first
  return {
    subscribe(listener) {
      // a wrapper of its own: the same function subscribed twice is two listeners
      const own = () => listener()
      listeners.add(own)
      return () => listeners.delete(own)
    },
    current: () => value,
    set(next) {
      value = next
      for (const listener of [...listeners]) listener()
    },
  }
}
