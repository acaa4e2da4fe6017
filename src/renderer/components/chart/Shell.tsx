import { memo, useMemo } from 'react'
import { CartesianGrid, LineChart, XAxis, YAxis } from 'recharts'
import { formatTick, formatTimeTick } from '../../../shared/base/format-unit.ts'
import type { Unit } from '../../../shared/systems/catalogue.ts'
import { timeTicks } from '../../../shared/chart/domain.ts'
import { Layers } from './Layers.tsx'
import type { Margins } from './model.ts'

export interface ShellProps {
  readonly width: number
  readonly height: number
  readonly from: number
  readonly to: number
  readonly lo: number
  readonly hi: number
  /** The ticks of the value axis, as text: an array would be new each time. */
  readonly ticks: string
  readonly unit: Unit
  readonly margins: Margins
}

const tick = { fontSize: 10, fill: 'var(--dim)' }

/**
 * Axes and grid by recharts: about 7 ms to draw, so it is drawn only when a rounded domain or the size moves
 * (23 instead of 300 ms of CPU an update for twelve charts of eight series).
 */
export const Shell = memo(function Shell({
  width,
  height,
  from,
  to,
  lo,
  hi,
  ticks,
  unit,
  margins,
}: ShellProps) {
  const ends = useMemo(
    () => [
      { t: from, v: lo },
      { t: to, v: hi },
    ],
    [from, to, lo, hi],
  )
  const plotWidth = width - margins.left - margins.right
  const times = timeTicks(from, to, Math.max(2, plotWidth / 72)).filter(
    (at) => at - from > (to - from) * 0.02,
  )
  return (
    <LineChart
      width={width}
      height={height}
      data={ends}
      margin={{ top: margins.top, right: margins.right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid stroke="var(--line)" vertical={false} />
      <XAxis
        dataKey="t"
        type="number"
        domain={[from, to]}
        ticks={times}
        interval={0}
        height={margins.bottom}
        tickFormatter={(at: number) => formatTimeTick(at, to - from)}
        tick={tick}
        tickLine={false}
        axisLine={false}
      />
      <YAxis
        dataKey="v"
        domain={[lo, hi]}
        allowDataOverflow
        ticks={ticks.split(' ').map(Number)}
        interval={0}
        width={margins.left}
        tickFormatter={(value: number) => formatTick(value, unit)}
        tick={tick}
        tickLine={false}
        axisLine={false}
      />
      <Layers from={from} to={to} lo={lo} hi={hi} />
    </LineChart>
  )
})
