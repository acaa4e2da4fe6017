import { OrreryError } from '../../../../../shared/base/errors.ts'
import { Reader } from '../../wire/bytes.ts'

/**
 * Record batches of format 2, uncompressed (our own producers compress nothing):
 *
 *     base_offset i64, length i32, leader_epoch i32, magic i8, crc i32, attributes i16, last_offset_delta i32,
 *     first_timestamp i64, max_timestamp i64, producer_id i64, producer_epoch i16, base_sequence i32, count i32,
 *     records [length, attributes i8, timestamp_delta, offset_delta, key?, value?, headers [key, value?]]
 *
 * Lengths and deltas of records are zigzag varints.
 */
export interface LogRecord {
  readonly offset: number
  readonly key: string | null
  readonly value: string | null
}

const BATCH_HEAD_BYTES = 12
const COMPRESSION_BITS = 0b111
const CONTROL_BIT = 1 << 5

export interface RecordsRead {
  readonly records: readonly LogRecord[]
  /** Where the next fetch goes on: behind the last whole batch, also if it held nothing but control records. */
  readonly next: number
}

/** Records from `from` on; a last batch that is cut off is left for the next fetch. @throws OrreryError `protocol` */
export function readRecords(bytes: Uint8Array, from: number): RecordsRead {
  const reader = new Reader(bytes)
  const records: LogRecord[] = []
  let next = from
  while (bytes.length - reader.at >= BATCH_HEAD_BYTES) {
    const base = reader.int64()
    const length = reader.int32()
    if (bytes.length - reader.at < length) break
    const end = reader.at + length
    next = Math.max(next, readBatch(reader, base, from, records) + 1)
    reader.at = end
  }
  return { records, next }
}

/** @returns the batch's last offset */
function readBatch(reader: Reader, base: number, from: number, into: LogRecord[]): number {
  reader.skip(9)
  const attributes = reader.int16()
  const last = base + reader.int32()
  reader.skip(30)
  const count = reader.int32()
  if ((attributes & CONTROL_BIT) !== 0) return last
  if ((attributes & COMPRESSION_BITS) !== 0)
    throw new OrreryError('protocol', 'The records are compressed; our own producers compress nothing')
  for (let i = 0; i < count; i++) {
    const record = readRecord(reader, base)
    if (record.offset >= from) into.push(record)
  }
  return last
}

function readRecord(reader: Reader, base: number): LogRecord {
  const end = zigzag(reader) + reader.at
  reader.int8()
  zigzag(reader)
  const offset = base + zigzag(reader)
  const record = { offset, key: readText(reader), value: readText(reader) }
  reader.at = end
  return record
}

function readText(reader: Reader): string | null {
  const length = zigzag(reader)
  return length < 0 ? null : Buffer.from(reader.raw(length)).toString('utf8')
}

function zigzag(reader: Reader): number {
  const raw = reader.uvarint()
  return (raw >>> 1) ^ -(raw & 1)
}
