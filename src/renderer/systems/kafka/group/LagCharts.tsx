import { useMemo } from 'react'
import type { SeriesData } from '../../../../shared/api/history.ts'
import type { GroupData } from '../../../../shared/systems/kafka-group-views.ts'
import { useInstant, type Stretch } from '../../../api/instant.ts'
import type { ChartSeries } from '../../../components/chart/model.ts'
import { TimeChart } from '../../../components/chart/TimeChart.tsx'
import { Panel } from '../../../components/Panel.tsx'
import page from '../../page.module.css'
import { useChartHeight } from '../../use-chart-height.ts'
import { memberColor, partitionLabel } from './labels.ts'
import type { GroupLag } from './use-group-lag.ts'

export interface LagChartsProps {
  readonly data: GroupData
  readonly lag: GroupLag | undefined
  readonly window: Stretch
}

const mostTimeLines = 8

/** Lag in messages, stacked, beside lag in time: only both together say whether it matters. */
export function LagCharts({ data, lag, window }: LagChartsProps) {
  const { go } = useInstant()
  const height = useChartHeight(150)
  const stacked = useMemo(() => ordered(data, lag), [data.partitions.owner, lag])
  const worst = useMemo(() => slowest(lag), [lag])
  const marks = Array.from(data.rebalances.at, (at, i) => ({
    at,
    tone: 'quiet' as const,
    label: i === data.rebalances.at.length - 1 ? (data.rebalances.cause[i] ?? '') : '',
  }))
  const shared = { from: window.from, to: window.to, height, marks, onPick: (at: number) => go(at) }
  const some =
    lag !== undefined && lag.rows.length < data.partitions.partition.length
      ? `the ${lag.rows.length} with the greatest lag, `
      : ''
  return (
    <div className={page['row']}>
      <Panel
        title="Lag in messages"
        note={`${some}stacked by partition, coloured by the member that owns it now`}
      >
        <TimeChart
          {...shared}
          label="Lag in messages by partition"
          unit="messages"
          stacked
          data={dataOf(lag, lag?.lag, stacked)}
          series={seriesOf(data, lag, stacked)}
        />
      </Panel>
      <Panel title="Lag in time" note="age of the oldest record not yet read, by partition">
        <TimeChart
          {...shared}
          label="Lag in time by partition"
          unit="s"
          data={dataOf(lag, lag?.lagTime, worst)}
          series={seriesOf(data, lag, worst)}
        />
      </Panel>
    </div>
  )
}

/** Places among the rows read, sorted by owner, so that a member's partitions lie together. */
function ordered(data: GroupData, lag: GroupLag | undefined): readonly number[] {
  const owner = (k: number) => data.partitions.owner[lag?.rows[k] ?? -1] ?? -1
  return (lag?.rows ?? []).map((_, k) => k).sort((a, b) => owner(a) - owner(b) || a - b)
}

/** The few that were ever slowest: more lines than these can't be told apart. */
function slowest(lag: GroupLag | undefined): readonly number[] {
  const most = (lag?.lagTime ?? []).map((v) => v.reduce((a, b) => (b > a ? b : a), 0))
  return [...most.keys()]
    .sort((a, b) => (most[b] ?? 0) - (most[a] ?? 0))
    .slice(0, mostTimeLines)
    .sort((a, b) => a - b)
}

function dataOf(
  lag: GroupLag | undefined,
  values: readonly Float64Array[] | undefined,
  places: readonly number[],
): SeriesData | undefined {
  if (lag === undefined || values === undefined) return undefined
  const v = places.map((k) => values[k] ?? new Float64Array(lag.t.length).fill(NaN))
  return { t: lag.t, v, min: v, max: v }
}

function seriesOf(
  data: GroupData,
  lag: GroupLag | undefined,
  places: readonly number[],
): readonly ChartSeries[] {
  return places.map((k) => {
    const row = lag?.rows[k] ?? -1
    return { label: partitionLabel(data, row), color: memberColor(data.partitions.owner[row] ?? -1) }
  })
}
