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
import type { ListedGroup } from '../ask/list-groups.ts'
import { GROUP_ID_NOT_FOUND, NONE } from '../wire/errors.ts'
import { type KafkaAdmin, refusal } from './admin.ts'
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
  const lists = await Promise.all(brokers.map(({ id }) => admin.listGroups(id, signal)))
  return lists.flat().filter(({ id }) => id.startsWith(prefix))
}

/** As its coordinator sees it now; undefined: it knows no such group. @param type as ListGroups tells it */
export async function describeGroup(
  admin: KafkaAdmin,
  id: string,
  type: 'classic' | 'consumer',
  signal: AbortSignal,
): Promise<DescribedGroup | undefined> {
  const isConsumer = type === 'consumer'
  const group = await admin.askCoordinator(
    { key: id, type: 'group' },
    isConsumer ? consumerGroupDescribeApi : describeGroupsApi,
    () => (isConsumer ? encodeConsumerGroupDescribe([id]) : encodeDescribeGroups([id])),
    ({ body, version }) => {
      const [only] = isConsumer
        ? decodeConsumerGroupDescribe(body, version)
        : decodeDescribeGroups(body, version)
      return only ?? nobody(id)
    },
    signal,
  )
  if (group.error === GROUP_ID_NOT_FOUND) return undefined
  if (group.error !== NONE) throw refusal(`The group ${id}`, group.error, null)
  return group
}

function nobody(id: string): DescribedGroup {
  return { id, error: GROUP_ID_NOT_FOUND, state: '', protocol: '', members: [] }
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
  if (type === 'classic') await takeOutClassic(admin, id, members, signal)
  else for (const member of members) await takeOutConsumer(admin, id, member, signal)
  const { error } = await admin.askCoordinator(
    { key: id, type: 'group' },
    deleteGroupsApi,
    () => encodeDeleteGroups([id]),
    ({ body }) => ({ error: decodeDeleteGroups(body)[0] ?? NONE }),
    signal,
  )
  if (error !== NONE && error !== GROUP_ID_NOT_FOUND)
    throw refusal(`The cluster doesn’t delete group ${id}`, error, null)
}

async function takeOutClassic(
  admin: KafkaAdmin,
  group: string,
  members: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  if (members.length === 0) return
  const { error } = await admin.askCoordinator(
    { key: group, type: 'group' },
    leaveGroupApi,
    (version) => encodeLeaveGroup(version, group, members),
    ({ body }) => ({ error: decodeLeaveGroup(body) }),
    signal,
  )
  throwUnlessOut(group, error)
}

async function takeOutConsumer(
  admin: KafkaAdmin,
  group: string,
  memberId: string,
  signal: AbortSignal,
): Promise<void> {
  const { error } = await admin.askCoordinator(
    { key: group, type: 'group' },
    consumerGroupHeartbeatApi,
    () => encodeConsumerGroupHeartbeat({ group, memberId, epoch: LEAVES }),
    ({ body }) => decodeConsumerGroupHeartbeat(body),
    signal,
  )
  throwUnlessOut(group, error)
}

function throwUnlessOut(group: string, error: number): void {
  if (error !== NONE && error !== UNKNOWN_MEMBER_ID && error !== GROUP_ID_NOT_FOUND)
    throw refusal(`Members can’t be taken out of ${group}`, error, null)
}
