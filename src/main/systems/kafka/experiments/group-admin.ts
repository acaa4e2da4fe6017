import {
  consumerGroupDescribeApi,
  decodeConsumerGroupDescribe,
  encodeConsumerGroupDescribe,
} from '../ask/consumer-group-describe.ts'
import {
  type DescribedGroup,
  decodeDescribeGroups,
  describeGroupsApi,
  encodeDescribeGroups,
} from '../ask/describe-groups.ts'
import { decodeListGroups, encodeListGroups, listGroupsApi, type ListedGroup } from '../ask/list-groups.ts'
import { GROUP_ID_NOT_FOUND, NONE } from '../wire/errors.ts'
import { ADMIN_LIMIT_MS, type KafkaAdmin, refusal } from './admin.ts'
import {
  consumerGroupHeartbeatApi,
  decodeConsumerGroupHeartbeat,
  encodeConsumerGroupHeartbeat,
  LEAVES,
} from './ask/consumer-group-heartbeat.ts'
import { decodeDeleteGroups, deleteGroupsApi, encodeDeleteGroups } from './ask/groups.ts'
import { decodeLeaveGroup, encodeLeaveGroup, leaveGroupApi } from './ask/membership.ts'

const UNKNOWN_MEMBER_ID = 25

/** Groups of all brokers whose id begins so. */
export async function listGroups(
  admin: KafkaAdmin,
  prefix: string,
  signal: AbortSignal,
): Promise<readonly ListedGroup[]> {
  const { brokers } = await admin.see(signal)
  const lists = await Promise.all(
    brokers.map(async ({ id }) => {
      const { body, version } = await admin.brokers.ask(
        id,
        listGroupsApi,
        encodeListGroups,
        ADMIN_LIMIT_MS,
        signal,
      )
      const { error, groups } = decodeListGroups(body, version)
      if (error !== NONE) throw refusal(`ListGroups of broker ${String(id)}`, error, null)
      return groups
    }),
  )
  return lists.flat().filter(({ id }) => id.startsWith(prefix))
}

/** As its coordinator sees it now; undefined: it knows no such group. @param type as ListGroups tells it */
export async function describeGroup(
  admin: KafkaAdmin,
  id: string,
  type: 'classic' | 'consumer',
  signal: AbortSignal,
): Promise<DescribedGroup | undefined> {
  const broker = await admin.coordinator(id, 'group', signal)
  const isConsumer = type === 'consumer'
  const { body, version } = await admin.brokers.ask(
    broker,
    isConsumer ? consumerGroupDescribeApi : describeGroupsApi,
    () => (isConsumer ? encodeConsumerGroupDescribe([id]) : encodeDescribeGroups([id])),
    ADMIN_LIMIT_MS,
    signal,
  )
  const [group] = isConsumer
    ? decodeConsumerGroupDescribe(body, version)
    : decodeDescribeGroups(body, version)
  if (group === undefined || group.error === GROUP_ID_NOT_FOUND) return undefined
  if (group.error !== NONE) throw refusal(`The group ${id}`, group.error, null)
  return group
}

/**
 * Deletes a group. Members that it still counts (killed ones, until their session ends) are taken out first: the
 * request is the one that they would have sent themselves. A group that is gone already is fine.
 */
export async function deleteGroup(admin: KafkaAdmin, id: string, signal: AbortSignal): Promise<void> {
  const listed = (await listGroups(admin, id, signal)).find((group) => group.id === id)
  if (listed === undefined) return
  const type = listed.type === 'consumer' ? 'consumer' : 'classic'
  const group = await describeGroup(admin, id, type, signal)
  const members = group?.members.map((member) => member.id) ?? []
  if (members.length > 0) await takeOut(admin, id, type, members, signal)
  const broker = await admin.coordinator(id, 'group', signal)
  const { body } = await admin.brokers.ask(
    broker,
    deleteGroupsApi,
    () => encodeDeleteGroups([id]),
    ADMIN_LIMIT_MS,
    signal,
  )
  const error = decodeDeleteGroups(body)[0] ?? NONE
  if (error !== NONE && error !== GROUP_ID_NOT_FOUND)
    throw refusal(`The cluster doesn’t delete group ${id}`, error, null)
}

async function takeOut(
  admin: KafkaAdmin,
  group: string,
  type: 'classic' | 'consumer',
  members: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const broker = await admin.coordinator(group, 'group', signal)
  const ask = (api: typeof leaveGroupApi, encode: (version: number) => Uint8Array) =>
    admin.brokers.ask(broker, api, encode, ADMIN_LIMIT_MS, signal)
  const errors: number[] = []
  if (type === 'classic') {
    const { body } = await ask(leaveGroupApi, (version) => encodeLeaveGroup(version, group, members))
    errors.push(decodeLeaveGroup(body))
  } else
    for (const memberId of members) {
      const leaves = { group, memberId, epoch: LEAVES }
      const { body } = await ask(consumerGroupHeartbeatApi, () => encodeConsumerGroupHeartbeat(leaves))
      errors.push(decodeConsumerGroupHeartbeat(body).error)
    }
  const failed = errors.find((error) => error !== NONE && error !== UNKNOWN_MEMBER_ID)
  if (failed !== undefined) throw refusal(`Members can’t be taken out of ${group}`, failed, null)
}
