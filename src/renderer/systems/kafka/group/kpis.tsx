import { formatMeasure, formatNumber } from '../../../../shared/base/format-number.ts'
import { formatDuration } from '../../../../shared/base/format-time.ts'
import type { GroupData } from '../../../../shared/systems/kafka-group-views.ts'
import type { Kpi } from '../../../components/KpiStrip.tsx'
import { Num } from '../../../components/Num.tsx'
import type { Times } from '../../Viewed.tsx'
import { trendText } from '../lag-columns.tsx'
import { LagTime } from '../LagTime.tsx'
import { alarming } from '../reading-words.ts'
import { partitionLabel } from './labels.ts'

/** The six figures that a group is read by. */
export function groupKpis(data: GroupData, { readAt }: Times, windowWord: string): readonly Kpi[] {
  const entity = `group/${data.id}`
  const tone = alarming(data.status)
  const isGrowing = data.trendPerSecond > 0 && tone !== undefined
  return [
    {
      label: 'Lag',
      value: (
        <Num
          value={data.lag}
          unit="messages"
          from="Σ high watermark − committed offset"
          entity={entity}
          readAt={readAt}
        />
      ),
      note: data.worst < 0 ? 'nothing to read' : `worst partition ${partitionLabel(data, data.worst)}`,
      tone,
    },
    {
      label: 'Lag in time',
      value: <LagTime ms={data.lagMs} entity={entity} readAt={readAt} focusable />,
      note: 'oldest record not yet read',
    },
    {
      label: 'Trend',
      value: Number.isFinite(data.trendPerSecond) ? `${trendText(data.trendPerSecond)} /s` : '?',
      note: Number.isFinite(data.trendPerSecond)
        ? `in ${formatMeasure(data.inPerSecond)}/s, out ${formatMeasure(data.outPerSecond)}/s`
        : 'needs a minute of samples',
      tone: isGrowing ? 'warn' : Number.isNaN(data.trendPerSecond) ? 'unknown' : undefined,
    },
    {
      label: 'Members',
      value: (
        <Num
          value={data.membersNow}
          metric="group.members"
          unit="count"
          entity={entity}
          readAt={data.describedAt}
        />
      ),
      note:
        data.membersNow < data.membersMost
          ? `of ${formatNumber(data.membersMost)} in ${windowWord}`
          : 'as many as ever in this window',
      tone: data.membersNow < data.membersMost ? 'bad' : undefined,
    },
    drained(data),
    {
      label: 'Rebalances',
      value: (
        <Num
          value={data.rebalanceCount}
          unit="count"
          from="changes seen of group.generation"
          entity={entity}
          readAt={readAt}
        />
      ),
      note: `in ${windowWord} · before that ${formatNumber(data.rebalanceCountBefore)}`,
    },
  ]
}

function drained({ drainedInMs, lag }: GroupData): Kpi {
  const label = 'Drained in'
  if (Number.isNaN(drainedInMs))
    return { label, value: '?', note: 'needs a minute of samples', tone: 'unknown' }
  if (drainedInMs === Infinity) return { label, value: 'never', note: 'at this rate', tone: 'warn' }
  if (lag === 0 || drainedInMs === 0) return { label, value: 'drained', note: 'nothing waits' }
  return { label, value: formatDuration(drainedInMs), note: 'at this rate' }
}
