import type { Api } from '../wire/api.ts'
import { type Reader, Writer } from '../wire/bytes.ts'

/**
 * OffsetFetch v8 and v9: all committed offsets of many groups at once, from their coordinator.
 *
 *     request   groups [group_id, [member_id? , member_epoch i32 from v9,] topics null, tags], require_stable i8, tags
 *     response  throttle i32, groups [group_id,
 *                 topics [name, partitions [partition i32, committed_offset i64, leader_epoch i32, metadata?, error i16, tags], tags],
 *                 error i16, tags], tags
 *
 * Not v10, which names topics by id. There is no commit time in any version.
 */
export const offsetFetchApi: Api = { key: 9, name: 'OffsetFetch', min: 8, max: 9, flexibleFrom: 6 }

export function encodeOffsetFetch(version: number, groups: readonly string[]): Uint8Array {
  const writer = new Writer(64 + groups.length * 32)
  writer.compactArray(groups, (group, w) => {
    w.compactString(group)
    if (version >= 9) w.compactString(null).int32(-1)
    w.compactArray(null, () => undefined).noTags()
  })
  return writer.boolean(false).noTags().done()
}

/** Told of what a reply holds, in its order. */
export interface CommitVisitor {
  group(id: string): void
  topic(name: string): void
  /** A partition's committed offset. */
  commit(partition: number, offset: number): void
  /** After a group's topics; its own error code. */
  groupEnd(error: number): void
}

/** Walks the reply without building anything: 50,000 commits a tick are the greatest part of it. */
export function decodeOffsetFetch(reader: Reader, visitor: CommitVisitor): void {
  reader.int32()
  for (let groups = reader.compactLength(); groups > 0; groups--) {
    visitor.group(reader.compactString() ?? '')
    for (let topics = reader.compactLength(); topics > 0; topics--) {
      visitor.topic(reader.compactString() ?? '')
      for (let left = reader.compactLength(); left > 0; left--) {
        const partition = reader.int32()
        const offset = reader.int64()
        reader.skip(4)
        reader.skipCompact()
        const error = reader.int16()
        reader.skipTags()
        if (error === 0 && offset >= 0) visitor.commit(partition, offset)
      }
      reader.skipTags()
    }
    visitor.groupEnd(reader.int16())
    reader.skipTags()
  }
}
