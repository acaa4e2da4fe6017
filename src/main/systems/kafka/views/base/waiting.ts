import type { Look } from '../../../moment.ts'
import type { Partitions } from './partitions.ts'

/** How far back it is worth asking since when something stands. */
const LOOK_BACK_MS = 600_000

/** Since when the high watermark stands although the leader's end is above it; NaN: it moves, or nothing waits. */
export function hwStandsSince(look: Look, { layout, stands, hw }: Partitions, row: number): number {
  if (stands[row] !== 1) return Number.NaN
  return standsSince(look, layout.paths[row]!, 'partition.hw', hw[row]!)
}

/** Since when a metric has had its present value, as far back as ten minutes; NaN: only now. */
export function standsSince(look: Look, entity: string, metric: string, value: number): number {
  const { t, v } = look.series(entity, metric, look.moment.at - LOOK_BACK_MS)
  let since = Number.NaN
  for (let i = t.length - 1; i >= 0; i--) {
    // what wasn't observed in between didn't show a change either
    if (Number.isNaN(v[i]!)) continue
    if (v[i] !== value) break
    since = t[i]!
  }
  return since === look.moment.sampledAt ? Number.NaN : since
}

/** Since when a broker is out of a partition's ISR; NaN: it is in, or longer than a day. */
export function outSince(look: Look, partition: string, broker: number): number {
  const spans = look.spans(partition, 'partition.isr', look.moment.at - 86_400_000)
  let since = Number.NaN
  for (const { value, from } of spans.toReversed()) {
    if (Array.isArray(value) && value.includes(broker)) break
    since = from
  }
  return since
}
