import { createContext, useContext } from 'react'
import type { At } from '../../shared/api/history.ts'

/** A stretch of time, epoch ms. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** The one instant that every page draws, and the range of the charts. Both stand in the address. */
export interface Instant {
  /** `live`: the newest moment; a number: paused at that instant, epoch ms. */
  readonly at: At
  /** The instant in numbers: live, that of the newest sample. */
  readonly shown: number
  /** What charts show. Live it moves on with each sample; paused it stands. */
  readonly range: Stretch
  /** Newest instant there is of the target on screen. */
  readonly edge: number
  /** Oldest instant there is of it: nothing can have been seen before. */
  readonly began: number
  /** Pauses at an instant, or goes live. `settle: false` while dragging: the address follows on release. */
  readonly go: (at: At, options?: { readonly settle?: boolean }) => void
}

/** A stretch before an instant, but not from before anything was seen: that would only be hatched. */
export function stretchBefore(at: number, lengthMs: number, began: number): Stretch {
  return { from: Math.min(Math.max(at - lengthMs, began), at - Math.min(lengthMs, leastMs)), to: at }
}

/** Less is too short to be drawn. */
const leastMs = 60_000

const Context = createContext<Instant | undefined>(undefined)

export const InstantProvider = Context.Provider

/** The instant in force, and the way to another one. */
export function useInstant(): Instant {
  const instant = useContext(Context)
  if (instant === undefined) throw new Error('useInstant needs an InstantProvider above it')
  return instant
}
