import type { Api } from '../../wire/api.ts'
import { type Reader, Writer } from '../../wire/bytes.ts'

/**
 * JoinGroup v6 and v7: a classic member says what it wants; answered when all have, or the rebalance timeout is over.
 *
 *     request   group_id, session_timeout i32, rebalance_timeout i32, member_id, instance_id?, protocol_type,
 *               protocols [name, metadata bytes, tags], tags
 *     response  throttle i32, error i16, generation i32, [protocol_type? from v7,] protocol?, leader, member_id,
 *               members [member_id, instance_id?, metadata bytes, tags], tags
 *
 * The members come to the leader only. The first call of a member is answered with MEMBER_ID_REQUIRED and its id.
 */
export const joinGroupApi: Api = { key: 11, name: 'JoinGroup', min: 6, max: 7, flexibleFrom: 6 }

export interface JoinRequest {
  readonly group: string
  readonly sessionTimeoutMs: number
  readonly rebalanceTimeoutMs: number
  readonly memberId: string
  readonly protocol: string
  readonly metadata: Uint8Array
}

export interface Joined {
  readonly error: number
  readonly generation: number
  readonly leader: string
  readonly memberId: string
  readonly members: readonly { readonly id: string; readonly metadata: Uint8Array }[]
}

export function encodeJoinGroup(join: JoinRequest): Uint8Array {
  return new Writer()
    .compactString(join.group)
    .int32(join.sessionTimeoutMs)
    .int32(join.rebalanceTimeoutMs)
    .compactString(join.memberId)
    .compactString(null)
    .compactString('consumer')
    .compactArray([join], ({ protocol, metadata }, w) =>
      w.compactString(protocol).compactBytes(metadata).noTags(),
    )
    .noTags()
    .done()
}

export function decodeJoinGroup(reader: Reader, version: number): Joined {
  reader.int32()
  const error = reader.int16()
  const generation = reader.int32()
  if (version >= 7) reader.skipCompact()
  reader.skipCompact()
  const leader = reader.compactString() ?? ''
  const memberId = reader.compactString() ?? ''
  const members = reader.compactArray((r) => {
    const id = r.compactString() ?? ''
    r.skipCompact()
    const metadata = r.compactBytes()
    r.skipTags()
    return { id, metadata }
  })
  return { error, generation, leader, memberId, members }
}

/**
 * SyncGroup v4 and v5: the leader hands out the assignment, every member gets its own.
 *
 *     request   group_id, generation i32, member_id, instance_id?, [protocol_type?, protocol? from v5,]
 *               assignments [member_id, assignment bytes, tags], tags
 *     response  throttle i32, error i16, [protocol_type?, protocol? from v5,] assignment bytes, tags
 */
export const syncGroupApi: Api = { key: 14, name: 'SyncGroup', min: 4, max: 5, flexibleFrom: 4 }

/** Who speaks, in which generation. */
export interface Membership {
  readonly group: string
  readonly generation: number
  readonly memberId: string
}

export function encodeSyncGroup(
  version: number,
  { group, generation, memberId }: Membership,
  protocol: string,
  assignments: ReadonlyMap<string, Uint8Array>,
): Uint8Array {
  const writer = new Writer().compactString(group).int32(generation).compactString(memberId)
  writer.compactString(null)
  if (version >= 5) writer.compactString('consumer').compactString(protocol)
  return writer
    .compactArray([...assignments], ([id, bytes], w) => w.compactString(id).compactBytes(bytes).noTags())
    .noTags()
    .done()
}

export function decodeSyncGroup(reader: Reader, version: number): { error: number; assignment: Uint8Array } {
  reader.int32()
  const error = reader.int16()
  if (version >= 5) {
    reader.skipCompact()
    reader.skipCompact()
  }
  return { error, assignment: reader.compactBytes() }
}

/**
 * Heartbeat v4: request group_id, generation i32, member_id, instance_id?, tags · response throttle i32, error i16, tags.
 * That a rebalance goes on is said here, as error REBALANCE_IN_PROGRESS.
 */
export const heartbeatApi: Api = { key: 12, name: 'Heartbeat', min: 4, max: 4, flexibleFrom: 4 }

export function encodeHeartbeat({ group, generation, memberId }: Membership): Uint8Array {
  return new Writer()
    .compactString(group)
    .int32(generation)
    .compactString(memberId)
    .compactString(null)
    .noTags()
    .done()
}

export function decodeHeartbeat(reader: Reader): number {
  reader.int32()
  return reader.int16()
}

/**
 * LeaveGroup v4 and v5, for any members: an administrator may send it for a member that is dead.
 *
 *     request   group_id, members [member_id, instance_id?, [reason? from v5,] tags], tags
 *     response  throttle i32, error i16, members [member_id, instance_id?, error i16, tags], tags
 */
export const leaveGroupApi: Api = { key: 13, name: 'LeaveGroup', min: 4, max: 5, flexibleFrom: 4 }

export function encodeLeaveGroup(version: number, group: string, members: readonly string[]): Uint8Array {
  return new Writer()
    .compactString(group)
    .compactArray(members, (id, w) => {
      w.compactString(id).compactString(null)
      if (version >= 5) w.compactString(null)
      w.noTags()
    })
    .noTags()
    .done()
}

export function decodeLeaveGroup(reader: Reader): number {
  reader.int32()
  return reader.int16()
}
