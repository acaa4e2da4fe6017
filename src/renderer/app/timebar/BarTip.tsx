import type { Timeline } from '../../../shared/api/history.ts'
import { formatDistance, formatInstant, formatDuration } from '../../../shared/base/format-time.ts'
import { useHover } from '../../components/chart/hover.ts'
import type { Scale } from '../../../shared/chart/scale.ts'
import { Dot } from '../../components/State.tsx'
import { densityAt } from './density.ts'
import style from './timebar.module.css'

const severityTone = { critical: 'bad', warning: 'warn', info: 'accent' } as const

export interface BarTipProps {
  readonly timeline: Timeline | undefined
  readonly x: Scale
  readonly width: number
  /** The instant in force: distances are told from it. */
  readonly shown: number
  readonly top: number
}

/** What lies under the pointer: the instant, how far it is, findings and events there. */
export function BarTip({ timeline, x, width, shown, top }: BarTipProps) {
  const at = useHover()
  if (at === undefined || timeline === undefined) return null
  const px = x.px(at)
  const open = timeline.findings.filter((each) => each.from <= at && (each.to ?? Infinity) >= at)
  const events = densityAt(timeline, at)
  const isBlind = timeline.gaps.some((gap) => at > gap.from && at < gap.to)
  return (
    <div className={style['tip']} style={{ top, ...(px < width / 2 ? { left: px } : { right: width - px }) }}>
      <b>{formatInstant(at)}</b>{' '}
      <span>{formatDistance(at, shown, { before: 'earlier', after: 'later' })}</span>
      {open.slice(0, 3).map((each) => (
        <div key={each.id}>
          <Dot tone={severityTone[each.severity]} /> {each.title}{' '}
          <span>{each.to === undefined ? 'still open' : `for ${formatDuration(each.to - each.from)}`}</span>
        </div>
      ))}
      <div>
        <span>
          {isBlind
            ? 'not seen: no samples, no claims'
            : events === 0
              ? 'no events here'
              : events === 1
                ? 'one event here'
                : `${events} events here`}
          {open.length > 3 ? ` · ${open.length - 3} more findings` : ''}
        </span>
      </div>
    </div>
  )
}
