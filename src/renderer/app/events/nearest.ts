import type { EventGroup } from '../../../shared/history/alike.ts'

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
