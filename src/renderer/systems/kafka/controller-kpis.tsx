import { formatNumber } from '../../../shared/base/format-number.ts'
import { formatDuration, formatInstant } from '../../../shared/base/format-time.ts'
import type { ControllerData, QuorumMargin } from '../../../shared/systems/kafka-cluster-views.ts'
import type { Kpi } from '../../components/KpiStrip.tsx'
import { Num } from '../../components/Num.tsx'
import type { Times } from '../Viewed.tsx'
import { marginWords } from './quorum-words.ts'

/** Who decides, and how many may fail; a cluster on ZooKeeper has no quorum of its own. */
export function controllerKpis(data: ControllerData, { at, readAt }: Times): readonly Kpi[] {
  const elections = data.changes.at.length
  if (data.mode === 'zookeeper')
    return [
      activeKpi(data, at, readAt),
      {
        label: 'Elections',
        value: <Num value={elections} unit="count" from="changes seen of the controller" readAt={readAt} />,
        note: 'in 24 h',
      },
      quorumKpi(data),
    ]
  return [
    activeKpi(data, at, readAt),
    {
      label: 'Epoch',
      value: <Num value={data.epoch} metric="quorum.epoch" unit="epoch" readAt={readAt} />,
      note: `${formatNumber(elections)} elections in 24 h`,
    },
    quorumKpi(data),
    {
      label: 'Metadata watermark',
      value: <Num value={data.hw} metric="quorum.hw" unit="offset" readAt={readAt} />,
      note: 'committed by a majority',
    },
    farthestKpi(data, readAt),
  ]
}

function activeKpi({ leader, leaderSince }: ControllerData, at: number, readAt: number): Kpi {
  const label = 'Active controller'
  const note = Number.isFinite(leaderSince) ? `since ${formatInstant(leaderSince, at)}` : undefined
  const entity = 'cluster'
  if (leader === -1) return { label, value: 'none', note, entity, tone: 'bad' }
  const value = (
    <>
      {Number.isFinite(leader) && 'node '}
      <Num value={leader} unit="id" metric="quorum.leader" readAt={readAt} />
    </>
  )
  return { label, value, note, entity, tone: Number.isFinite(leader) ? undefined : 'unknown' }
}

function quorumKpi({ margin, mode }: ControllerData): Kpi {
  const label = 'Quorum'
  if (margin !== null)
    return {
      label,
      value: `${margin.caughtUp} of ${margin.voters}`,
      note: marginWords(margin),
      tone: toneOf(margin),
    }
  return mode === 'zookeeper'
    ? { label, value: '—', note: 'kept by ZooKeeper' }
    : { label, value: <Num value={NaN} from="DescribeQuorum" />, note: 'not observed', tone: 'unknown' }
}

const toneOf = (m: QuorumMargin) =>
  m.margin > 0 || m.voters === 1 ? undefined : m.margin < 0 ? 'bad' : 'warn'

function farthestKpi({ nodes }: ControllerData, readAt: number): Kpi {
  let row = -1
  nodes.lag.forEach((lag, i) => {
    if (lag > (nodes.lag[row] ?? -1)) row = i
  })
  const age = nodes.caughtUpAgeMs[row] ?? NaN
  return {
    label: 'Farthest behind',
    value: <Num value={nodes.lag[row]} unit="messages" from="leader’s end minus its own" readAt={readAt} />,
    note: row < 0 ? undefined : `node ${nodes.id[row]}, caught up ${formatDuration(age)} ago`,
  }
}
