import type { TopicsData } from '../../../shared/systems/kafka-topic-views.ts'
import type { PartitionState } from '../../../shared/systems/kafka-views.ts'

type Counts = Pick<TopicsData, 'offline' | 'underMinIsr' | 'underReplicated' | 'atMinIsr'>

/** The worst that holds for any partition of a topic; `unknown` when not even the copies were observed. */
export function topicState(data: Counts, row: number): PartitionState {
  if ((data.offline[row] ?? 0) > 0) return 'offline'
  if ((data.underMinIsr[row] ?? 0) > 0) return 'under-min-isr'
  if ((data.underReplicated[row] ?? 0) > 0) return 'under-replicated'
  if ((data.atMinIsr[row] ?? 0) > 0) return 'at-min-isr'
  return Number.isNaN(data.underReplicated[row] ?? NaN) ? 'unknown' : 'in-sync'
}

export const isTroubled = (data: Counts, row: number): boolean => {
  const state = topicState(data, row)
  return state !== 'in-sync' && state !== 'unknown'
}

const order: readonly PartitionState[] = [
  'offline',
  'under-min-isr',
  'hw-stands',
  'under-replicated',
  'at-min-isr',
  'unknown',
  'in-sync',
]

/** Worst first, for sorting. */
export const stateRank = (state: PartitionState): number => order.indexOf(state)
