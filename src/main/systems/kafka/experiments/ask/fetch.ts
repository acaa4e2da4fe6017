import type { Api } from '../../wire/api.ts'
import { type Reader, Writer } from '../../wire/bytes.ts'

/**
 * Fetch v12, the last that names topics, without a fetch session.
 *
 *     request   replica_id i32, max_wait i32, min_bytes i32, max_bytes i32, isolation_level i8, session_id i32, session_epoch i32,
 *               topics [name, partitions [partition i32, leader_epoch i32, fetch_offset i64, last_fetched_epoch i32,
 *                       log_start i64, max_bytes i32, tags], tags], forgotten [], rack_id, tags
 *     response  throttle i32, error i16, session_id i32,
 *               topics [name, partitions [partition i32, error i16, high_watermark i64, last_stable_offset i64, log_start i64,
 *                       aborted? [producer_id i64, first_offset i64, tags], preferred_replica i32, records bytes?, tags], tags], tags
 */
export const fetchApi: Api = { key: 1, name: 'Fetch', min: 12, max: 12, flexibleFrom: 12 }

export interface FetchRequest {
  readonly topic: string
  /** Where to read on, by partition. */
  readonly offsets: ReadonlyMap<number, number>
  /** How long the broker waits for something new. */
  readonly maxWaitMs: number
  /** Only what is committed, or also what open transactions wrote. */
  readonly isolation: 'read_uncommitted' | 'read_committed'
}

export interface FetchedPartition {
  readonly partition: number
  readonly error: number
  /** −1 with an error. */
  readonly highWatermark: number
  readonly lastStableOffset: number
  readonly logStart: number
  /** Record batches as they lie in the log; the first may begin before the offset, the last may be cut. */
  readonly records: Uint8Array
}

const MAX_BYTES = 8 * 1024 * 1024
const MAX_PARTITION_BYTES = 1024 * 1024

export function encodeFetch({ topic, offsets, maxWaitMs, isolation }: FetchRequest): Uint8Array {
  const writer = new Writer(128 + offsets.size * 40).int32(-1).int32(maxWaitMs).int32(1).int32(MAX_BYTES)
  writer
    .int8(isolation === 'read_committed' ? 1 : 0)
    .int32(0)
    .int32(-1)
  writer.compactArray([topic], (name) => {
    writer.compactString(name)
    writer.compactArray([...offsets], ([partition, offset]) => {
      writer.int32(partition).int32(-1).int64(BigInt(offset)).int32(-1).int64(-1n)
      writer.int32(MAX_PARTITION_BYTES).noTags()
    })
    writer.noTags()
  })
  return writer
    .compactArray([], () => undefined)
    .compactString('')
    .noTags()
    .done()
}

export function decodeFetch(reader: Reader): { error: number; partitions: readonly FetchedPartition[] } {
  reader.int32()
  const error = reader.int16()
  reader.int32()
  const topics = reader.compactArray((r) => {
    r.skipCompact()
    const partitions = r.compactArray(decodePartition)
    r.skipTags()
    return partitions
  })
  return { error, partitions: topics.flat() }
}

function decodePartition(reader: Reader): FetchedPartition {
  const partition = reader.int32()
  const error = reader.int16()
  const highWatermark = reader.int64()
  const lastStableOffset = reader.int64()
  const logStart = reader.int64()
  reader.compactArray((r) => {
    r.skip(16)
    r.skipTags()
  })
  reader.int32()
  const records = reader.compactBytes()
  reader.skipTags()
  return { partition, error, highWatermark, lastStableOffset, logStart, records }
}
