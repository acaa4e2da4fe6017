import type { Api } from '../wire/api.ts'
import { type Reader, Writer } from '../wire/bytes.ts'
import { type Assignment, decodeAssignment } from './assignment.ts'

/**
 * DescribeGroups v5 and v6: members of classic groups, from their coordinator.
 *
 *     request   groups [name], include_authorized_operations i8, tags
 *     response  throttle i32, groups [error i16, [message? from v6,] group_id, state, protocol_type, protocol,
 *                 members [member_id, instance_id?, client_id, client_host, metadata bytes, assignment bytes, tags],
 *                 authorized_operations i32, tags], tags
 *
 * The generation isn't told. A KIP-848 group answers with state Dead: ask ConsumerGroupDescribe for those.
 */
export const describeGroupsApi: Api = {
  key: 15,
  name: 'DescribeGroups',
  min: 5,
  max: 6,
  flexibleFrom: 5,
}

export interface GroupMember {
  readonly id: string
  readonly instanceId: string | null
  readonly clientId: string
  readonly host: string
  /** null: not known. */
  readonly assignment: Assignment | null
  /** KIP-848 only: the epoch it has reached, and what it is to own in the end. */
  readonly epoch?: number
  readonly target?: Assignment
}

export interface DescribedGroup {
  readonly id: string
  readonly error: number
  readonly state: string
  /** The assignor: `range`, `cooperative-sticky`, `uniform`. */
  readonly protocol: string
  /** In the order of ids. */
  readonly members: readonly GroupMember[]
  /** KIP-848 only. */
  readonly epoch?: number
  readonly assignmentEpoch?: number
}

export function encodeDescribeGroups(groups: readonly string[]): Uint8Array {
  return new Writer()
    .compactArray(groups, (group, w) => w.compactString(group))
    .boolean(false)
    .noTags()
    .done()
}

export function decodeDescribeGroups(reader: Reader, version: number): DescribedGroup[] {
  reader.int32()
  return reader.compactArray((r) => {
    const error = r.int16()
    if (version >= 6) r.compactString()
    const id = r.compactString() ?? ''
    const state = r.compactString() ?? ''
    const protocolType = r.compactString() ?? ''
    const protocol = r.compactString() ?? ''
    const members = r.compactArray((m) => decodeMember(m, protocolType)).sort(byId)
    r.int32()
    r.skipTags()
    return { id, error, state, protocol, members }
  })
}

export function byId(a: GroupMember, b: GroupMember): number {
  return a.id < b.id ? -1 : 1
}

function decodeMember(reader: Reader, protocolType: string): GroupMember {
  const id = reader.compactString() ?? ''
  const instanceId = reader.compactString()
  const clientId = reader.compactString() ?? ''
  const host = (reader.compactString() ?? '').replace(/^\//, '')
  reader.skipCompact()
  const assignment = decodeAssignment(protocolType, reader.compactBytes())
  reader.skipTags()
  return { id, instanceId, clientId, host, assignment }
}
