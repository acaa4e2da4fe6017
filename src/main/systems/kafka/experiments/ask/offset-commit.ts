import type { Api } from '../../wire/api.ts'
import { type Reader, Writer } from '../../wire/bytes.ts'
import type { Membership } from './membership.ts'

/**
 * OffsetCommit v8 and v9; from v9 the generation may be a member epoch (KIP-848).
 *
 *     request   group_id, generation_or_epoch i32, member_id, instance_id?,
 *               topics [name, partitions [partition i32, offset i64, leader_epoch i32, metadata?, tags], tags], tags
 *     response  throttle i32, topics [name, partitions [partition i32, error i16, tags], tags], tags
 */
export const offsetCommitApi: Api = { key: 8, name: 'OffsetCommit', min: 8, max: 9, flexibleFrom: 8 }

/** @param offsets the next one to be read, by partition */
export function encodeOffsetCommit(
  { group, generation, memberId }: Membership,
  topic: string,
  offsets: ReadonlyMap<number, number>,
): Uint8Array {
  const writer = new Writer().compactString(group).int32(generation).compactString(memberId)
  writer.compactString(null)
  writer.compactArray([topic], (name) => {
    writer.compactString(name)
    writer.compactArray([...offsets], ([partition, offset]) =>
      writer.int32(partition).int64(BigInt(offset)).int32(-1).compactString('').noTags(),
    )
    writer.noTags()
  })
  return writer.noTags().done()
}

/** @returns the first error; 0: all is committed */
export function decodeOffsetCommit(reader: Reader): number {
  reader.int32()
  const errors = reader.compactArray((r) => {
    r.skipCompact()
    const own = r.compactArray((p) => {
      p.int32()
      const error = p.int16()
      p.skipTags()
      return error
    })
    r.skipTags()
    return own
  })
  return errors.flat().find((error) => error !== 0) ?? 0
}
