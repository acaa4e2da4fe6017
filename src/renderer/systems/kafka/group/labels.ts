import type { GroupData } from '../../../../shared/systems/kafka-group-views.ts'
import { seriesColor } from '../../../components/tone.ts'

/** "6", or with its topic where the group reads several. */
export function partitionLabel(
  { topics, partitions }: Pick<GroupData, 'topics' | 'partitions'>,
  row: number,
): string {
  const number = String(partitions.partition[row] ?? '?')
  return topics.length > 1 ? `${partitions.topic[row] ?? '?'}-${number}` : number
}

/** The square that a member is known by on the page. */
export const memberColor = (member: number): string =>
  member < 0 ? 'var(--line-strong)' : seriesColor(member)
