import type { ReactNode } from 'react'
import { formatInstant } from '../../../shared/base/format-time.ts'
import type { OverviewData } from '../../../shared/systems/kafka-cluster-views.ts'
import { Link } from '../../app/Link.tsx'
import { Name } from '../../components/Name.tsx'
import { State } from '../../components/State.tsx'
import type { Column } from '../../components/table/columns.ts'
import { wordColumn } from '../number-columns.tsx'
import page from '../page.module.css'
import { lagColumns } from './lag-columns.tsx'
import { stateTone, stateWord } from './partition-words.ts'
import { readingRank, readingTone, readingWord } from './reading-words.ts'
import { stateRank } from './topic-state.ts'
import { someOf, type Trouble } from './troubled.ts'

/** The groups farthest behind, in few columns. */
export function farthestColumns(lags: OverviewData['lags'], readAt: number): readonly Column[] {
  const status = (row: number) => lags.status[row] ?? 'unknown'
  const widths = { lag: '80px', lagMs: '76px', trend: '66px' }
  return [
    wordColumn(
      ['group', 'Group', 'minmax(90px, 1fr)'],
      (row) => (
        <Link to={['groups', lags.group[row] ?? '']}>
          <Name cut>{lags.group[row] ?? ''}</Name>
        </Link>
      ),
      (row) => lags.group[row] ?? '',
    ),
    ...lagColumns(lags, (row) => `group/${lags.group[row] ?? ''}`, readAt, widths),
    wordColumn(
      ['status', 'Status', '108px'],
      (row) => (
        <span title={lags.why[row]}>
          <State tone={readingTone(status(row))}>{readingWord(status(row))}</State>
        </span>
      ),
      (row) => readingRank(status(row)),
    ),
  ]
}

/** What is wrong with which partitions, one line for each topic and cause. */
export function troubledColumns(troubles: readonly Trouble[], at: number): readonly Column[] {
  const cell = (show: (trouble: Trouble) => ReactNode) => (row: number) => {
    const trouble = troubles[row]
    return trouble === undefined ? null : show(trouble)
  }
  const since = (row: number) => troubles[row]?.since ?? NaN
  return [
    wordColumn(
      ['topic', 'Topic', 'minmax(160px, 1fr)'],
      cell(topicLink),
      (row) => troubles[row]?.topic ?? '',
    ),
    wordColumn(
      ['state', 'State', '178px'],
      cell((t) => <State tone={stateTone(t.state)}>{stateWord(t.state)}</State>),
      (row) => stateRank(troubles[row]?.state ?? 'unknown'),
    ),
    wordColumn(
      ['partitions', 'Partitions', 'minmax(200px, 1.2fr)'],
      cell(partitionList),
      (row) => troubles[row]?.partitions.length ?? 0,
    ),
    wordColumn(['insync', 'In sync', '96px'], cell(inSync), (row) => troubles[row]?.inSync ?? NaN),
    wordColumn(
      ['missing', 'Copies missing on', '150px'],
      cell(missingOn),
      (row) => troubles[row]?.missing.join() ?? '',
    ),
    {
      ...wordColumn(
        ['since', 'Since', '120px'],
        (row) => <span className={page['dim']}>{formatInstant(since(row), at)}</span>,
        since,
      ),
      align: 'right',
    },
  ]
}

const topicLink = (t: Trouble) => (
  <Link to={['topics', t.topic]} state={{ partition: String(t.partitions[0]) }}>
    <Name cut>{t.topic}</Name>
  </Link>
)

const partitionList = (t: Trouble) => (
  <span title={t.partitions.join(', ')}>
    <b>{t.partitions.length}</b> <span className={page['dim']}>· {someOf(t.partitions)}</span>
  </span>
)

const inSync = (t: Trouble) => (
  <span title="partition.isr, Metadata">
    {t.inSync} of {t.replicas}
  </span>
)

const missingOn = (t: Trouble) =>
  t.missing.length === 0 ? (
    <span className={page['dim']}>none is out</span>
  ) : (
    <span className={page['warn']}>
      {t.missing.length === 1 ? 'broker' : 'brokers'} {t.missing.join(', ')}
    </span>
  )
