import { Check, X } from 'lucide-react'
import type { ExperimentInfo, Run } from '../../../shared/api/experiments.ts'
import { classes } from '../../components/classes.ts'
import { Panel } from '../../components/Panel.tsx'
import { fill } from '../question.ts'
import { wasRight } from '../outcome.ts'
import style from './run.module.css'

/** What was predicted, locked; answered as soon as the recording can. */
export function PredictionPanel({
  run,
  info,
}: {
  readonly run: Run
  readonly info: ExperimentInfo | undefined
}) {
  if (info === undefined) return null
  const note = run.prediction === undefined ? 'none was given' : 'given before the start, locked'
  return (
    <Panel title="Your prediction" note={note} padded>
      <p className={style['question']}>{fill(info.question, run.parameters)}</p>
      <ul className={style['choices']}>
        {info.choices.map(({ id, label }) => (
          <Choice
            key={id}
            label={fill(label, run.parameters)}
            isMine={run.prediction === id}
            isAnswer={run.verdict?.answer === id}
            isRight={wasRight(run)}
          />
        ))}
      </ul>
    </Panel>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly isMine: boolean
  readonly isAnswer: boolean
  readonly isRight: boolean | undefined
}

function Choice({ label, isMine, isAnswer, isRight }: ChoiceProps) {
  return (
    <li className={classes(style['choice'], isMine && style['mine'])}>
      <i className={style['radio']} aria-hidden />
      <span className={style['choiceLabel']}>
        {label}
        {isMine && <span className={style['hidden']}>, your prediction</span>}
      </span>
      {isAnswer && (
        <span className={style['came']}>
          <Check size={12} aria-hidden /> came true
        </span>
      )}
      {isMine && isRight === false && (
        <span className={style['not']}>
          <X size={12} aria-hidden /> did not
        </span>
      )}
    </li>
  )
}
