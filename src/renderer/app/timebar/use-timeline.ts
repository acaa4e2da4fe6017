import type { Timeline } from '../../../shared/api/history.ts'
import type { Stretch } from '../../api/instant.ts'
import { useAsked } from '../../api/use-asked.ts'
import { useClient } from '../../api/use-client.ts'
import type { Extent } from './ranges.ts'

/**
 * What a strip draws. It is asked anew when the stretch has moved by a bucket, so a live strip of six hours asks every
 * minute and not with every sample; while it loads the one before is drawn where it belongs.
 */
export function useTimeline(
  targetId: string,
  stretch: Stretch,
  buckets: number,
  extent: Extent,
): Timeline | undefined {
  const client = useClient()
  const from = Math.max(stretch.from, extent.from - 1)
  const bucketMs = bucketLength((stretch.to - stretch.from) / Math.max(1, buckets))
  const to = Math.ceil(stretch.to / bucketMs) * bucketMs
  const start = Math.floor(from / bucketMs) * bucketMs
  const count = Math.max(1, Math.round((to - start) / bucketMs))
  const key = buckets === 0 || to <= start ? undefined : `${targetId} ${start} ${to} ${count}`
  const asked = useAsked(key, (signal) =>
    client.call('timeline.read', { targetId, from: start, to, buckets: count }, signal),
  )
  return asked.valueKey?.startsWith(`${targetId} `) === true ? asked.value : undefined
}

/** Rounded up to one of four lengths per doubling, so that a history that grows keeps its buckets for long. */
function bucketLength(roughMs: number): number {
  const doublings = Math.ceil(Math.log2(Math.max(1, roughMs / 1000)) * 4) / 4
  return Math.round(1000 * 2 ** doublings)
}
