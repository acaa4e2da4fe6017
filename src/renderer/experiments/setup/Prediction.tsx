import { useId } from 'react'
import type { ExperimentInfo } from '../../../shared/api/experiments.ts'
import { Panel } from '../../components/Panel.tsx'
import { fill } from '../question.ts'
import style from './setup.module.css'
import { noIdea } from './use-setup.ts'
import type { Setup } from './use-setup.ts'

/** The question, asked before the start. */
export function Prediction({ info, setup }: { readonly info: ExperimentInfo; readonly setup: Setup }) {
  const name = useId()
  const answers = [
    ...info.choices.map(({ id, label }) => ({ id, label: fill(label, setup.values) })),
    { id: noIdea, label: 'I don’t know' },
  ]
  return (
    <Panel title="Your prediction" note="locked when it starts" padded>
      <fieldset className={style['options']}>
        <legend className={style['question']}>{fill(info.question, setup.values)}</legend>
        {answers.map(({ id, label }) => (
          <label key={id} className={style['option']}>
            <input
              type="radio"
              name={name}
              checked={setup.prediction === id}
              onChange={() => setup.predict(id)}
            />
            <span className={style['optionText']}>{label}</span>
          </label>
        ))}
      </fieldset>
    </Panel>
  )
}
