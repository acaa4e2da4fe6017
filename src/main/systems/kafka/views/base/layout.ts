import type { EntitySet } from '../../../sample.ts'

/** Partitions of a moment, by row; the rows of one topic lie together, in the order of their numbers. */
export interface PartitionLayout {
  readonly paths: readonly string[]
  readonly row: ReadonlyMap<string, number>
  readonly topics: readonly string[]
  readonly topicRow: ReadonlyMap<string, number>
  /** Per partition: row of `topics`, and its number in the topic. */
  readonly topic: Int32Array
  readonly number: Int32Array
  /** First row of each topic; one more at the end. */
  readonly base: Int32Array
  /** False: the set isn't in that order, and the rest says nothing. */
  readonly isOrdered: boolean
}

/** Replicas, grouped by partition. */
export interface ReplicaLayout {
  /** Per replica: row of its partition (−1: of none that is known), and its broker. */
  readonly partition: Int32Array
  readonly broker: Int32Array
  /** `rows[first[p]]` to `rows[first[p + 1] − 1]` are the replicas of partition p, in their own order. */
  readonly first: Int32Array
  readonly rows: Int32Array
}

const partitionLayouts = new WeakMap<EntitySet, PartitionLayout>()
const replicaLayouts = new WeakMap<EntitySet, { of: PartitionLayout; layout: ReplicaLayout }>()

/** Paths are taken apart once for each set: ten thousand strings a tick would cost more than everything else. */
export function partitionLayout(set: EntitySet): PartitionLayout {
  let layout = partitionLayouts.get(set)
  if (layout === undefined) partitionLayouts.set(set, (layout = parsePartitions(set)))
  return layout
}

export function replicaLayout(set: EntitySet, of: PartitionLayout): ReplicaLayout {
  const known = replicaLayouts.get(set)
  if (known?.of === of) return known.layout
  const layout = parseReplicas(set, of)
  replicaLayouts.set(set, { of, layout })
  return layout
}

/** `topic/orders/3` → orders, 3 */
export function splitPartition(path: string): { topic: string; partition: number } {
  const slash = path.lastIndexOf('/')
  return { topic: path.slice('topic/'.length, slash), partition: Number(path.slice(slash + 1)) }
}

export function partitionPath(topic: string, partition: number): string {
  return `topic/${topic}/${String(partition)}`
}

/** `broker/2` → 2; the same for voters */
export function idOf(path: string): number {
  return Number(path.slice(path.indexOf('/') + 1))
}

/** `group/billing` → billing, `topic/orders` → orders */
export function nameOf(path: string): string {
  return path.slice(path.indexOf('/') + 1)
}

function parsePartitions({ paths }: EntitySet): PartitionLayout {
  const topics: string[] = []
  const topicRow = new Map<string, number>()
  const topic = new Int32Array(paths.length)
  const number = new Int32Array(paths.length)
  const starts: number[] = []
  let isOrdered = true
  paths.forEach((path, row) => {
    const parts = splitPartition(path)
    if (topics.at(-1) === parts.topic) isOrdered &&= parts.partition > number[row - 1]!
    else {
      isOrdered &&= !topicRow.has(parts.topic)
      topicRow.set(parts.topic, topics.length)
      topics.push(parts.topic)
      starts.push(row)
    }
    topic[row] = topics.length - 1
    number[row] = parts.partition
  })
  const row = new Map(paths.map((path, i) => [path, i]))
  return {
    paths,
    row,
    topics,
    topicRow,
    topic,
    number,
    base: Int32Array.from([...starts, paths.length]),
    isOrdered,
  }
}

function parseReplicas({ paths }: EntitySet, of: PartitionLayout): ReplicaLayout {
  const partition = new Int32Array(paths.length)
  const broker = new Int32Array(paths.length)
  const first = new Int32Array(of.paths.length + 1)
  paths.forEach((path, i) => {
    const at = path.lastIndexOf('@')
    const row = of.row.get(path.slice(0, at)) ?? -1
    partition[i] = row
    broker[i] = Number(path.slice(at + 1))
    if (row >= 0) first[row + 1]!++
  })
  for (let p = 0; p < of.paths.length; p++) first[p + 1]! += first[p]!
  const next = first.slice()
  const rows = new Int32Array(paths.length)
  partition.forEach((p, i) => {
    if (p >= 0) rows[next[p]!++] = i
  })
  return { partition, broker, first, rows }
}
