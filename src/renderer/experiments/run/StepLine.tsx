import type { Run, RunEntry } from '../../../shared/api/experiments.ts'
import { stepSpans } from '../log/steps.ts'
import style from './run.module.css'
import type { RunControl } from './use-run-control.ts'

export interface StepLineProps {
  readonly run: Run
  readonly entries: readonly RunEntry[]
  readonly until: number
  readonly control: RunControl
}

/** The step that was done last at the shown instant, or the one that waits to be told. */
export function StepLine({ run, entries, until, control }: StepLineProps) {
  const spans = stepSpans(run, entries)
  const isWaiting = control.isOn && run.isHeld && run.step !== undefined
  const begun = spans.findLastIndex((span) => span.began !== undefined && span.began <= until)
  const index = isWaiting ? (run.step ?? 0) : begun
  const step = spans[index]
  if (step === undefined) return null
  return (
    <div className={style['step']} data-waits={isWaiting}>
      <span className={style['count']}>
        {isWaiting ? 'held before step' : 'step'} {index + 1} of {spans.length}
      </span>
      <b>{step.title}</b>
      <span className={style['stepSays']}>{step.says}</span>
    </div>
  )
}
