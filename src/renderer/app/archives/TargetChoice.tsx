import type { TargetState } from '../../../shared/api/targets.ts'
import style from './archives.module.css'

export interface TargetChoiceProps {
  readonly targets: readonly TargetState[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
  readonly problem: string | undefined
}

/** Which of the targets of one history go into the archive. */
export function TargetChoice({ targets, chosen, onChange, problem }: TargetChoiceProps) {
  const toggle = (id: string) =>
    onChange(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id])
  return (
    <fieldset className={style['choice']}>
      <legend>Targets</legend>
      {targets.map(({ config: { id, name }, summary }) => (
        <label key={id}>
          <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
          <b>{name}</b>
          <span>{summary}</span>
        </label>
      ))}
      {problem !== undefined && <span role="alert">{problem}</span>}
    </fieldset>
  )
}
