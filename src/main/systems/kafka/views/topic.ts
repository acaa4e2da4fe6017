import { OrreryError } from '../../../../shared/base/errors.ts'
import type { TopicData } from '../../../../shared/systems/kafka-topic-views.ts'
import type { Look } from '../../moment.ts'
import { clusterConfigNumber, configNumber, configOf } from './base/configs.ts'
import type { CommitRows } from './base/commit-rows.ts'
import { missingOf } from './base/missing.ts'
import { partitionRates } from './base/past.ts'
import { type Partitions, partitionsOf } from './base/partitions.ts'
import { readingOf, worstOf } from './base/reading.ts'
import { replicaColumns } from './base/replicas.ts'
import { hwStandsSince } from './base/waiting.ts'

const asks = [
  'Metadata',
  'ListOffsets',
  'OffsetFetch',
  'DescribeLogDirs',
  'DescribeConfigs',
  'DescribeTopicPartitions',
]

/** One topic: where the log of every replica starts and ends, and how far each group has read. @throws not-found */
export function topic(look: Look, name: string): TopicData {
  const { moment } = look
  const partitions = partitionsOf(look)
  const { layout } = partitions
  const row = layout.topicRow.get(name)
  if (row === undefined) throw new OrreryError('not-found', `There is no topic ${name} at this moment`)
  const first = layout.base[row]!
  const rows = Array.from({ length: layout.base[row + 1]! - first }, (_, i) => first + i)
  const path = `topic/${name}`
  const id = moment.fact(path, 'topic.id')
  const perSecond = partitionRates(look, partitions.set)
  const replicas = replicaColumns(look, partitions, rows)
  return {
    name,
    id: typeof id === 'string' ? id : null,
    internal: moment.fact(path, 'topic.internal') === true,
    minIsr: configNumber(moment, path, 'min.insync.replicas'),
    retentionMs: configNumber(moment, path, 'retention.ms'),
    retentionBytes: configNumber(moment, path, 'retention.bytes'),
    replicaLagTimeMaxMs: clusterConfigNumber(moment, 'replica.lag.time.max.ms'),
    messagesPerSecond: rows.reduce((sum, p) => sum + (perSecond[p] ?? Number.NaN), 0),
    size: replicas.size.reduce((sum, size) => sum + size, 0),
    partitions: partitionColumns(look, partitions, rows, perSecond),
    replicas,
    ...commits(look, rows),
    config: settings(look, path),
    slowAt: moment.column('replica.size')?.at ?? Number.NaN,
    missing: missingOf(look, asks),
  }
}

function partitionColumns(
  look: Look,
  partitions: Partitions,
  rows: readonly number[],
  perSecond: Float64Array,
): TopicData['partitions'] {
  const { moment } = look
  const { layout } = partitions
  const paths = rows.map((row) => layout.paths[row]!)
  const pick = (values: Float64Array) => Float64Array.from(rows, (row) => values[row] ?? Number.NaN)
  const since = (key: string) => {
    const held = moment.facts(key)
    return Float64Array.from(paths, (path) => held.get(path)?.since ?? Number.NaN)
  }
  const epochs = moment.facts('partition.epoch')
  return {
    partition: Int32Array.from(rows, (row) => layout.number[row]!),
    leader: Int32Array.from(rows, (row) => partitions.leader[row]!),
    epoch: Float64Array.from(paths, (path) => Number(epochs.get(path)?.value ?? Number.NaN)),
    logStart: pick(partitions.logStart),
    hw: pick(partitions.hw),
    end: pick(partitions.end),
    messagesPerSecond: pick(perSecond),
    hwStandsSince: Float64Array.from(rows, (row) => hwStandsSince(look, partitions, row)),
    leaderSince: since('partition.leader'),
    isrSince: since('partition.isr'),
    state: rows.map((row) => partitions.state[row]!),
  }
}

function commits(
  look: Look,
  rows: readonly number[],
): Pick<TopicData, 'commits' | 'groups' | 'groupStatus' | 'groupLag'> {
  const reading = readingOf(look)
  const first = rows[0] ?? 0
  const own: number[] = []
  reading?.rows.partition.forEach((p, i) => {
    if (p >= first && p < first + rows.length) own.push(i)
  })
  own.sort((a, b) => orderOf(reading!.rows, a, b))
  const groupOf = (i: number) => reading!.rows.groups[reading!.rows.group[i]!]!
  const groups = [...new Set(own.map(groupOf))].sort()
  const byId = new Map(groups.map((id, row) => [id, row]))
  const members = groups.map((id) => own.filter((i) => groupOf(i) === id))
  return {
    commits: {
      row: Int32Array.from(own, (i) => reading!.rows.partition[i]! - first),
      group: Int32Array.from(own, (i) => byId.get(groupOf(i))!),
      offset: Float64Array.from(own, (i) => reading!.committed[i]!),
    },
    groups,
    groupStatus: members.map((list) => worstOf(list.map((i) => reading!.status[i]!))),
    groupLag: Float64Array.from(members, (list) => list.reduce((sum, i) => sum + reading!.lag[i]!, 0)),
  }
}

/** By group, then by partition. */
function orderOf({ group, partition }: CommitRows, a: number, b: number): number {
  return group[a]! - group[b]! || partition[a]! - partition[b]!
}

function settings(look: Look, path: string): TopicData['config'] {
  const entries = Object.entries(configOf(look.moment, path) ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    name: entries.map(([name]) => name),
    value: entries.map(([, { value }]) => value),
    source: entries.map(([, { source }]) => source),
  }
}
