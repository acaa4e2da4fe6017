import { decodeListOffsets } from '../ask/list-offsets.ts'
import { type Answered, type Ask, answersTo, type Raw } from '../raw.ts'
import { type Placement, replicaOf } from '../topology.ts'
import { Reader } from '../wire/bytes.ts'
import { errorCounts, type ErrorCount } from './gaps.ts'

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

export function readOffsets(raw: Raw, placement: Placement): Offsets {
  const errors: ErrorCount[] = []
  const partitions = (ask: Ask) => {
    const into = unknown(placement.partitionEntities.paths.length)
    const place = (row: number, partition: number) => within(placement, row, partition)
    fill(raw, ask, placement, () => place, into, errors)
    return into
  }
  const replicas = (ask: Ask) => {
    const into = unknown(placement.replicaEntities.paths.length)
    const placeOn = (broker: number) => (row: number, partition: number) => {
      const at = within(placement, row, partition)
      return at < 0 ? -1 : replicaOf(placement, at, broker)
    }
    fill(raw, ask, placement, ({ broker }) => placeOn(broker), into, errors)
    return into
  }
  const wasAsked = [...raw.answers, ...raw.failures].some(
    ({ ask }) => ask === 'ListOffsets replica log start',
  )
  return {
    hw: partitions('ListOffsets high watermark'),
    logStart: partitions('ListOffsets log start'),
    leo: replicas('ListOffsets log end'),
    replicaLogStart: wasAsked ? replicas('ListOffsets replica log start') : undefined,
    errors,
  }
}

function fill(
  raw: Raw,
  ask: Ask,
  placement: Placement,
  placeFor: (answer: Answered) => (row: number, partition: number) => number,
  into: Float64Array,
  errors: ErrorCount[],
): void {
  const row = (topic: string) => placement.row.get(topic) ?? -1
  for (const answer of answersTo(raw, ask)) {
    const codes = decodeListOffsets(new Reader(answer.body), { row, place: placeFor(answer), into })
    errors.push(...errorCounts(answer, codes, 'partition'))
  }
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
