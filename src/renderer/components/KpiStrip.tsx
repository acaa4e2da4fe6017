import type { ReactNode } from 'react'
import { Mark } from './Mark.tsx'
import style from './KpiStrip.module.css'
import { toneColor } from './tone.ts'
import type { Tone } from './tone.ts'

export interface Kpi {
  readonly label: string
  /** Usually a `Num`, so that it says where it comes from. */
  readonly value: ReactNode
  /** One quiet line: whose, since when, out of how many. */
  readonly note?: ReactNode
  /** What it is of: while two moments are compared, its label is marked where that differs. */
  readonly entity?: string
  /** Only when it says that something is wrong: a healthy strip has no colour. */
  readonly tone?: Extract<Tone, 'warn' | 'bad' | 'unknown'> | undefined
}

/** The few figures that a page is read by, in one panel with dividers. Six at most. */
export function KpiStrip({ items }: { readonly items: readonly Kpi[] }) {
  return (
    <dl className={style['strip']}>
      {items.map(({ label, value, note, entity, tone }) => (
        <div key={label} className={style['kpi']}>
          <dt className={style['label']}>
            {label} {entity !== undefined && <Mark entity={entity} />}
          </dt>
          <dd className={style['value']} style={tone === undefined ? undefined : { color: toneColor(tone) }}>
            {value}
          </dd>
          <dd className={style['note']} title={typeof note === 'string' ? note : undefined}>
            {note}
          </dd>
        </div>
      ))}
    </dl>
  )
}
