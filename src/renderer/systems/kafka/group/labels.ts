import type { GroupData } from '../../../../shared/systems/kafka-group-views.ts'

/** "p6", or with its topic where the group reads several. */
export function partitionLabel(
  { topics, partitions }: Pick<GroupData, 'topics' | 'partitions'>,
  row: number,
): string {
  const number = String(partitions.partition[row] ?? '?')
  return topics.length > 1 ? `${partitions.topic[row] ?? '?'}-${number}` : `p${number}`
}

// Not in the order of the series: amber and red come last, because beside lag they would read as trouble.
const inks = [1, 2, 5, 6, 3, 4].map((n) => `var(--series-${n})`)

/** The square that a member is known by on the page. */
export const memberColor = (member: number): string => inks[member % inks.length] ?? 'var(--dim)'
