import type { ExperimentInfo, Run } from '../../../shared/api/experiments.ts'
import { Panel } from '../../components/Panel.tsx'
import { State } from '../../components/State.tsx'
import { wasRight } from '../outcome.ts'
import { fill } from '../question.ts'
import style from './run.module.css'

/** Predicted, observed, what theory says, and why. */
export function VerdictPanel({
  run,
  info,
}: {
  readonly run: Run
  readonly info: ExperimentInfo | undefined
}) {
  const { verdict } = run
  if (verdict === undefined) return null
  const label = (id: string | undefined) => {
    const choice = info?.choices.find((each) => each.id === id)
    return choice === undefined || info === undefined ? id : fill(choice.label, run.parameters)
  }
  const right = wasRight(run)
  const state =
    right === undefined ? undefined : right ? (
      <State tone="ok">as predicted</State>
    ) : (
      <State tone="warn">other than predicted</State>
    )
  return (
    <Panel title="Verdict" note={run.outcome === 'running' ? 'so far' : ''} padded actions={state}>
      <dl className={style['verdict']}>
        <dt>Predicted</dt>
        <dd>{label(run.prediction) ?? 'nothing'}</dd>
        <dt>Observed</dt>
        <dd>
          {verdict.answer === undefined ? 'The run doesn’t tell. ' : <b>{label(verdict.answer)}. </b>}
          {verdict.observed}
        </dd>
        <dt>Theory</dt>
        <dd>{verdict.theory}</dd>
        <dt>Why</dt>
        <dd>{verdict.why}</dd>
      </dl>
    </Panel>
  )
}
