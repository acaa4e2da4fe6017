import type { Api } from '../../wire/api.ts'
import { type Reader, Writer } from '../../wire/bytes.ts'

/**
 * FindCoordinator v3: the broker that keeps a group (key type 0) or a transactional id (1).
 *
 *     request   key, key_type i8, tags
 *     response  throttle i32, error i16, message?, node i32, host, port i32, tags
 */
export const findCoordinatorApi: Api = { key: 10, name: 'FindCoordinator', min: 3, max: 3, flexibleFrom: 3 }

export function encodeFindCoordinator(key: string, type: 'group' | 'transaction'): Uint8Array {
  return new Writer()
    .compactString(key)
    .int8(type === 'group' ? 0 : 1)
    .noTags()
    .done()
}

export function decodeFindCoordinator(reader: Reader): { error: number; broker: number } {
  reader.int32()
  const error = reader.int16()
  reader.skipCompact()
  return { error, broker: reader.int32() }
}

/**
 * DeleteGroups v2, of the coordinator. A group that still has members isn't deleted.
 *
 *     request   groups_names [name], tags
 *     response  throttle i32, results [group_id, error i16, tags], tags
 */
export const deleteGroupsApi: Api = { key: 42, name: 'DeleteGroups', min: 2, max: 2, flexibleFrom: 2 }

export function encodeDeleteGroups(groups: readonly string[]): Uint8Array {
  return new Writer()
    .compactArray(groups, (group, w) => w.compactString(group))
    .noTags()
    .done()
}

export function decodeDeleteGroups(reader: Reader): number[] {
  reader.int32()
  return reader.compactArray((r) => {
    r.skipCompact()
    const error = r.int16()
    r.skipTags()
    return error
  })
}

/**
 * DescribeGroups v5 for what we may do with one group: `authorized_operations`, a bit for each of Kafka's `AclOperation`.
 * Answered for groups that don't exist, too. Layout: `kafka/ask/describe-groups.ts`.
 */
export const groupOperationsApi: Api = { key: 15, name: 'DescribeGroups', min: 5, max: 5, flexibleFrom: 5 }

export const READ_BIT = 1 << 3
export const DELETE_BIT = 1 << 6

export function encodeGroupOperations(group: string): Uint8Array {
  return new Writer()
    .compactArray([group], (id, w) => w.compactString(id))
    .boolean(true)
    .noTags()
    .done()
}

/** @returns `operations` −2147483648 where the broker doesn't tell; asked of a group without members */
export function decodeGroupOperations(reader: Reader): { error: number; operations: number } {
  reader.int32()
  const [group] = reader.compactArray((r) => {
    const error = r.int16()
    for (let i = 0; i < 4; i++) r.skipCompact()
    r.compactArray(skipMember)
    const operations = r.int32()
    r.skipTags()
    return { error, operations }
  })
  return group ?? { error: -1, operations: 0 }
}

function skipMember(reader: Reader): void {
  for (let i = 0; i < 6; i++) reader.skipCompact()
  reader.skipTags()
}
