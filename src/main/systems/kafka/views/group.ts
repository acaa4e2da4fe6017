import { OrreryError } from '../../../../shared/base/errors.ts'
import type { GroupData } from '../../../../shared/systems/kafka-group-views.ts'
import type { Look } from '../../moment.ts'
import { type GroupRow, groupRows } from './base/groups.ts'
import { missingOf } from './base/missing.ts'
import { type Read, readPartitions } from './group/partitions.ts'
import { isKnown, type Member, memberSpans, membersOver, ownersIn } from './group/members.ts'
import { ownership, rebalances } from './group/ownership.ts'

const asks = ['ListGroups', 'OffsetFetch', 'DescribeGroups', 'ConsumerGroupDescribe', 'ListOffsets']

export const DEFAULT_WINDOW_MS = 900_000

/** One group: how far it is on each partition, who owns what, and how that came about. @throws not-found */
export function group(look: Look, id: string, windowMs: number): GroupData {
  const { moment } = look
  const row = groupRows(look).find((each) => each.id === id)
  if (row === undefined) throw new OrreryError('not-found', `There is no group ${id} at this moment`)
  const from = moment.at - windowMs
  const spans = memberSpans(look, id, from)
  const members = membersOver(spans)
  const rowOf = new Map(members.map((member, i) => [member.id, i]))
  const last = spans.at(-1)
  const owners = last !== undefined && isKnown(last) ? ownersIn(last, rowOf) : undefined
  const reads = readPartitions(look, id, owners)
  const generations = look.spans(`group/${id}`, 'group.generation', from - windowMs)
  const found = rebalances(spans, members, generations, from)
  const generation = moment.fact(`group/${id}`, 'group.generation')
  return {
    id,
    state: row.state,
    type: row.type,
    protocol: row.protocol,
    generation: typeof generation === 'number' ? generation : Number.NaN,
    coordinator: row.coordinator,
    topics: row.topics,
    ...figures(row, reads),
    membersNow: row.members,
    membersMost: spans.reduce((most, span) => Math.max(most, span.members?.length ?? 0), 0),
    rebalanceCount: found.at.length,
    rebalanceCountBefore: countBefore(look, id, from, windowMs, members),
    from,
    partitions: partitionColumns(reads),
    members: memberColumns(members, reads),
    ownership: ownership(
      spans,
      reads.map(({ key }) => key),
      rowOf,
      from,
    ),
    rebalances: found,
    describedAt: last === undefined ? Number.NaN : moment.sampledAt,
    missing: missingOf(look, asks),
  }
}

function figures(row: GroupRow, reads: readonly Read[]) {
  const sum = (pick: (read: Read) => number) =>
    reads.length === 0 ? Number.NaN : reads.reduce((total, read) => total + pick(read), 0)
  const { lag, lagMs, trendPerSecond, status, why } = row
  const worst = reads.reduce((best, read, i) => (read.lag > (reads[best]?.lag ?? 0) ? i : best), -1)
  return {
    status,
    why,
    lag,
    lagMs,
    trendPerSecond,
    worst,
    inPerSecond: sum(({ inPerSecond }) => inPerSecond),
    outPerSecond: sum(({ outPerSecond }) => outPerSecond),
    drainedInMs:
      lag === 0 ? 0 : trendPerSecond < 0 ? (lag / -trendPerSecond) * 1000 : Number.POSITIVE_INFINITY,
  }
}

/** NaN when the window before wasn't seen as a whole. */
function countBefore(
  look: Look,
  id: string,
  from: number,
  windowMs: number,
  members: readonly Member[],
): number {
  const earlier = look.spans(`group/${id}`, 'group.members', from - windowMs)
  if (earlier[0] === undefined || earlier[0].from > from - windowMs) return Number.NaN
  const spans = memberSpans(look, id, from - windowMs)
  return rebalances(spans, members, [], from - windowMs).at.filter((at) => at < from).length
}

function partitionColumns(reads: readonly Read[]): GroupData['partitions'] {
  const column = (pick: (read: Read) => number) => Float64Array.from(reads, pick)
  return {
    topic: reads.map(({ topic }) => topic),
    partition: Int32Array.from(reads, ({ partition }) => partition),
    owner: Int32Array.from(reads, ({ owner }) => owner),
    committed: column(({ committed }) => committed),
    end: column(({ hw }) => hw),
    lag: column(({ lag }) => lag),
    lagMs: column(({ lagMs }) => lagMs),
    trendPerSecond: column(({ trendPerSecond }) => trendPerSecond),
    movedAt: column(({ movedAt }) => movedAt),
    status: reads.map(({ status }) => status),
    why: reads.map(({ why }) => why),
  }
}

function memberColumns(members: readonly Member[], reads: readonly Read[]): GroupData['members'] {
  const owned = members.map((_, i) => reads.filter(({ owner }) => owner === i))
  const sum = (pick: (read: Read) => number) =>
    Float64Array.from(owned, (list) => list.reduce((total, read) => total + pick(read), 0))
  return {
    id: members.map(({ id }) => id),
    name: members.map(({ name }) => name),
    clientId: members.map(({ clientId }) => clientId),
    instanceId: members.map(({ instanceId }) => instanceId ?? null),
    host: members.map(({ host }) => host),
    owns: Int32Array.from(owned, (list) => list.length),
    readPerSecond: sum(({ outPerSecond }) => outPerSecond),
    lag: sum(({ lag }) => lag),
    joinedAt: Float64Array.from(members, ({ joinedAt }) => joinedAt),
    leftAt: Float64Array.from(members, ({ leftAt }) => leftAt),
  }
}
