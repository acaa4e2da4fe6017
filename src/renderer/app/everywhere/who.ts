import type { TargetState } from '../../../shared/api/targets.ts'
import type { Stretch } from '../../api/instant.ts'
import type { RangeChoice } from '../address.ts'

/**
 * Which targets are looked at together. One's own always; a recording where a fixed range touches it, and all of them
 * if there is nothing else. Those of which nothing was ever seen have nothing to tell.
 */
export function seenTogether(targets: readonly TargetState[], choice: RangeChoice): readonly TargetState[] {
  const seen = targets.filter(({ extent }) => extent !== undefined)
  const own = seen.filter(({ condition }) => condition !== 'recorded')
  const isChosen = (target: TargetState) => choice.is === 'fixed' && touches(target, choice)
  const recorded = seen.filter(({ condition }) => condition === 'recorded')
  const touched = recorded.filter(isChosen)
  if (own.length > 0 || touched.length > 0) return [...own, ...touched]
  return recorded
}

function touches({ extent }: TargetState, { from, to }: Stretch): boolean {
  return extent !== undefined && extent.from <= to && extent.to >= from
}

/** From the first sample of any of them to the last; undefined: there is none. */
export function extentOf(targets: readonly TargetState[]): Stretch | undefined {
  const extents = targets.flatMap(({ extent }) => extent ?? [])
  if (extents.length === 0) return undefined
  return {
    from: Math.min(...extents.map(({ from }) => from)),
    to: Math.max(...extents.map(({ to }) => to)),
  }
}
