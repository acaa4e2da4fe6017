import type { Api } from '../wire/api.ts'
import { type Reader, Writer } from '../wire/bytes.ts'

/**
 * DescribeLogDirs v2 to v4: what a broker's disks hold.
 *
 *     request   topics null, tags
 *     response  throttle i32, [error i16 from v3,] results [error i16, log_dir,
 *                 topics [name, partitions [partition i32, size i64, offset_lag i64, is_future i8, tags], tags],
 *                 [total_bytes i64, usable_bytes i64 from v4,] tags], tags
 *
 * offset_lag says nothing about followers: it is 0 for every replica that isn't being moved between disks.
 * Without DESCRIBE on the cluster the answer is error 31.
 */
export const describeLogDirsApi: Api = {
  key: 35,
  name: 'DescribeLogDirs',
  min: 2,
  max: 4,
  flexibleFrom: 2,
}

export interface LogDir {
  readonly error: number
  readonly dir: string
  /** Sum of all replicas on it, bytes; those being moved here too. */
  readonly size: number
  /** Of the file system, bytes; NaN: not told. */
  readonly total: number
  readonly usable: number
}

export function encodeDescribeLogDirs(): Uint8Array {
  return new Writer()
    .compactArray(null, () => undefined)
    .noTags()
    .done()
}

/** @param size is told the bytes of each replica that isn't on its way to another disk */
export function decodeDescribeLogDirs(
  reader: Reader,
  version: number,
  size: (topic: string, partition: number, bytes: number) => void,
): { error: number; dirs: LogDir[] } {
  reader.int32()
  const error = version >= 3 ? reader.int16() : 0
  const dirs = reader.compactArray((r) => {
    const dirError = r.int16()
    const dir = r.compactString() ?? ''
    const bytes = decodeReplicas(r, size)
    const total = version >= 4 ? known(r.int64()) : Number.NaN
    const usable = version >= 4 ? known(r.int64()) : Number.NaN
    r.skipTags()
    return { error: dirError, dir, size: bytes, total, usable }
  })
  return { error, dirs }
}

function decodeReplicas(reader: Reader, size: (topic: string, partition: number, bytes: number) => void) {
  let sum = 0
  for (let topics = reader.compactLength(); topics > 0; topics--) {
    const topic = reader.compactString() ?? ''
    for (let left = reader.compactLength(); left > 0; left--) {
      const partition = reader.int32()
      const bytes = reader.int64()
      reader.skip(8)
      if (!reader.boolean()) size(topic, partition, bytes)
      reader.skipTags()
      sum += bytes
    }
    reader.skipTags()
  }
  return sum
}

function known(bytes: number): number {
  return bytes < 0 ? Number.NaN : bytes
}
