import type { Gap, Sample } from '../sample.ts'
import { decodeListPartitionReassignments } from './ask/list-partition-reassignments.ts'
import { decodeDescribeTopicPartitions } from './ask/describe-topic-partitions.ts'
import { OrreryError } from '../../../shared/base/errors.ts'
import type { MetadataHead } from './ask/metadata.ts'
import type { Model } from './model.ts'
import { answersTo, type Ask, type Raw } from './raw.ts'
import { brokerFacts, brokerValues, clusterFacts } from './sample/broker-columns.ts'
import { configFacts, readConfigs } from './sample/config-columns.ts'
import { diskColumns } from './sample/disk-columns.ts'
import { errorCounts, type ErrorCount, errorGaps, failureGaps } from './sample/gaps.ts'
import { commitFacts, groupFacts, groupValues, readGroups } from './sample/group-columns.ts'
import { readOffsets } from './sample/offsets.ts'
import { partitionFacts, partitionValues } from './sample/partition-columns.ts'
import { Replies } from './sample/replies.ts'
import { quorumColumns } from './sample/quorum-columns.ts'
import type { Topology } from './topology.ts'
import { Reader } from './wire/bytes.ts'

/** What the slow cadence asks: its gaps stand until it has asked again. */
const slowAsks: ReadonlySet<Ask> = new Set([
  'DescribeLogDirs',
  'DescribeConfigs',
  'DescribeCluster',
  'ListOffsets replica log start',
])

/**
 * What a round of replies says, as plain data. Feeding the same replies to a new model gives the same sample: the model
 * only saves work, keeps identities, and counts what was written since it began.
 * @throws OrreryError `protocol` when there is no Metadata, or a reply makes no sense
 */
export function toSample(raw: Raw, model: Model): Sample {
  const metadata = answersTo(raw, 'Metadata')[0]
  if (metadata === undefined) throw new OrreryError('protocol', 'No broker answered Metadata')
  const { head, topology } = model.readMetadata(metadata)
  const { placement } = topology
  const replies = new Replies(raw)
  replies.each('ApiVersions', (answer) => model.versions.read(answer))
  replies.each('DescribeTopicPartitions', ({ body }) =>
    model.trouble.readElr(decodeDescribeTopicPartitions(new Reader(body))),
  )
  const reassignmentErrors = readReassignments(replies, model)
  model.trouble.follow(topology)
  const configErrors = readConfigs(replies, model)
  const brokerIds = head.brokers.map(({ id }) => id)
  const offsets = readOffsets(replies, placement)
  const { groups, complete, commits, errors: groupErrors } = readGroups(replies, model, brokerIds)
  const seen = { raw, head, topology, hw: offsets.hw }
  const quorum = quorumColumns(replies, model.memo)
  const disks = diskColumns(replies, placement, model.memo)
  const errors = [
    ...offsets.errors,
    ...groupErrors,
    ...configErrors,
    ...reassignmentErrors,
    ...quorum.errors,
    ...disks.errors,
  ]
  return {
    at: raw.at,
    tookMs: raw.tookMs,
    values: [
      ...partitionValues(topology, offsets),
      ...groupValues({ commits, topology, hw: offsets.hw }, model),
      ...brokerValues(seen, model),
      ...quorum.values,
      ...disks.values,
    ],
    facts: [
      ...partitionFacts(topology, model),
      ...groupFacts(groups, complete, model),
      commitFacts(commits, model),
      ...brokerFacts(seen, model),
      ...clusterFacts(seen, model),
      ...configFacts({ placement, brokers: head.brokers }, model),
      ...quorum.facts,
      ...disks.facts,
    ],
    gaps: [...gapsOf(replies, errorGaps(errors, raw.user), model), ...unregistered(head, topology, model)],
    cost: raw.cost,
  }
}

function readReassignments(replies: Replies, model: Model): ErrorCount[] {
  const errors = replies.each('ListPartitionReassignments', (answer) => {
    const { error, reassignments } = decodeListPartitionReassignments(new Reader(answer.body))
    if (error !== 0) return errorCounts(answer, new Map([[error, 1]]), 'list of reassignments')
    model.trouble.readReassignments(reassignments)
    return []
  })
  return errors.flat()
}

/** Gaps of what was asked now, and of what is only asked every minute as it was answered then. */
function gapsOf({ raw, failures }: Replies, errors: readonly Gap[], model: Model): Gap[] {
  const asked = [...raw.answers, ...failures]
  const isSlow = ({ ask }: { ask: Ask }) => slowAsks.has(ask)
  const isSlowGap = ({ ask }: Gap) => ask.startsWith('Describe') && !ask.startsWith('DescribeQuorum')
  if (asked.some(isSlow))
    model.slowGaps = [...failureGaps(failures.filter(isSlow)), ...errors.filter(isSlowGap)]
  const quick = failures.filter((failure) => !isSlow(failure))
  return [...failureGaps(quick), ...errors.filter((gap) => !isSlowGap(gap)), ...model.slowGaps]
}

/** Replicas of a broker that isn't there tell nothing: says so once for each broker. */
function unregistered({ brokers }: MetadataHead, { placement }: Topology, { memo }: Model): readonly Gap[] {
  return memo.of('unregistered brokers', [brokers, placement], () => {
    const gone = new Set(placement.replicaBroker)
    for (const { id } of brokers) gone.delete(id)
    return [...gone].map((id) => ({
      entity: `broker/${String(id)}`,
      ask: 'ListOffsets',
      code: 'refused',
      message: `Broker ${String(id)} is not registered with the cluster`,
      fix: 'Start it again; its replicas catch up by themselves.',
    }))
  })
}
