import { formatInstant } from '../../../shared/base/format-time.ts'
import type { OverviewData } from '../../../shared/systems/kafka-cluster-views.ts'
import { Link } from '../../app/Link.tsx'
import { Name } from '../../components/Name.tsx'
import { Num } from '../../components/Num.tsx'
import { State } from '../../components/State.tsx'
import type { Column } from '../../components/table/columns.ts'
import page from '../page.module.css'
import type { Times } from '../Viewed.tsx'
import { LagTime } from './LagTime.tsx'
import { stateTone, stateWord } from './partition-words.ts'
import { alarming, readingRank, readingTone, readingWord } from './reading-words.ts'
import { stateRank } from './topic-state.ts'
import { Trend } from './Trend.tsx'

export function lagColumns(lags: OverviewData['lags'], readAt: number): readonly Column[] {
  const entity = (row: number) => `group/${lags.group[row] ?? ''}`
  const status = (row: number) => lags.status[row] ?? 'unknown'
  return [
    {
      id: 'group',
      label: 'Group',
      width: 'minmax(110px, 1fr)',
      sort: (row) => lags.group[row] ?? '',
      cell: (row) => (
        <Link to={['groups', lags.group[row] ?? '']}>
          <Name cut>{lags.group[row] ?? ''}</Name>
        </Link>
      ),
    },
    {
      id: 'lag',
      label: 'Lag',
      width: '88px',
      align: 'right',
      sort: (row) => lags.lag[row] ?? NaN,
      cell: (row) => (
        <span className={page[alarming(status(row)) ?? 'plain']}>
          <Num
            value={lags.lag[row] ?? NaN}
            unit="messages"
            from="Σ high watermark − committed offset"
            entity={entity(row)}
            readAt={readAt}
            focusable={false}
          />
        </span>
      ),
    },
    {
      id: 'lagMs',
      label: 'In time',
      width: '82px',
      align: 'right',
      sort: (row) => lags.lagMs[row] ?? NaN,
      cell: (row) => <LagTime ms={lags.lagMs[row] ?? NaN} entity={entity(row)} readAt={readAt} />,
    },
    {
      id: 'trend',
      label: 'Trend /s',
      width: '76px',
      align: 'right',
      sort: (row) => lags.trendPerSecond[row] ?? NaN,
      cell: (row) => (
        <Trend
          value={lags.trendPerSecond[row] ?? NaN}
          entity={entity(row)}
          readAt={readAt}
          from="change of the lag over the last minute"
        />
      ),
    },
    {
      id: 'status',
      label: 'Status',
      width: '118px',
      sort: (row) => readingRank(status(row)),
      cell: (row) => (
        <span title={lags.why[row]}>
          <State tone={readingTone(status(row))}>{readingWord(status(row))}</State>
        </span>
      ),
    },
  ]
}

export function troubledColumns(troubled: OverviewData['troubled'], { at }: Times): readonly Column[] {
  return [
    {
      id: 'topic',
      label: 'Topic',
      width: 'minmax(160px, 1.4fr)',
      sort: (row) => troubled.topic[row] ?? '',
      cell: (row) => (
        <Link
          to={['topics', troubled.topic[row] ?? '']}
          state={{ partition: String(troubled.partition[row]) }}
        >
          <Name cut>{troubled.topic[row] ?? ''}</Name>
        </Link>
      ),
    },
    {
      id: 'partition',
      label: 'Partition',
      width: '86px',
      sort: (row) => troubled.partition[row] ?? NaN,
      cell: (row) => troubled.partition[row],
    },
    {
      id: 'state',
      label: 'State',
      width: '180px',
      sort: (row) => stateRank(troubled.state[row] ?? 'unknown'),
      cell: (row) => {
        const state = troubled.state[row] ?? 'unknown'
        return <State tone={stateTone(state)}>{stateWord(state)}</State>
      },
    },
    {
      id: 'leader',
      label: 'Leader',
      width: '72px',
      sort: (row) => troubled.leader[row] ?? NaN,
      cell: (row) =>
        (troubled.leader[row] ?? -1) < 0 ? <span className={page['bad']}>none</span> : troubled.leader[row],
    },
    {
      id: 'isr',
      label: 'In sync',
      width: '110px',
      cell: (row) => <span title="partition.isr, Metadata">{troubled.isr[row]?.join(', ') || 'nobody'}</span>,
    },
    {
      id: 'replicas',
      label: 'Replicas',
      width: '110px',
      cell: (row) => <Replicas all={troubled.replicas[row] ?? []} isr={troubled.isr[row] ?? []} />,
    },
    {
      id: 'since',
      label: 'Since',
      width: '120px',
      align: 'right',
      sort: (row) => troubled.since[row] ?? NaN,
      cell: (row) => <span className={page['dim']}>{formatInstant(troubled.since[row] ?? NaN, at)}</span>,
    },
  ]
}

function Replicas({ all, isr }: { readonly all: readonly number[]; readonly isr: readonly number[] }) {
  return all.map((broker, i) => (
    <span key={broker} className={isr.includes(broker) ? page['dim'] : page['warn']}>
      {i > 0 && ', '}
      {broker}
    </span>
  ))
}
