import type { Api } from '../wire/api.ts'
import { type Reader, Writer } from '../wire/bytes.ts'
import { NONE } from '../wire/errors.ts'

/**
 * ListOffsets v6 to v9: where logs start and end.
 *
 *     request   replica_id i32, isolation_level i8, topics [name, partitions [partition i32, current_leader_epoch i32, timestamp i64, tags], tags], tags
 *     response  throttle i32, topics [name, partitions [partition i32, error i16, timestamp i64, offset i64, leader_epoch i32, tags], tags], tags
 *
 * replica −1, timestamp −1: the high watermark, from the leader only. Timestamp −2: the log start.
 * replica −2 (the debugging consumer), timestamp −1: the log end offset of whichever replica is asked, followers too.
 */
export const listOffsetsApi: Api = { key: 2, name: 'ListOffsets', min: 6, max: 9, flexibleFrom: 6 }

export const CONSUMER = -1
export const ANY_REPLICA = -2
/** With READ_COMMITTED and LATEST the leader tells the last stable offset instead of the high watermark. */
export const READ_UNCOMMITTED = 0
export const READ_COMMITTED = 1
export const LATEST = -1n
export const EARLIEST = -2n

/** Partitions of one topic, to be asked of one broker. */
export interface TopicPartitions {
  readonly topic: string
  readonly partitions: readonly number[]
}

export function encodeListOffsets(
  replica: typeof CONSUMER | typeof ANY_REPLICA,
  timestamp: typeof LATEST | typeof EARLIEST,
  topics: readonly TopicPartitions[],
  isolation: typeof READ_UNCOMMITTED | typeof READ_COMMITTED = READ_UNCOMMITTED,
): Uint8Array {
  const count = topics.reduce((sum, { partitions }) => sum + partitions.length, 0)
  const writer = new Writer(64 + topics.length * 40 + count * 17).int32(replica).int8(isolation)
  writer.compactArray(topics, ({ topic, partitions }, w) => {
    w.compactString(topic)
    w.compactArray(partitions, (partition) => w.int32(partition).int32(-1).int64(timestamp).noTags())
    w.noTags()
  })
  return writer.noTags().done()
}

/** Where the offset of a partition goes; a negative place: nobody asked for it. */
export interface OffsetSink {
  /** What `place` is to be called with: the topic's row, −1 when it isn't known. */
  row(topic: string): number
  place(row: number, partition: number): number
  /** NaN where no answer lands. */
  readonly into: Float64Array
}

/**
 * Puts the offsets straight into the sink's array: no object per partition.
 * @returns how many partitions answered with each error code; partitions with an error stay NaN
 */
export function decodeListOffsets(reader: Reader, sink: OffsetSink): ReadonlyMap<number, number> {
  const errors = new Map<number, number>()
  const into = sink.into
  reader.int32()
  for (let topics = reader.compactLength(); topics > 0; topics--) {
    const row = sink.row(reader.compactString() ?? '')
    for (let left = reader.compactLength(); left > 0; left--) {
      const partition = reader.int32()
      const error = reader.int16()
      reader.skip(8)
      const offset = reader.int64()
      reader.skip(4)
      reader.skipTags()
      if (error !== NONE) errors.set(error, (errors.get(error) ?? 0) + 1)
      else if (row >= 0) {
        const place = sink.place(row, partition)
        if (place >= 0 && offset >= 0) into[place] = offset
      }
    }
    reader.skipTags()
  }
  return errors
}
