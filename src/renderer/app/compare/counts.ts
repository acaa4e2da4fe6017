import type { Comparison } from '../../../shared/api/compare.ts'
import { areas } from '../../../shared/base/area.ts'
import type { Area } from '../../../shared/base/area.ts'

export interface AreaCount {
  readonly area: Area
  /** Differences of entities; of offsets how many moved. */
  readonly count: number
}

/** How much differs in each area where anything does, in the order of areas. */
export function countsOf({ groups, moved, movedLeft }: Comparison): readonly AreaCount[] {
  const counts = new Map<Area, number>()
  for (const { area, count } of groups) counts.set(area, (counts.get(area) ?? 0) + count)
  if (moved.length + movedLeft > 0)
    counts.set('offsets', (counts.get('offsets') ?? 0) + moved.length + movedLeft)
  return areas.flatMap((area) => {
    const count = counts.get(area)
    return count === undefined ? [] : [{ area, count }]
  })
}
