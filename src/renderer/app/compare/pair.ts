import type { CompareRequest, Side } from '../../../shared/api/compare.ts'
import type { At } from '../../../shared/api/history.ts'
import type { Versus } from '../address.ts'

/** The two moments that an address compares. */
export function pairOf(vs: Versus, targetId: string, at: At): CompareRequest {
  return { a: { targetId: vs.targetId ?? targetId, at: vs.at }, b: { targetId, at } }
}

/** How the other moment lies to the one on screen: words depend on it. */
export type Relation = 'before' | 'after' | 'other'

export function relationOf({ a, b }: CompareRequest): Relation {
  if (a.targetId !== b.targetId) return 'other'
  if (b.at === 'live') return 'before'
  return a.at === 'live' || a.at > b.at ? 'after' : 'before'
}

/** A moment as the address keeps it, seen from a screen of `targetId`. */
export function versusOf(side: Side, targetId: string): Versus {
  return side.targetId === targetId ? { at: side.at } : { targetId: side.targetId, at: side.at }
}

/** Both are the same moment: nothing can differ. */
export function isSame({ a, b }: CompareRequest): boolean {
  return a.targetId === b.targetId && a.at === b.at
}
