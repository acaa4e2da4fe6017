import type { ReactNode } from 'react'
import { formatBytes, formatNumber } from '../../../shared/base/format-number.ts'
import { formatInstant } from '../../../shared/base/format-time.ts'
import type { Unit } from '../../../shared/systems/catalogue.ts'
import type { OverviewData } from '../../../shared/systems/zookeeper-views.ts'
import type { Kpi } from '../../components/KpiStrip.tsx'
import { Num } from '../../components/Num.tsx'
import type { Times } from '../Viewed.tsx'
import { nameOfMember } from './member-words.ts'

const count = (value: number | null) => (value === null ? '?' : formatNumber(value))

/** The six figures that an ensemble is read by. */
export function overviewKpis(data: OverviewData, { at, readAt }: Times): readonly Kpi[] {
  const num = (value: number | null, unit: Unit, from: string) => (
    <Num value={value ?? NaN} unit={unit} from={from} entity="ensemble" readAt={readAt} />
  )
  return [
    marginKpi(data, num(data.quorum.margin, 'count', 'acknowledging voters minus ⌊voters ÷ 2⌋ + 1')),
    leaderKpi(data, at),
    {
      label: 'Writes',
      value: num(data.writesPerSecond, 'per second', 'rise of the zxid counter over a minute'),
      note: `${count(data.packetsPerSecond)} packets/s`,
    },
    {
      label: 'Outstanding',
      value: num(data.outstanding, 'count', 'Σ srvr Outstanding of the members that answer'),
      note: 'requests that wait',
      tone: data.outstanding !== null && data.outstanding > 100 ? 'warn' : undefined,
    },
    {
      label: 'Sessions',
      value: num(data.sessions, 'count', 'dump or mntr of the leader'),
      note: `${count(data.connections)} connections · ${count(data.watches)} watches`,
    },
    {
      label: 'Znodes',
      value: num(data.znodes, 'count', 'mntr zk_znode_count'),
      note: `${count(data.ephemerals)} ephemeral · ${data.dataBytes === null ? '?' : formatBytes(data.dataBytes)}`,
    },
  ]
}

const marginTones = { ok: undefined, unknown: 'unknown', 'no-margin': 'warn', 'no-quorum': 'bad' } as const

function marginKpi({ quorum }: OverviewData, value: ReactNode): Kpi {
  return {
    label: 'Quorum margin',
    value,
    note: `${quorum.acknowledging ?? '?'} of ${quorum.voters ?? '?'} voters acknowledge`,
    tone: marginTones[quorum.is],
  }
}

function leaderKpi({ leader, epoch, leaderSince }: OverviewData, at: number): Kpi {
  const note = [
    epoch === null ? '' : `epoch 0x${epoch.toString(16)}`,
    leaderSince === null ? '' : `since ${formatInstant(leaderSince, at)}`,
  ]
  return {
    label: 'Leader',
    entity: 'ensemble',
    value: leader === null ? 'none seen' : nameOfMember(leader),
    note: note.filter(Boolean).join(' · '),
    tone: leader === null ? 'bad' : undefined,
  }
}
