import type { Api } from '../wire/api.ts'
import { type Reader, Writer } from '../wire/bytes.ts'
import { type Assignment, byTopic } from './assignment.ts'
import { byId, type DescribedGroup, type GroupMember } from './describe-groups.ts'

/**
 * ConsumerGroupDescribe v0 and v1: groups of the KIP-848 protocol, from their coordinator.
 *
 *     request   group_ids [name], include_authorized_operations i8, tags
 *     response  throttle i32, groups [error i16, message?, group_id, state, group_epoch i32, assignment_epoch i32, assignor,
 *                 members [member_id, instance_id?, rack_id?, member_epoch i32, client_id, client_host, subscribed_topics [name],
 *                          subscribed_regex?, assignment, target_assignment, [member_type i8 from v1,] tags],
 *                 authorized_operations i32, tags], tags
 *     assignment = topics [topic_id uuid, name, partitions [i32], tags], tags
 */
export const consumerGroupDescribeApi: Api = {
  key: 69,
  name: 'ConsumerGroupDescribe',
  min: 0,
  max: 1,
  flexibleFrom: 0,
}

export function encodeConsumerGroupDescribe(groups: readonly string[]): Uint8Array {
  return new Writer()
    .compactArray(groups, (group, w) => w.compactString(group))
    .boolean(false)
    .noTags()
    .done()
}

export function decodeConsumerGroupDescribe(reader: Reader, version: number): DescribedGroup[] {
  reader.int32()
  return reader.compactArray((r) => {
    const error = r.int16()
    r.compactString()
    const id = r.compactString() ?? ''
    const state = r.compactString() ?? ''
    const epoch = r.int32()
    const assignmentEpoch = r.int32()
    const protocol = r.compactString() ?? ''
    const members = r.compactArray((m) => decodeMember(m, version)).sort(byId)
    r.int32()
    r.skipTags()
    return { id, error, state, protocol, members, epoch, assignmentEpoch }
  })
}

function decodeMember(reader: Reader, version: number): GroupMember {
  const id = reader.compactString() ?? ''
  const instanceId = reader.compactString()
  reader.compactString()
  const epoch = reader.int32()
  const clientId = reader.compactString() ?? ''
  const host = (reader.compactString() ?? '').replace(/^\//, '')
  reader.compactArray((r) => r.compactString())
  reader.compactString()
  const assignment = decodeTopics(reader)
  const target = decodeTopics(reader)
  if (version >= 1) reader.int8()
  reader.skipTags()
  return { id, instanceId, clientId, host, assignment, epoch, target }
}

function decodeTopics(reader: Reader): Assignment {
  const topics = reader.compactArray((r) => {
    r.skip(16)
    const entry = [r.compactString() ?? '', r.compactInt32s().sort((a, b) => a - b)] as const
    r.skipTags()
    return entry
  })
  reader.skipTags()
  return byTopic(topics)
}
