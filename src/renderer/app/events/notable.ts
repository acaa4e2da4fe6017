import type { EventRow } from '../../../shared/api/history.ts'
import type { FactInfo } from '../../../shared/systems/catalogue.ts'
import type { EventGroup } from './alike.ts'

/**
 * What one wants to see first: findings, gaps, and edges of facts that the catalogue calls notable. A lock that comes
 * and goes every second is an event too, but nobody reads two thousand of them.
 */
export function isNotable(event: EventRow, fact: (key: string) => FactInfo | undefined): boolean {
  return event.kind !== 'fact' || fact(event.key)?.edge === 'notable'
}

/** The groups nearest to an instant: at most `before` of those before it and `after` of those after it, in their order. */
export function nearest(
  groups: readonly EventGroup[],
  here: number,
  most: { readonly before: number; readonly after: number },
): readonly EventGroup[] {
  const at = (group: EventGroup) => group.events[0]?.at ?? 0
  const byDistance = [...groups].sort((a, b) => Math.abs(at(a) - here) - Math.abs(at(b) - here))
  const earlier = byDistance.filter((group) => at(group) <= here).slice(0, most.before)
  const later = byDistance.filter((group) => at(group) > here).slice(0, most.after)
  const kept = new Set([...earlier, ...later])
  return groups.filter((group) => kept.has(group))
}
