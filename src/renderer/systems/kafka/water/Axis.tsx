import { formatNumber, minus, thin } from '../../../../shared/base/format-number.ts'
import { tailMarks, xOf, type TailScale } from './tail.ts'
import style from './water.module.css'

export interface AxisProps {
  readonly scale: TailScale
  readonly width: number
  /** Of one partition; NaN: none is known, so distances are told in messages only. */
  readonly perSecond: number
}

const charPx = 5.9
const endWords = 'leader’s end'

/** Distance to the end of the leader's log, in messages and, at this topic's rate, in time. */
export function Axis({ scale, width, perSecond }: AxisProps) {
  const roomPx = (scale.x1 - scale.x0) / 4 - 10
  const full = axisLabel(scale.tail, perSecond)
  // Beside the end's own words, which hang to the left of it.
  const isShort = Math.max(full.length, full.length / 2 + endWords.length) * charPx > roomPx
  const label = (distance: number) => axisLabel(distance, isShort ? NaN : perSecond)
  const skipsOdd = label(scale.tail).length * charPx > roomPx
  return (
    <div className={style['axis']}>
      <span className={style['axisWho']}>Partition</span>
      <span className={style['axisStart']}>Log start</span>
      <svg width={width} height={22} aria-hidden>
        {tailMarks(scale.tail).map((d, i) =>
          skipsOdd && i % 2 === 1 ? null : (
            <text
              key={d}
              x={d === scale.tail ? scale.x0 - 8 : xOf(scale, d)}
              y={15}
              textAnchor={i === 0 ? 'end' : d === scale.tail ? 'start' : 'middle'}
              className={style['dim']}
            >
              {i === 0 ? endWords : label(d)}
            </text>
          ),
        )}
      </svg>
      <span className={style['axisEnd']}>End</span>
    </div>
  )
}

/** "−20 000 · 23 s": one unit of time is enough on an axis. */
function axisLabel(distance: number, perSecond: number): string {
  const messages = `${minus}${formatNumber(distance)}`
  if (!(perSecond > 0)) return messages
  const seconds = distance / perSecond
  if (seconds < 120) return `${messages} · ${Math.round(seconds)}${thin}s`
  if (seconds < 7200) return `${messages} · ${Math.round(seconds / 60)}${thin}min`
  return `${messages} · ${Math.round(seconds / 3600)}${thin}h`
}
