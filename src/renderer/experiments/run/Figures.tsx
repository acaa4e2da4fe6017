import type { Verdict } from '../../../shared/api/experiments.ts'
import { Num } from '../../components/Num.tsx'
import { toneColor } from '../../components/tone.ts'
import { toneOf } from '../outcome.ts'
import style from './run.module.css'

/** What was measured, each figure with how it came about. */
export function Figures({ verdict, isOver }: { readonly verdict: Verdict; readonly isOver: boolean }) {
  return (
    <dl className={style['figures']} aria-label={isOver ? 'Figures of the whole run' : 'Figures so far'}>
      {verdict.figures.map(({ id, label, value, unit, says, tone }) => (
        <div key={id}>
          <dt>{label}</dt>
          <dd
            className={style['figure']}
            style={tone === undefined || tone === 'info' ? undefined : { color: toneColor(toneOf(tone)) }}
          >
            <Num value={value ?? undefined} unit={unit} from={says} missing={says} />
          </dd>
          <dd className={style['from']} title={says}>
            {says}
          </dd>
        </div>
      ))}
    </dl>
  )
}
