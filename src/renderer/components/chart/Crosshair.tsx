import { formatInstant } from '../../../shared/base/format-time.ts'
import { formatValue } from '../../../shared/base/format-unit.ts'
import { Swatch } from '../State.tsx'
import { useHover } from './hover.ts'
import { useChart } from './model.ts'
import type { Margins } from './model.ts'
import { nearest } from '../../../shared/chart/path.ts'
import { linearScale } from '../../../shared/chart/scale.ts'
import style from './TimeChart.module.css'

export interface CrosshairProps {
  readonly from: number
  readonly to: number
  readonly width: number
  readonly height: number
  readonly margins: Margins
  /** The pointer is over this chart: here the values are listed, elsewhere only the line is drawn. */
  readonly isOwn: boolean
}

const most = 10

/** A line at the instant under the pointer, with the values there. */
export function Crosshair({ from, to, width, height, margins, isOwn }: CrosshairProps) {
  const hover = useHover()
  const chart = useChart()
  if (hover === undefined || hover < from || hover > to) return null
  const index = nearest(chart.data.t, hover)
  const at = chart.data.t[index]
  if (at === undefined) return null
  const right = width - margins.right
  const px = linearScale(from, to, margins.left, right).px(at)
  if (px < margins.left || px > right) return null
  const isLeftHalf = px < width / 2
  return (
    <>
      <svg className={style['overlay']} width={width} height={height} aria-hidden>
        <path
          d={`M${px} ${margins.top}V${height - margins.bottom}`}
          stroke="var(--fg)"
          strokeDasharray="2 2"
          opacity={0.8}
        />
      </svg>
      {isOwn && (
        <div
          className={style['tip']}
          style={isLeftHalf ? { left: px + 8 } : { right: width - px + 8 }}
          role="status"
        >
          <div className={style['dim']}>{formatInstant(at)}</div>
          {rowsAt(chart.series.length, chart.data.v, index).map((k) => (
            <div key={k} className={style['row']}>
              <Swatch color={chart.colors[k] ?? ''} />
              {chart.series[k]?.label}
              <b>{formatValue(chart.data.v[k]?.[index], chart.unit)}</b>
            </div>
          ))}
          {chart.series.length > most && (
            <div className={style['dim']}>and {chart.series.length - most} lower</div>
          )}
        </div>
      )}
    </>
  )
}

/** All series in their order, or the highest when there are too many. */
function rowsAt(count: number, v: readonly Float64Array[], index: number): readonly number[] {
  const all = Array.from({ length: count }, (_, k) => k)
  if (count <= most) return all
  const value = (k: number) => v[k]?.[index] ?? -Infinity
  return all.sort((a, b) => value(b) - value(a)).slice(0, most)
}
