import type { PartitionRow, ReplicaRow } from '../topic-rows.ts'

/** How a replica's part in its partition differs from the moment that is compared. */
export interface ReplicaChange {
  /** It was the leader, and is not. */
  readonly led: boolean
  /** "led, in the ISR at 02:58:00" */
  readonly says: string
}

/** By partition and by broker; those that are alike are not in it. */
export type ReplicaChanges = ReadonlyMap<number, ReadonlyMap<number, ReplicaChange>>

/** @param when what the other moment is called: "02:58:00" */
export function replicaChanges(
  now: readonly PartitionRow[],
  before: readonly PartitionRow[],
  when: string,
): ReplicaChanges {
  const was = new Map(before.map((row) => [row.partition, row]))
  return new Map(
    now.flatMap((row) => {
      const other = was.get(row.partition)
      const changes = other === undefined ? [] : changesOf(row, other, when)
      return changes.length === 0 ? [] : [[row.partition, new Map(changes)] as const]
    }),
  )
}

function changesOf(row: PartitionRow, before: PartitionRow, when: string) {
  return row.replicas.flatMap((replica) => {
    const was = before.replicas.find(({ broker }) => broker === replica.broker)
    const words = wordsOf(replica, was)
    if (words.length === 0) return []
    const led = was?.isLeader === true && !replica.isLeader
    return [[replica.broker, { led, says: `${words.join(', ')} at ${when}` }] as const]
  })
}

/** What it was. That it leads now and did not is told by who led. */
function wordsOf(now: ReplicaRow, was: ReplicaRow | undefined): readonly string[] {
  if (was === undefined) return ['no replica']
  return [
    ...(was.isLeader && !now.isLeader ? ['led'] : []),
    ...(was.inIsr === now.inIsr ? [] : [was.inIsr ? 'in the ISR' : 'out of the ISR']),
  ]
}
