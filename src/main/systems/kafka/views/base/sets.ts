import type { Json } from '../../../../../shared/base/json.ts'
import type { Look } from '../../../moment.ts'
import type { EntitySet } from '../../../sample.ts'
import { partitionLayout, type PartitionLayout, partitionPath, splitPartition } from './layout.ts'

/**
 * A column names what was observed; what there is, facts say. Live the two agree, and the column's own set is taken,
 * which stays the same object; where they don't, because a broker was silent, the set is made from the facts.
 */
export function partitionSet({ moment }: Look): EntitySet {
  const leaders = moment.facts('partition.leader')
  const column = moment.column('partition.hw')
  if (column?.entities.paths.length === leaders.size && partitionLayout(column.entities).isOrdered)
    return column.entities
  return { paths: [...leaders.keys()].sort(byTopicAndNumber) }
}

function byTopicAndNumber(a: string, b: string): number {
  const [left, right] = [splitPartition(a), splitPartition(b)]
  if (left.topic === right.topic) return left.partition - right.partition
  return left.topic < right.topic ? -1 : 1
}

export function replicaSet(
  { moment }: Look,
  { paths }: PartitionLayout,
  replicas: readonly (readonly number[])[],
): EntitySet {
  const count = replicas.reduce((sum, list) => sum + list.length, 0)
  const column = moment.column('replica.leo')
  if (column?.entities.paths.length === count) return column.entities
  return {
    paths: replicas.flatMap((list, row) => list.map((broker) => `${paths[row]!}@${String(broker)}`)),
  }
}

/** Undefined: no group commits anything. */
export function commitSet({ moment }: Look): EntitySet | undefined {
  const commits = moment.facts('group.commits')
  const column = moment.column('commit.offset')
  let count = 0
  for (const { value } of commits.values())
    for (const partitions of Object.values(topicsIn(value))) count += partitions.length
  if (count === 0) return column?.entities
  if (column?.entities.paths.length === count) return column.entities
  const paths = [...commits].flatMap(([group, { value }]) =>
    Object.entries(topicsIn(value)).flatMap(([topic, partitions]) =>
      partitions.map((partition) => `${partitionPath(topic, partition)}/${group}`),
    ),
  )
  return { paths }
}

function topicsIn(value: Json): Readonly<Record<string, readonly number[]>> {
  return value as Readonly<Record<string, readonly number[]>>
}
