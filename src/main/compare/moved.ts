import type { Moved } from '../../shared/api/compare.ts'
import type { Extract, ExtractedMetric } from './extract.ts'

/** So many are told. */
const most = 200

/** Positions and amounts that differ; what moved most of each metric first, as long as there is room. */
export function movedOf(a: Extract, b: Extract, isLeftOut: (path: string) => boolean) {
  const byMetric = b.metrics.map((after) => {
    const before = a.metrics.find(({ metric }) => metric === after.metric)
    const moved = before === undefined ? [] : movedIn(a, b, before, after, isLeftOut)
    return moved.sort((one, other) => distance(other) - distance(one))
  })
  const count = byMetric.reduce((sum, { length }) => sum + length, 0)
  const share = fairShare(
    byMetric.map(({ length }) => length),
    most,
  )
  const moved = byMetric.flatMap((some) => some.slice(0, share))
  return { moved, movedLeft: count - moved.length }
}

function movedIn(
  a: Extract,
  b: Extract,
  before: ExtractedMetric,
  after: ExtractedMetric,
  isLeftOut: (path: string) => boolean,
): Moved[] {
  const was = new Map<string, number>()
  for (let i = 0; i < before.entities.length; i++)
    was.set(a.entities[before.entities[i]!] ?? '', before.values[i]!)
  const moved: Moved[] = []
  for (let i = 0; i < after.entities.length; i++) {
    const entity = b.entities[after.entities[i]!] ?? ''
    const value = was.get(entity) ?? Number.NaN
    const now = after.values[i]!
    // NaN, not observed, is not compared
    if (Math.abs(now - value) > 0 && !isLeftOut(entity))
      moved.push({ entity, metric: after.metric, before: value, after: now })
  }
  return moved
}

const distance = ({ before, after }: Moved) => Math.abs(after - before)

/** How many each may have at most, so that all together are at most so many. */
function fairShare(counts: readonly number[], limit: number): number {
  let share = limit
  while (share > 1 && counts.reduce((sum, count) => sum + Math.min(count, share), 0) > limit) share--
  return share
}
