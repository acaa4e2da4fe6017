import type { TopicsData } from '../../../../shared/systems/kafka-topic-views.ts'
import type { Look } from '../../moment.ts'
import { configNumber } from './base/configs.ts'
import { missingOf } from './base/missing.ts'
import { alignedTo, partitionRates } from './base/past.ts'
import { neededIsr, type Partitions, partitionsOf, UNKNOWN_LEADER } from './base/partitions.ts'
import { readingOf } from './base/reading.ts'

const asks = ['Metadata', 'ListOffsets', 'OffsetFetch', 'DescribeLogDirs', 'DescribeConfigs']

/** All topics, a row each; sums over partitions that were observed, unknown where one was not. */
export function topics(look: Look): TopicsData {
  const { moment } = look
  const partitions = partitionsOf(look)
  const { layout } = partitions
  const path = (topic: string) => `topic/${topic}`
  return {
    name: layout.topics,
    internal: Uint8Array.from(layout.topics, (topic) =>
      Number(moment.fact(path(topic), 'topic.internal') === true),
    ),
    partitions: Int32Array.from(layout.topics, (_, row) => layout.base[row + 1]! - layout.base[row]!),
    replicas: mostReplicas(partitions),
    messagesPerSecond: perTopic(partitions, partitionRates(look, partitions.set)),
    messages: perTopic(
      partitions,
      partitions.hw.map((hw, row) => hw - partitions.logStart[row]!),
    ),
    size: sizes(look, partitions),
    ...troubles(partitions),
    retentionMs: Float64Array.from(layout.topics, (topic) =>
      configNumber(moment, path(topic), 'retention.ms'),
    ),
    ...readers(look, partitions),
    slowAt: moment.column('replica.size')?.at ?? Number.NaN,
    missing: missingOf(look, asks),
  }
}

function perTopic({ layout }: Partitions, values: Float64Array): Float64Array {
  const sums = new Float64Array(layout.topics.length)
  for (let row = 0; row < values.length; row++) sums[layout.topic[row]!]! += values[row]!
  return values.length === 0 ? sums.fill(Number.NaN) : sums
}

function mostReplicas({ layout, replicas }: Partitions): Int32Array {
  const most = new Int32Array(layout.topics.length)
  replicas.forEach((list, row) => {
    const topic = layout.topic[row]!
    if (list.length > most[topic]!) most[topic] = list.length
  })
  return most
}

function sizes(look: Look, { layout, replicaSet, replicaRows }: Partitions): Float64Array {
  const values = alignedTo(replicaSet, look.moment.column('replica.size'))
  const sums = new Float64Array(layout.topics.length)
  if (values === undefined) return sums.fill(Number.NaN)
  for (let i = 0; i < values.length; i++) {
    const partition = replicaRows.partition[i]!
    if (partition >= 0) sums[layout.topic[partition]!]! += values[i]!
  }
  return sums
}

function troubles(partitions: Partitions) {
  const { layout, leader, isr, replicas } = partitions
  const counts = () => new Float64Array(layout.topics.length)
  const found = { offline: counts(), underMinIsr: counts(), underReplicated: counts(), atMinIsr: counts() }
  isr.forEach((list, row) => {
    const topic = layout.topic[row]!
    const unseen = leader[row] === UNKNOWN_LEADER ? Number.NaN : 0
    const needed = neededIsr(partitions, row)
    const isShort = list.length < replicas[row]!.length
    found.offline[topic]! += unseen + Number(leader[row]! < 0)
    found.underReplicated[topic]! += unseen + Number(isShort)
    found.underMinIsr[topic]! += Number.isNaN(needed) ? Number.NaN : unseen + Number(list.length < needed)
    found.atMinIsr[topic]! += Number.isNaN(needed)
      ? Number.NaN
      : unseen + Number(isShort && list.length === needed)
  })
  return found
}

/** Pairs of topic and group that commits on it. */
function readers(look: Look, { layout }: Partitions): Pick<TopicsData, 'groups' | 'readTopic' | 'readGroup'> {
  const reading = readingOf(look)
  if (reading === undefined) return { groups: [], readTopic: new Int32Array(), readGroup: new Int32Array() }
  const { rows } = reading
  const pairs = new Set<number>()
  rows.partition.forEach((p, i) => {
    if (p >= 0) pairs.add(layout.topic[p]! * rows.groups.length + rows.group[i]!)
  })
  const sorted = Float64Array.from(pairs).sort()
  return {
    groups: rows.groups,
    readTopic: Int32Array.from(sorted, (pair) => Math.floor(pair / rows.groups.length)),
    readGroup: Int32Array.from(sorted, (pair) => pair % rows.groups.length),
  }
}
