import type { Look } from '../../moment.ts'
import { groupRows } from './base/groups.ts'
import { partitionsOf } from './base/partitions.ts'

const MOST_PARTITIONS = 50

/** What the views with arguments can be asked for at a moment. */
export function topicInstances(look: Look): { topic: string }[] {
  return partitionsOf(look).layout.topics.map((topic) => ({ topic }))
}

/** Only partitions that aren't as they should be: the others stand in their topics. */
export function partitionInstances(look: Look): { topic: string; partition: number }[] {
  const { layout, state } = partitionsOf(look)
  const troubled = layout.paths.map((_, row) => row).filter((row) => state[row] !== 'in-sync')
  return troubled
    .slice(0, MOST_PARTITIONS)
    .map((row) => ({ topic: layout.topics[layout.topic[row]!]!, partition: layout.number[row]! }))
}

export function groupInstances(look: Look): { group: string }[] {
  return groupRows(look).map(({ id }) => ({ group: id }))
}
