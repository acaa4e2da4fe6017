import { Reader, Writer } from '../../../wire/bytes.ts'
import { decodeAssignment } from '../../../ask/assignment.ts'
import type { Candidate } from './assignor.ts'

/** What a classic member tells of itself in JoinGroup. */
export interface Subscribing {
  readonly topic: string
  readonly owned: readonly number[]
  /** −1: it has none. */
  readonly generation: number
}

/**
 * The embedded protocol `consumer`, subscription v0, with the user data of Kafka's StickyAssignor (its schema v1):
 *
 *     version i16, topics [string], user_data bytes
 *     user_data = previous [topic string, partitions [i32]], generation i32
 *
 * Range and round robin ignore the user data.
 */
export function encodeEagerSubscription({ topic, owned, generation }: Subscribing): Uint8Array {
  const userData = new Writer()
  writeOwned(userData, topic, owned)
  return new Writer().int16(0).int32(1).string(topic).bytes(userData.int32(generation).done()).done()
}

export function decodeEagerSubscription(memberId: string, bytes: Uint8Array): Candidate {
  const reader = new Reader(bytes)
  reader.int16()
  reader.array((r) => r.string())
  const userData = new Reader(reader.raw(reader.int32()))
  return { id: memberId, owned: readOwned(userData), generation: userData.int32() }
}

/**
 * Subscription v3, with the user data of Kafka's CooperativeStickyAssignor (the generation alone):
 *
 *     version i16, topics [string], user_data bytes, owned [topic string, partitions [i32]], generation i32, rack_id string?
 */
export function encodeCooperativeSubscription({ topic, owned, generation }: Subscribing): Uint8Array {
  const writer = new Writer().int16(3).int32(1).string(topic)
  writer.bytes(new Writer(4).int32(generation).done())
  writeOwned(writer, topic, owned)
  return writer.int32(generation).int16(-1).done()
}

export function decodeCooperativeSubscription(memberId: string, bytes: Uint8Array): Candidate {
  const reader = new Reader(bytes)
  reader.int16()
  reader.array((r) => r.string())
  reader.skip(Math.max(0, reader.int32()))
  return { id: memberId, owned: readOwned(reader), generation: reader.int32() }
}

/** `version i16, topics [name string, partitions [i32]], user_data bytes` */
export function encodeAssignment(topic: string, partitions: readonly number[]): Uint8Array {
  const writer = new Writer().int16(0)
  writeOwned(writer, topic, partitions)
  return writer.int32(0).done()
}

/** The partitions of the one topic; empty bytes: none. */
export function assignedPartitions(bytes: Uint8Array): readonly number[] {
  return Object.values(decodeAssignment('consumer', bytes) ?? {}).flat()
}

function writeOwned(writer: Writer, topic: string, partitions: readonly number[]): void {
  if (partitions.length === 0) {
    writer.int32(0)
    return
  }
  writer.int32(1).string(topic).int32(partitions.length)
  for (const partition of partitions) writer.int32(partition)
}

function readOwned(reader: Reader): number[] {
  return reader
    .array((r) => {
      r.string()
      return r.array((p) => p.int32())
    })
    .flat()
}
