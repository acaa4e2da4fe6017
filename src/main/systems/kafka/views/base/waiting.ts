import type { Look } from '../../../moment.ts'
import type { Partitions } from './partitions.ts'
import { standingStill } from './standing-still.ts'

const DAY_MS = 86_400_000

/** Since when the high watermark stands although the leader's end is above it; NaN: it moves, or nothing waits. */
export function hwStandsSince(look: Look, { set, stands }: Partitions, row: number): number {
  return stands[row] === 1 ? standingStill(look, 'partition.hw', set).since(row) : Number.NaN
}

/** Since when a broker is out of a partition's ISR; NaN: it is in, or longer than a day. */
export function outSince(look: Look, partition: string, broker: number): number {
  const spans = look.spans(partition, 'partition.isr', look.moment.at - DAY_MS)
  let since = Number.NaN
  for (const { value, from } of spans.toReversed()) {
    if (Array.isArray(value) && value.includes(broker)) break
    since = from
  }
  return since
}
