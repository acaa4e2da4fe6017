import type { TargetState } from '../../shared/api/targets.ts'
import { useLive } from '../api/use-live.ts'

const everything: Record<string, never> = {}

/** All targets, as they are now; undefined until the first answer. */
export function useTargets(): readonly TargetState[] | undefined {
  return useLive('targets', everything)
}
