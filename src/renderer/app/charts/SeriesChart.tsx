import { useMemo } from 'react'
import type { SeriesQuery } from '../../../shared/api/history.ts'
import type { Unit } from '../../../shared/systems/catalogue.ts'
import { useInstant } from '../../api/instant.ts'
import type { Stretch } from '../../api/instant.ts'
import { useSeries } from '../../api/use-series.ts'
import { Failed } from '../../components/Blocks.tsx'
import type { ChartSeries } from '../../components/chart/model.ts'
import { TimeChart } from '../../components/chart/TimeChart.tsx'
import type { TimeChartProps } from '../../components/chart/TimeChart.tsx'
import { useProvenance } from '../../components/provenance.ts'
import { rateOver } from './rate-over.ts'

export interface SeriesLine extends ChartSeries {
  readonly entity: string
  /** Key of the catalogue. */
  readonly metric: string
}

export interface SeriesChartProps extends Pick<
  TimeChartProps,
  'label' | 'height' | 'stacked' | 'filled' | 'fromZero' | 'shades' | 'marks'
> {
  readonly targetId: string
  readonly lines: readonly SeriesLine[]
  /** `rate`: per second, for counters and offsets. */
  readonly as?: SeriesQuery['as']
  /** Of rates: reckoned over at least so long, for counters that are refreshed less often than they are asked. */
  readonly overMs?: number
  /** By default that of the first line's metric (of a rate: per second). */
  readonly unit?: Unit
  /** Another stretch than the range of the time bar. */
  readonly range?: Stretch
}

const perSecond: Partial<Record<Unit, Unit>> = {
  bytes: 'bytes per second',
  messages: 'messages per second',
  offset: 'messages per second',
}

/** Stored series, drawn: follows range and instant by itself, and a click goes to that instant. */
export function SeriesChart({
  targetId,
  lines,
  as = 'value',
  overMs,
  unit,
  range,
  ...rest
}: SeriesChartProps) {
  const { at, go } = useInstant()
  const { metric } = useProvenance()
  const refs = lines.map((line) => ({ entity: line.entity, metric: line.metric }))
  const series = useSeries(targetId, refs, { as, ...(range === undefined ? {} : { range }) })
  const data = useMemo(
    () =>
      series.data === undefined || overMs === undefined || as !== 'rate'
        ? series.data
        : rateOver(series.data, overMs),
    [series.data, overMs, as],
  )
  const own = metric(lines[0]?.metric ?? '')?.unit ?? 'count'
  if (series.error !== undefined && series.data === undefined)
    return <Failed title={`${rest.label} could not be read`} error={series.error} />
  return (
    <TimeChart
      {...rest}
      data={data}
      series={lines}
      unit={unit ?? (as === 'rate' ? (perSecond[own] ?? 'per second') : own)}
      from={series.range.from}
      to={series.range.to}
      at={at === 'live' ? undefined : at}
      onPick={go}
    />
  )
}
