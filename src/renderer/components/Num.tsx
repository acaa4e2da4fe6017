import type { KeyboardEvent, ReactNode } from 'react'
import { unitSpace } from '../../shared/base/format-number.ts'
import { formatClockMs, formatDay, isSameDay } from '../../shared/base/format-time.ts'
import { formatValue, scaleValue, unitWord } from '../../shared/base/format-unit.ts'
import type { FactInfo, MetricInfo, Unit } from '../../shared/systems/catalogue.ts'
import style from './Num.module.css'
import { useProvenance } from './provenance.ts'
import { Dot } from './State.tsx'
import { useTip } from './tip.ts'

export interface NumProps {
  /** NaN or undefined: not observed, shown as `?` with a dashed dot. */
  readonly value: number | undefined
  /** Key of the catalogue: gives unit, source and sentence. Derived values may leave it out and say `from`. */
  readonly metric?: string
  /** Overrides the catalogue's unit, as for the rate of a counter. */
  readonly unit?: Unit
  /** When it was read, epoch ms. */
  readonly readAt?: number | undefined
  /** Whose number it is: an entity path. */
  readonly entity?: string
  /** Of derived numbers: from what. "LEO of the leader minus the committed offset" */
  readonly from?: ReactNode
  /** Of missing ones: what would let it be seen. */
  readonly missing?: ReactNode
  /** Anything more to say on hover: a trend, a sparkline. */
  readonly more?: ReactNode
  /** Leaves the short unit out, where the column's head says it. */
  readonly bare?: boolean
  /** False in table cells: hover still tells, but ten thousand cells aren't ten thousand tab stops. */
  readonly focusable?: boolean
}

/** A number that says on hover and on focus where it comes from, its unit, and when it was read. Ctrl C copies both. */
export function Num(props: NumProps) {
  const { value, focusable = true } = props
  const provenance = useProvenance()
  const info =
    props.metric === undefined
      ? undefined
      : (provenance.metric(props.metric) ?? provenance.fact(props.metric))
  const unit = props.unit ?? (info !== undefined && 'unit' in info ? info.unit : 'count')
  const tip = useTip(() => <Explanation {...props} unit={unit} info={info} />)
  const copy = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== 'c') return
    const read = props.readAt === undefined ? '' : `, read ${new Date(props.readAt).toISOString()}`
    const source = [props.entity, info?.source ?? props.metric].filter(Boolean).join(' · ')
    void navigator.clipboard.writeText(`${formatValue(value, unit)} (${source}${read})`)
  }
  return (
    <span
      className={style['num']}
      {...(focusable ? { tabIndex: 0, role: 'group', 'aria-label': spoken(value, unit) } : {})}
      {...tip}
      onKeyDown={copy}
    >
      <Figure value={value} unit={unit} bare={props.bare === true} />
    </span>
  )
}

function Figure({ value, unit, bare }: { value: number | undefined; unit: Unit; bare: boolean }) {
  if (value === undefined || !Number.isFinite(value))
    return (
      <span className={style['missing']}>
        <Dot tone="unknown" />?
      </span>
    )
  const { text, suffix } = scaleValue(value, unit)
  if (suffix === '' || bare) return text
  return (
    <>
      {text}
      <span className={style['suffix']}>
        {unitSpace}
        {suffix}
      </span>
    </>
  )
}

interface ExplanationProps extends NumProps {
  readonly unit: Unit
  readonly info: MetricInfo | FactInfo | undefined
}

function Explanation({ info, ...props }: ExplanationProps) {
  const isKnown = props.value !== undefined && Number.isFinite(props.value)
  return (
    <>
      <b className={style['big']}>{isKnown ? formatValue(props.value, props.unit) : 'Not observed'}</b>{' '}
      <span className={style['about']}>{isKnown ? wordBeside(props.unit) : ''}</span>
      {info !== undefined && (
        <div className={style['source']}>
          {props.metric} · from {info.source}
        </div>
      )}
      {props.from !== undefined && <div className={style['source']}>{props.from}</div>}
      {(props.entity !== undefined || props.readAt !== undefined) && (
        <div className={style['source']}>
          {[props.entity, readAtText(props.readAt)].filter(Boolean).join(' · ')}
        </div>
      )}
      {!isKnown && props.missing !== undefined && <div>{props.missing}</div>}
      {info !== undefined && <div className={style['about']}>{info.about}</div>}
      {props.more}
    </>
  )
}

/** The unit in words, unless the figure already carries it as a suffix. */
function wordBeside(unit: Unit): string {
  return unit === 'messages' || unit === 'offset' || unit === 'epoch' ? unitWord(unit) : ''
}

function readAtText(at: number | undefined): string {
  if (at === undefined) return ''
  const day = isSameDay(at, Date.now()) ? '' : `${formatDay(at)} `
  return `read ${day}${formatClockMs(at)}`
}

function spoken(value: number | undefined, unit: Unit): string {
  return value === undefined || !Number.isFinite(value)
    ? 'not observed'
    : `${formatValue(value, unit)} ${wordBeside(unit)}`
}
