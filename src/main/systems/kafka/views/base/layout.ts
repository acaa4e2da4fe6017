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

/** Committed offsets. */
export interface CommitRows {
  readonly groups: readonly string[]
  readonly groupRow: ReadonlyMap<string, number>
  /** Per commit: row of `groups`, and of its partition (−1: the topic is gone). */
  readonly group: Int32Array
  readonly partition: Int32Array
  /** Per group: its commits, and the topics they are on (those that still exist). */
  readonly commits: readonly (readonly number[])[]
  readonly topics: readonly (readonly string[])[]
}

const partitionLayouts = new WeakMap<EntitySet, PartitionLayout>()
const replicaLayouts = new WeakMap<EntitySet, { of: PartitionLayout; layout: ReplicaLayout }>()
const commitLayouts = new WeakMap<EntitySet, { of: PartitionLayout; layout: CommitRows }>()

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

export function commitRows(set: EntitySet, of: PartitionLayout): CommitRows {
  const known = commitLayouts.get(set)
  if (known?.of === of) return known.layout
  const layout = parseCommits(set, of)
  commitLayouts.set(set, { of, layout })
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

function parseCommits({ paths }: EntitySet, of: PartitionLayout): CommitRows {
  const ids: string[] = new Array<string>(paths.length)
  const partition = Int32Array.from(paths, (path, i) => {
    // topic names hold no slash, group ids may
    const end = path.indexOf('/', path.indexOf('/', 'topic/'.length) + 1)
    ids[i] = path.slice(end + '/group/'.length)
    return of.row.get(path.slice(0, end)) ?? -1
  })
  const groups = [...new Set(ids)].sort()
  const groupRow = new Map(groups.map((id, row) => [id, row]))
  const group = Int32Array.from(ids, (id) => groupRow.get(id)!)
  const commits = groups.map((): number[] => [])
  group.forEach((row, i) => commits[row]!.push(i))
  const topics = commits.map((own) => topicsOf(own, partition, of))
  return { groups, groupRow, group, partition, commits, topics }
}

function topicsOf(commits: readonly number[], partition: Int32Array, of: PartitionLayout): string[] {
  const rows = new Set(
    commits
      .map((i) => partition[i]!)
      .filter((p) => p >= 0)
      .map((p) => of.topic[p]!),
  )
  return [...rows].map((row) => of.topics[row]!).sort()
}
