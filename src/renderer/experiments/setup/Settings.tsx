import { useId } from 'react'
import type { ExperimentInfo, Parameter } from '../../../shared/api/experiments.ts'
import { formatValue } from '../../../shared/base/format-unit.ts'
import { Button } from '../../components/Button.tsx'
import { SelectField, TextField } from '../../components/Field.tsx'
import { Panel } from '../../components/Panel.tsx'
import { initialValues } from '../question.ts'
import style from './setup.module.css'
import type { Setup } from './use-setup.ts'

/** The parameters with their ranges, and the way back to the first ones. */
export function Settings({ info, setup }: { readonly info: ExperimentInfo; readonly setup: Setup }) {
  const first = initialValues(info)
  const isChanged = info.parameters.some(({ id }) => setup.values[id] !== first[id])
  if (info.parameters.length === 0) return null
  return (
    <Panel
      title="Settings"
      padded
      actions={
        isChanged && (
          <Button kind="link" onClick={setup.reset}>
            Reset
          </Button>
        )
      }
    >
      <div className={style['settings']}>
        {info.parameters.map((parameter) => (
          <Setting key={parameter.id} parameter={parameter} setup={setup} />
        ))}
      </div>
    </Panel>
  )
}

function Setting({ parameter, setup }: { readonly parameter: Parameter; readonly setup: Setup }) {
  const value = setup.values[parameter.id]
  const problem = setup.problems[parameter.id]
  const onChange = (next: string) => setup.setValue(parameter.id, next)
  if (parameter.kind === 'choice')
    return (
      <SelectField
        label={parameter.label}
        help={parameter.says}
        problem={problem}
        value={String(value)}
        options={parameter.options}
        onChange={onChange}
      />
    )
  return <NumberSetting {...{ parameter, problem, onChange }} value={Number(value)} />
}

interface NumberSettingProps {
  readonly parameter: Extract<Parameter, { kind: 'number' }>
  readonly value: number
  readonly problem: string | undefined
  readonly onChange: (value: string) => void
}

function NumberSetting({ parameter, value, problem, onChange }: NumberSettingProps) {
  const id = useId()
  const { label, says, min, max, unit = 'count' } = parameter
  const text = Number.isNaN(value) ? '' : String(value)
  // fine enough for its range, coarse enough to be dragged
  const step = max - min > 200 ? (max - min > 5000 ? 100 : 10) : 1
  return (
    <div className={style['number']}>
      <TextField
        type="number"
        label={label}
        value={text}
        onChange={onChange}
        problem={problem}
        help={`${says} ${formatValue(min, unit)} to ${formatValue(max, unit)}.`}
      />
      <label htmlFor={id} className={style['hidden']}>
        {label}, as a slider
      </label>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={Number.isNaN(value) ? min : value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}
