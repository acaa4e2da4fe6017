import type { CompareRequest, Side } from '../../../shared/api/compare.ts'
import type { At } from '../../../shared/api/history.ts'
import type { TargetState } from '../../../shared/api/targets.ts'
import { formatInstant, isSameDay } from '../../../shared/base/format-time.ts'
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

/** The other moment beside the one on screen: with its day only where that is another one. */
export function besideText(a: number, b: number): string {
  return formatInstant(a, isSameDay(a, b) ? b : undefined)
}

/** Both are the same moment: nothing can differ. */
export function isSame({ a, b }: CompareRequest): boolean {
  return a.targetId === b.targetId && a.at === b.at
}

/** At which moment another target is looked at first: at the same instant where it was seen then, else at its newest. */
export function momentOf({ extent, condition }: Pick<TargetState, 'extent' | 'condition'>, at: At): At {
  const newest = condition === 'recorded' && extent !== undefined ? extent.to : 'live'
  if (at === 'live' || extent === undefined) return newest
  return at >= extent.from && at <= extent.to ? at : newest
}
