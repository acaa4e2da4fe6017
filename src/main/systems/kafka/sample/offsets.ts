import { decodeListOffsets } from '../ask/list-offsets.ts'
import type { Answered, Ask } from '../raw.ts'
import { type Placement, replicaOf } from '../topology.ts'
import { Reader } from '../wire/bytes.ts'
import { errorCounts, type ErrorCount } from './gaps.ts'
import type { Replies } from './replies.ts'

export interface Offsets {
  /** Per partition, from its leader; NaN: not observed. */
  readonly hw: Float64Array
  readonly logStart: Float64Array
  /** Per replica, from the replica itself. */
  readonly leo: Float64Array
  /** Per replica; undefined: not asked in this sample. */
  readonly replicaLogStart: Float64Array | undefined
  readonly errors: readonly ErrorCount[]
}

export function readOffsets(replies: Replies, placement: Placement): Offsets {
  const errors: ErrorCount[] = []
  const partitions = (ask: Ask) => {
    const into = unknown(placement.partitionEntities.paths.length)
    const place = (row: number, partition: number) => within(placement, row, partition)
    fill(replies, ask, placement, () => place, into, errors)
    return into
  }
  const replicas = (ask: Ask) => {
    const into = unknown(placement.replicaEntities.paths.length)
    const placeOn = (broker: number) => (row: number, partition: number) => {
      const at = within(placement, row, partition)
      return at < 0 ? -1 : replicaOf(placement, at, broker)
    }
    fill(replies, ask, placement, ({ broker }) => placeOn(broker), into, errors)
    return into
  }
  return {
    hw: partitions('ListOffsets high watermark'),
    logStart: partitions('ListOffsets log start'),
    leo: replicas('ListOffsets log end'),
    replicaLogStart: replies.wasAsked('ListOffsets replica log start')
      ? replicas('ListOffsets replica log start')
      : undefined,
    errors,
  }
}

function fill(
  replies: Replies,
  ask: Ask,
  placement: Placement,
  placeFor: (answer: Answered) => (row: number, partition: number) => number,
  into: Float64Array,
  errors: ErrorCount[],
): void {
  const row = (topic: string) => placement.row.get(topic) ?? -1
  replies.each(ask, (answer) => {
    const codes = decodeListOffsets(new Reader(answer.body), { row, place: placeFor(answer), into })
    errors.push(...errorCounts(answer, codes, 'partition'))
  })
}

/** Index of a partition; −1 when the topic has changed since it was asked for. */
export function within(placement: Placement, row: number, partition: number): number {
  if (row < 0) return -1
  const at = placement.base[row]! + partition
  return partition >= 0 && at < placement.base[row + 1]! ? at : -1
}

function unknown(length: number): Float64Array {
  return new Float64Array(length).fill(Number.NaN)
}
