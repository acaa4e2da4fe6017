import { formatMeasure, formatSigned } from '../../../shared/base/format-number.ts'
import type { ReadingStatus } from '../../../shared/systems/kafka-views.ts'
import type { Column } from '../../components/table/columns.ts'
import { numberColumns } from '../number-columns.tsx'
import page from '../page.module.css'
import { LagTime } from './LagTime.tsx'
import { alarming } from './reading-words.ts'

/** Lag in messages, in time, and where it goes: the three only say something together. */
export interface LagValues {
  readonly lag: Float64Array
  readonly lagMs: Float64Array
  readonly trendPerSecond: Float64Array
  readonly status: readonly ReadingStatus[]
}

export interface LagWidths {
  readonly lag: string
  readonly lagMs: string
  readonly trend: string
}

const usual: LagWidths = { lag: '100px', lagMs: '88px', trend: '80px' }

export function lagColumns(
  data: LagValues,
  entity: (row: number) => string,
  readAt: number,
  widths: LagWidths = usual,
): readonly Column[] {
  const number = numberColumns(entity, readAt)
  const trend = (row: number) => data.trendPerSecond[row] ?? NaN
  return [
    number(['lag', 'Lag', widths.lag], 'messages', data.lag, {
      from: 'high watermark − committed offset, over all partitions',
      ink: (row) => page[alarming(data.status[row] ?? 'unknown') ?? 'plain'],
    }),
    number(['lagMs', 'In time', widths.lagMs], 'ms', data.lagMs, {
      instead: (row) => <LagTime ms={data.lagMs[row] ?? NaN} entity={entity(row)} readAt={readAt} />,
    }),
    number(['trend', 'Trend /s', widths.trend], 'messages per second', trend, {
      from: 'change of the lag over the last minute',
      instead: (row) => (Number.isFinite(trend(row)) ? <Trend perSecond={trend(row)} /> : undefined),
    }),
  ]
}

/** A change per second, with its sign. */
function Trend({ perSecond }: { readonly perSecond: number }) {
  return <span title="change of the lag over the last minute">{trendText(perSecond)}</span>
}

/** `+1 469`, `−0.23`: small ones keep their digits. */
export function trendText(perSecond: number): string {
  if (Math.abs(perSecond) >= 10) return formatSigned(perSecond)
  return `${perSecond > 0 ? '+' : ''}${formatMeasure(perSecond)}`
}
