import type { EntitySet } from '../sample.ts'
import type { TopicMetadata } from './ask/metadata.ts'
import type { ListPool } from './lists.ts'

/** Which topics, partitions and replicas there are: changes only when something is created, deleted or moved. */
export interface Placement {
  readonly topics: readonly string[]
  /** Row of each topic. */
  readonly row: ReadonlyMap<string, number>
  /** First partition of each topic in the partition arrays; one more at the end. */
  readonly base: Int32Array
  /** First replica of each partition in the replica arrays; one more at the end. */
  readonly replicaBase: Int32Array
  /** Broker of each replica, in the order of the partition's replica list: the preferred leader first. */
  readonly replicaBroker: Int32Array
  readonly replicas: readonly (readonly number[])[]
  readonly topicEntities: EntitySet
  readonly partitionEntities: EntitySet
  readonly replicaEntities: EntitySet
}

/** What Metadata said, in arrays. The same object while nothing in it changed. */
export interface Topology {
  readonly placement: Placement
  readonly ids: readonly string[]
  readonly internal: readonly boolean[]
  /** Per partition. −1: no leader. */
  readonly leader: Int32Array
  readonly epoch: Int32Array
  readonly isr: readonly (readonly number[])[]
  readonly offline: readonly (readonly number[])[]
}

/** What a broker's place among replicas is, seen from a partition; −1: it has none. */
export function replicaOf(placement: Placement, partition: number, broker: number): number {
  const end = placement.replicaBase[partition + 1]!
  for (let i = placement.replicaBase[partition]!; i < end; i++)
    if (placement.replicaBroker[i] === broker) return i
  return -1
}

/** Builds the arrays; keeps the previous placement, with its entity sets, when it is the same. */
export function buildTopology(
  metadata: readonly TopicMetadata[],
  lists: ListPool,
  previous: Topology | undefined,
): Topology {
  const topics = metadata.filter(({ partitions }) => partitions.length > 0).sort(byName)
  const partitions = topics.flatMap((topic) => topic.partitions.toSorted((a, b) => a.partition - b.partition))
  const replicas = partitions.map((p) => lists.of(p.replicas))
  const placement = samePlacement(previous?.placement, topics, replicas) ?? place(topics, replicas)
  return {
    placement,
    ids: topics.map((topic) => topic.id),
    internal: topics.map((topic) => topic.internal),
    leader: Int32Array.from(partitions, (p) => p.leader),
    epoch: Int32Array.from(partitions, (p) => p.epoch),
    isr: partitions.map((p) => lists.setOf(p.isr)),
    offline: partitions.map((p) => lists.setOf(p.offline)),
  }
}

function byName(a: TopicMetadata, b: TopicMetadata): number {
  return a.name < b.name ? -1 : 1
}

function samePlacement(
  previous: Placement | undefined,
  topics: readonly TopicMetadata[],
  replicas: readonly (readonly number[])[],
): Placement | undefined {
  if (previous?.topics.length !== topics.length || previous.replicas.length !== replicas.length)
    return undefined
  const sameTopics = topics.every(
    (topic, i) =>
      topic.name === previous.topics[i] &&
      topic.partitions.length === previous.base[i + 1]! - previous.base[i]!,
  )
  return sameTopics && replicas.every((list, i) => list === previous.replicas[i]) ? previous : undefined
}

function place(topics: readonly TopicMetadata[], replicas: readonly (readonly number[])[]): Placement {
  const base = starts(topics.map((topic) => topic.partitions.length))
  const replicaBase = starts(replicas.map((list) => list.length))
  const partitionPaths = topics.flatMap((topic) =>
    topic.partitions.map((_, p) => `topic/${topic.name}/${String(p)}`),
  )
  return {
    topics: topics.map((topic) => topic.name),
    row: new Map(topics.map((topic, row) => [topic.name, row])),
    base,
    replicaBase,
    replicaBroker: Int32Array.from(replicas.flat()),
    replicas,
    topicEntities: { paths: topics.map((topic) => `topic/${topic.name}`) },
    partitionEntities: { paths: partitionPaths },
    replicaEntities: {
      paths: replicas.flatMap((list, p) => list.map((broker) => `${partitionPaths[p]!}@${String(broker)}`)),
    },
  }
}

/** Running sums, from 0, with the total at the end. */
function starts(lengths: readonly number[]): Int32Array {
  const sums = new Int32Array(lengths.length + 1)
  for (let i = 0; i < lengths.length; i++) sums[i + 1] = sums[i]! + lengths[i]!
  return sums
}
