import type { TargetState } from '../../../shared/api/targets.ts'
import { useClock } from '../../components/use-clock.ts'

const stepMs = 5000

/**
 * The newest instant there is. That of the newest sample while they come, so that nothing moves unless data moved;
 * when they stop coming, the clock's, in steps, so that what isn't seen can be seen to grow.
 */
export function useEdge({ condition, extent, config }: TargetState, sampledAt: number | undefined): number {
  const clock = useClock(stepMs)
  if (condition === 'recorded' || condition === 'stopped') return extent?.to ?? sampledAt ?? clock
  if (sampledAt === undefined) return clock
  const isOverdue = clock - sampledAt > Math.max(stepMs * 2, config.intervalMs * 2.5)
  return isOverdue ? clock : sampledAt
}
