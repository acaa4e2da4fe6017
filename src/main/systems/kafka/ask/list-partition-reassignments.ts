import type { Api } from '../wire/api.ts'
import { type Reader, Writer } from '../wire/bytes.ts'

/**
 * ListPartitionReassignments v0: replicas that are being added and removed. Any broker answers, through the controller.
 *
 *     request   timeout_ms i32, topics null, tags
 *     response  throttle i32, error i16, message?, topics [name,
 *                 partitions [partition i32, replicas [i32], adding [i32], removing [i32], tags], tags], tags
 *
 * A replica that is being added isn't missing from the ISR: it copies the partition for the first time.
 */
export const listPartitionReassignmentsApi: Api = {
  key: 46,
  name: 'ListPartitionReassignments',
  min: 0,
  max: 0,
  flexibleFrom: 0,
}

export interface Reassignment {
  readonly topic: string
  readonly partition: number
  readonly adding: readonly number[]
}

export function encodeListPartitionReassignments(timeoutMs: number): Uint8Array {
  return new Writer()
    .int32(timeoutMs)
    .compactArray(null, () => undefined)
    .noTags()
    .done()
}

export function decodeListPartitionReassignments(reader: Reader): {
  error: number
  reassignments: Reassignment[]
} {
  reader.int32()
  const error = reader.int16()
  reader.skipCompact()
  const reassignments: Reassignment[] = []
  for (let topics = reader.compactLength(); topics > 0; topics--) {
    const topic = reader.compactString() ?? ''
    for (let left = reader.compactLength(); left > 0; left--) {
      const partition = reader.int32()
      reader.compactInt32s()
      reassignments.push({ topic, partition, adding: reader.compactInt32s() })
      reader.compactInt32s()
      reader.skipTags()
    }
    reader.skipTags()
  }
  return { error, reassignments }
}
