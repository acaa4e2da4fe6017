import type { Json } from '../../../../shared/base/json.ts'
import type { FactColumn, ValueColumn } from '../../sample.ts'
import { decodeConsumerGroupDescribe } from '../ask/consumer-group-describe.ts'
import { decodeDescribeGroups } from '../ask/describe-groups.ts'
import { type CommitVisitor, decodeOffsetFetch } from '../ask/offset-fetch.ts'
import type { CommitLayout, Commits } from '../commits.ts'
import type { Model } from '../model.ts'
import { answersTo } from '../raw.ts'
import type { Placement, Topology } from '../topology.ts'
import { Reader } from '../wire/bytes.ts'
import { errorCounts, type ErrorCount } from './gaps.ts'
import type { Replies } from './replies.ts'
import { within } from './offsets.ts'
import { whole } from './partition-columns.ts'

/** Reads who coordinates what, what was committed, and who was described. */
export function readGroups(replies: Replies, model: Model, brokers: readonly number[]) {
  const errors: ErrorCount[] = []
  replies.each('ListGroups', (answer) => {
    const { error } = model.groups.read(answer)
    if (error !== 0) errors.push(...errorCounts(answer, new Map([[error, 1]]), 'list of groups'))
  })
  model.groups.keepOnly(new Set(brokers))
  const groups = model.groups.all()
  const complete = model.groups.listedBy(brokers)
  const fetched = answersTo(replies.raw, 'OffsetFetch')
  const walk = (visitor: CommitVisitor) => {
    for (const answer of fetched)
      replies.guard(answer, () => decodeOffsetFetch(new Reader(answer.body), visitor))
  }
  const commits = model.commits.read(walk, (group) => !complete || groups.has(group))
  if (fetched[0]) errors.push(...errorCounts(fetched[0], commits.errors, 'group'))
  replies.each('DescribeGroups', ({ body, version }) =>
    model.members.read(decodeDescribeGroups(new Reader(body), version)),
  )
  replies.each('ConsumerGroupDescribe', ({ body, version }) =>
    model.members.read(decodeConsumerGroupDescribe(new Reader(body), version)),
  )
  return { groups, complete, commits, errors }
}

export function groupValues(
  { commits, topology, hw }: { commits: Commits; topology: Topology; hw: Float64Array },
  model: Model,
): ValueColumn[] {
  const { layout, offsets } = commits
  const entities = model.memo.of('lag entities', [layout], () => ({
    paths: layout.groups.map((group) => `group/${group}`),
  }))
  const at = model.memo.of('commit partitions', [layout, topology.placement], () =>
    partitionsOf(layout, topology.placement),
  )
  return [
    { metric: 'commit.offset', cadence: 'tick', entities: layout.entities, values: offsets },
    { metric: 'group.lag', cadence: 'tick', entities, values: lags(commits, at, hw) },
  ]
}

/** Where each commit's partition stands; −1: its topic was deleted, the offset remains. */
function partitionsOf(layout: CommitLayout, placement: Placement): Int32Array {
  return layout.partition.map((partition, i) =>
    within(placement, placement.row.get(layout.topic[i]!) ?? -1, partition),
  )
}

/** NaN for a group of which any partition isn't known: half a sum isn't a lag. */
function lags({ layout, offsets }: Commits, at: Int32Array, hw: Float64Array): Float64Array {
  const sums = new Float64Array(layout.groups.length)
  for (let i = 0; i < at.length; i++) {
    if (at[i]! < 0) continue
    const lag = hw[at[i]!]! - offsets[i]!
    // a commit read after the watermark may lie above it by what was read in between
    sums[layout.group[i]!]! += lag < 0 ? 0 : lag
  }
  return sums
}

export function groupFacts(
  groups: ReturnType<Model['groups']['all']>,
  complete: boolean,
  model: Model,
): readonly FactColumn[] {
  return model.memo.of('group facts', [groups, complete, model.members.current], () => {
    const listed = [...groups.values()]
    const entities = { paths: listed.map(({ id }) => `group/${id}`) }
    const of = (key: string, values: (Json | undefined)[]) => ({ ...whole(entities)(key, values), complete })
    const described = listed.map(({ id }) => model.members.current.get(id))
    return [
      of(
        'group.state',
        listed.map(({ state }) => state || undefined),
      ),
      of(
        'group.type',
        listed.map((group) => kindOf(group.type, group.protocolType)),
      ),
      of(
        'group.coordinator',
        listed.map(({ coordinator }) => coordinator),
      ),
      of(
        'group.protocol',
        described.map((group) => group?.protocol),
      ),
      of(
        'group.generation',
        described.map((group) => group?.epoch),
      ),
      of(
        'group.assignmentEpoch',
        described.map((group) => group?.assignmentEpoch),
      ),
      of(
        'group.members',
        described.map((group) => group?.members),
      ),
    ]
  })
}

/** What each group commits on: which offsets there are, also while its coordinator is silent. */
export function commitFacts({ layout }: Commits, { memo }: Model): FactColumn {
  return memo.of('commit facts', [layout], () => {
    const topics = layout.groups.map((): Record<string, number[]> => ({}))
    layout.partition.forEach((partition, i) => {
      const own = topics[layout.group[i]!]!
      ;(own[layout.topic[i]!] ??= []).push(partition)
    })
    return whole({ paths: layout.groups.map((group) => `group/${group}`) })('group.commits', topics)
  })
}

/** Connect's and other frameworks' groups are classic, with a protocol of their own. */
function kindOf(type: string, protocolType: string): string {
  return type === 'classic' && protocolType !== '' && protocolType !== 'consumer' ? protocolType : type
}
