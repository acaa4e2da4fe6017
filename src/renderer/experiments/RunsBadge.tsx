import { Badge } from '../components/State.tsx'
import { useRuns } from './use-experiments.ts'

/** Beside the way to the experiments: whether one is on, or left something behind. */
export function RunsBadge() {
  const runs = useRuns() ?? []
  const on = runs.filter((run) => run.outcome === 'running')
  const isLeft = runs.some((run) => run.outcome !== 'running' && run.left.length > 0)
  if (on.length === 0 && !isLeft) return null
  return (
    <span style={{ marginLeft: 'auto' }}>
      {on.length > 0 ? (
        <Badge tone="accent">{on.some((run) => !run.isHeld) ? 'running' : 'held'}</Badge>
      ) : (
        <Badge tone="warn">not cleaned</Badge>
      )}
    </span>
  )
}
