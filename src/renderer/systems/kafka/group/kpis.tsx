import { formatMeasure, formatNumber } from '../../../../shared/base/format-number.ts'
import { formatDuration } from '../../../../shared/base/format-time.ts'
import type { Unit } from '../../../../shared/systems/catalogue.ts'
import type { GroupData } from '../../../../shared/systems/kafka-group-views.ts'
import type { Kpi } from '../../../components/KpiStrip.tsx'
import { Num } from '../../../components/Num.tsx'
import type { Times } from '../../Viewed.tsx'
import { trendText } from '../lag-columns.tsx'
import { LagTime } from '../LagTime.tsx'
import { alarming } from '../reading-words.ts'
import { partitionLabel } from './labels.ts'
import { worstLagMs, type GroupLag } from './use-group-lag.ts'

/** The six figures that a group is read by. */
export function groupKpis(
  data: GroupData,
  lag: GroupLag | undefined,
  { readAt }: Times,
  windowWord: string,
): readonly Kpi[] {
  const num = (value: number, unit: Unit, from: string) => (
    <Num value={value} unit={unit} from={from} entity={`group/${data.id}`} readAt={readAt} />
  )
  return [
    {
      label: 'Lag',
      value: num(data.lag, 'messages', 'Σ high watermark − committed offset'),
      note: data.worst < 0 ? 'nothing to read' : `worst partition ${partitionLabel(data, data.worst)}`,
      tone: alarming(data.status),
    },
    {
      label: 'Lag in time',
      value: <LagTime ms={worstLagMs(data, lag)} entity={`group/${data.id}`} readAt={readAt} focusable />,
      note: 'oldest record not yet read',
    },
    trend(data),
    members(data, windowWord),
    drained(data),
    {
      label: 'Rebalances',
      value: num(data.rebalanceCount, 'count', 'changes seen of group.generation'),
      note: `in ${windowWord} · before that ${formatNumber(data.rebalanceCountBefore)}`,
    },
  ]
}

function trend({ trendPerSecond, inPerSecond, outPerSecond, status }: GroupData): Kpi {
  const label = 'Trend'
  if (!Number.isFinite(trendPerSecond))
    return { label, value: '?', note: 'needs a minute of samples', tone: 'unknown' }
  return {
    label,
    value: `${trendText(trendPerSecond)} /s`,
    note: `in ${formatMeasure(inPerSecond)}/s, out ${formatMeasure(outPerSecond)}/s`,
    tone: trendPerSecond > 0 && alarming(status) !== undefined ? 'warn' : undefined,
  }
}

function members({ id, membersNow, membersMost, describedAt }: GroupData, windowWord: string): Kpi {
  const fewer = membersNow < membersMost
  return {
    label: 'Members',
    value: (
      <Num
        value={membersNow}
        metric="group.members"
        unit="count"
        entity={`group/${id}`}
        readAt={describedAt}
      />
    ),
    note: fewer
      ? `of ${formatNumber(membersMost)} in ${windowWord}`
      : membersNow === membersMost
        ? `never more in ${windowWord}`
        : undefined,
    tone: fewer ? 'bad' : undefined,
  }
}

function drained({ drainedInMs, lag, status }: GroupData): Kpi {
  const label = 'Drained in'
  if (Number.isNaN(drainedInMs))
    return { label, value: '?', note: 'needs a minute of samples', tone: 'unknown' }
  if (drainedInMs === Infinity)
    return alarming(status) === undefined
      ? { label, value: 'steady', note: 'a small lag that stays' }
      : { label, value: 'never', note: 'at this rate', tone: 'warn' }
  if (lag === 0 || drainedInMs === 0) return { label, value: 'drained', note: 'nothing waits' }
  return { label, value: formatDuration(drainedInMs), note: 'at this rate' }
}
