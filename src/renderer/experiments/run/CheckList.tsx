import type { Check } from '../../../shared/api/experiments.ts'
import { Dot } from '../../components/State.tsx'
import type { Tone } from '../../components/tone.ts'
import style from './check-list.module.css'

const tones: Readonly<Record<Check['is'], Tone>> = { ok: 'ok', refused: 'bad', unknown: 'unknown' }
const words: Readonly<Record<Check['is'], string>> = { ok: 'ok', refused: 'no', unknown: 'not known' }

/** The checks before a run: what was found, and what would change it. */
export function CheckList({ checks }: { readonly checks: readonly Check[] }) {
  return (
    <ul className={style['checks']}>
      {checks.map((check) => (
        <li key={check.id}>
          <Dot tone={tones[check.is]} />
          <span>
            <b>{check.what}</b>
            <span className={style['is']}>{words[check.is]}</span>
            <span className={style['says']}>{check.says}</span>
            {check.fix !== undefined && check.is !== 'ok' && (
              <span className={style['fix']}>{check.fix}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
