import type { ReactNode } from 'react'
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
import { someOf, type Trouble } from './troubled.ts'

export function lagColumns(lags: OverviewData['lags'], readAt: number): readonly Column[] {
  const entity = (row: number) => `group/${lags.group[row] ?? ''}`
  const status = (row: number) => lags.status[row] ?? 'unknown'
  return [
    {
      id: 'group',
      label: 'Group',
      width: 'minmax(90px, 1fr)',
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
      width: '80px',
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
      width: '76px',
      align: 'right',
      sort: (row) => lags.lagMs[row] ?? NaN,
      cell: (row) => <LagTime ms={lags.lagMs[row] ?? NaN} entity={entity(row)} readAt={readAt} />,
    },
    {
      id: 'trend',
      label: 'Trend /s',
      width: '66px',
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
      width: '108px',
      sort: (row) => readingRank(status(row)),
      cell: (row) => (
        <span title={lags.why[row]}>
          <State tone={readingTone(status(row))}>{readingWord(status(row))}</State>
        </span>
      ),
    },
  ]
}

export function troubledColumns(troubles: readonly Trouble[], { at }: Times): readonly Column[] {
  const cell = (show: (trouble: Trouble) => ReactNode) => (row: number) => {
    const trouble = troubles[row]
    return trouble === undefined ? null : show(trouble)
  }
  return [
    {
      id: 'topic',
      label: 'Topic',
      width: 'minmax(160px, 1fr)',
      sort: (row) => troubles[row]?.topic ?? '',
      cell: cell((t) => (
        <Link to={['topics', t.topic]} state={{ partition: String(t.partitions[0]) }}>
          <Name cut>{t.topic}</Name>
        </Link>
      )),
    },
    {
      id: 'state',
      label: 'State',
      width: '178px',
      sort: (row) => stateRank(troubles[row]?.state ?? 'unknown'),
      cell: cell((t) => <State tone={stateTone(t.state)}>{stateWord(t.state)}</State>),
    },
    {
      id: 'partitions',
      label: 'Partitions',
      width: 'minmax(200px, 1.2fr)',
      sort: (row) => troubles[row]?.partitions.length ?? 0,
      first: 'descending',
      cell: cell((t) => (
        <span title={t.partitions.join(', ')}>
          <b>{t.partitions.length}</b> <span className={page['dim']}>· {someOf(t.partitions)}</span>
        </span>
      )),
    },
    {
      id: 'insync',
      label: 'In sync',
      width: '96px',
      sort: (row) => troubles[row]?.inSync ?? NaN,
      cell: cell((t) => (
        <span title="partition.isr, Metadata">
          {t.inSync} of {t.replicas}
        </span>
      )),
    },
    {
      id: 'missing',
      label: 'Copies missing on',
      width: '150px',
      sort: (row) => troubles[row]?.missing.join() ?? '',
      cell: cell((t) =>
        t.missing.length === 0 ? (
          <span className={page['dim']}>none is out</span>
        ) : (
          <span className={page['warn']}>
            {t.missing.length === 1 ? 'broker' : 'brokers'} {t.missing.join(', ')}
          </span>
        ),
      ),
    },
    {
      id: 'since',
      label: 'Since',
      width: '120px',
      align: 'right',
      sort: (row) => troubles[row]?.since ?? NaN,
      cell: cell((t) => <span className={page['dim']}>{formatInstant(t.since, at)}</span>),
    },
  ]
}
