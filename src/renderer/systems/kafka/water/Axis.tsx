import { formatNumber, minus } from '../../../../shared/base/format-number.ts'
import { formatDuration } from '../../../../shared/base/format-time.ts'
import { tailMarks, xOf, type TailScale } from './tail.ts'
import style from './water.module.css'

export interface AxisProps {
  readonly scale: TailScale
  readonly width: number
  /** Of one partition; NaN: none is known, so distances are told in messages only. */
  readonly perSecond: number
}

/** Distance to the end of the leader's log, in messages and, at this topic's rate, in time. */
export function Axis({ scale, width, perSecond }: AxisProps) {
  const label = (distance: number) => {
    const seconds = perSecond > 0 ? ` · ${formatDuration(Math.round(distance / perSecond) * 1000)}` : ''
    return `${minus}${formatNumber(distance)}${seconds}`
  }
  const roomPx = (scale.x1 - scale.x0) / 4
  return (
    <div className={style['axis']}>
      <span className={style['axisWho']}>Partition</span>
      <span className={style['axisStart']}>Log start</span>
      <svg width={width} height={22} aria-hidden>
        {tailMarks(scale.tail).map((d, i) => {
          // The outermost words stay inside; the farthest is left out where it would run into its neighbour.
          if (roomPx < 110 && i % 2 === 1) return null
          return (
            <text
              key={d}
              x={xOf(scale, d)}
              y={15}
              textAnchor={i === 0 ? 'end' : 'middle'}
              className={style['dim']}
            >
              {i === 0 ? 'end of leader’s log' : label(d)}
            </text>
          )
        })}
      </svg>
      <span className={style['axisEnd']}>End</span>
    </div>
  )
}
