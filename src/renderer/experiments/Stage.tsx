import { useMemo } from 'react'
import { useSystems } from '../app/frame/system-context.ts'
import { LanesStage } from './fallback/LanesStage.tsx'
import { StageFrameProvider } from './stage.ts'
import type { StageFrame, StageProps, Stages } from './stage.ts'

export interface DrawnStageProps extends StageProps {
  readonly frame: StageFrame
}

/** The drawing of a run: its experiment's own, or lanes of those who act. */
export function Stage({ frame, ...props }: DrawnStageProps) {
  const stages = useStages()
  const Drawing = stages[props.run.experiment] ?? LanesStage
  return (
    <StageFrameProvider value={frame}>
      <Drawing {...props} />
    </StageFrameProvider>
  )
}

/** The drawings of all systems' experiments. */
export function useStages(): Stages {
  const systems = useSystems()
  return useMemo(
    () => Object.assign({}, ...systems.map((system) => system.stages ?? {})) as Stages,
    [systems],
  )
}
