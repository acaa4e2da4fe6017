import { formatBytes, formatNumber } from '../../../shared/base/format-number.ts'
import { formatInstant } from '../../../shared/base/format-time.ts'
import type { Unit } from '../../../shared/systems/catalogue.ts'
import type { OverviewData } from '../../../shared/systems/zookeeper-views.ts'
import type { Kpi } from '../../components/KpiStrip.tsx'
import { Num } from '../../components/Num.tsx'
import type { Times } from '../Viewed.tsx'

/** The six figures that an ensemble is read by. */
export function overviewKpis(data: OverviewData, { at, readAt }: Times): readonly Kpi[] {
  const { quorum } = data
  const num = (value: number | null, unit: Unit, from: string) => (
    <Num value={value ?? NaN} unit={unit} from={from} entity="ensemble" readAt={readAt} />
  )
  return [
    {
      label: 'Quorum margin',
      value: num(quorum.margin, 'count', 'acknowledging voters minus ⌊voters ÷ 2⌋ + 1'),
      note: `${quorum.acknowledging ?? '?'} of ${quorum.voters ?? '?'} voters acknowledge`,
      tone:
        quorum.is === 'ok'
          ? undefined
          : quorum.is === 'unknown'
            ? 'unknown'
            : quorum.is === 'no-quorum'
              ? 'bad'
              : 'warn',
    },
    {
      label: 'Leader',
      value: data.leader === null ? 'none seen' : `server ${data.leader}`,
      note: [
        data.epoch === null ? '' : `epoch 0x${data.epoch.toString(16)}`,
        data.leaderSince === null ? '' : `since ${formatInstant(data.leaderSince, at)}`,
      ]
        .filter(Boolean)
        .join(' · '),
      tone: data.leader === null ? 'bad' : undefined,
    },
    {
      label: 'Writes',
      value: num(data.writesPerSecond, 'per second', 'rise of the zxid counter over a minute'),
      note: `${data.packetsPerSecond === null ? '?' : formatNumber(data.packetsPerSecond)} packets/s`,
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
      note: `${data.connections === null ? '?' : formatNumber(data.connections)} connections · ${data.watches === null ? '?' : formatNumber(data.watches)} watches`,
    },
    {
      label: 'Znodes',
      value: num(data.znodes, 'count', 'mntr zk_znode_count'),
      note: `${data.ephemerals === null ? '?' : formatNumber(data.ephemerals)} ephemeral · ${data.dataBytes === null ? '?' : formatBytes(data.dataBytes)}`,
    },
  ]
}
