import type { ExperimentInfo, RunStep } from '../../../shared/api/experiments.ts'
import { formatDuration } from '../../../shared/base/format-time.ts'
import { Panel } from '../../components/Panel.tsx'
import style from './setup.module.css'

export interface StepsPanelProps {
  readonly steps: readonly RunStep[]
  readonly info: ExperimentInfo
  /** A target was chosen: without one the steps aren't known. */
  readonly isHere: boolean
}

/** What a run will do, in order, and what it creates. */
export function StepsPanel({ steps, info, isHere }: StepsPanelProps) {
  return (
    <Panel title="What it will do" note={`about ${formatDuration(info.tookAboutS * 1000)}`} padded>
      <ol className={style['steps']}>
        {steps.map((step) => (
          <li key={step.id}>
            <b>{step.title}</b>
            <span>{step.says}</span>
          </li>
        ))}
      </ol>
      {steps.length === 0 && (
        <p className={style['dim']}>
          {isHere
            ? 'The steps are listed once target and settings were checked.'
            : 'Choose a target to see its steps.'}
        </p>
      )}
      <p className={style['creates']}>
        <b>Creates</b> {info.creates}
      </p>
    </Panel>
  )
}
