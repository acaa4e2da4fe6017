import { useMemo } from 'react'
import type { TopicData } from '../../../../shared/systems/kafka-topic-views.ts'
import { Link, useOpen } from '../../../app/Link.tsx'
import { Empty } from '../../../components/Blocks.tsx'
import { Name } from '../../../components/Name.tsx'
import { Num } from '../../../components/Num.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State } from '../../../components/State.tsx'
import { DataTable } from '../../../components/table/DataTable.tsx'
import type { Column } from '../../../components/table/columns.ts'
import type { Times } from '../../Viewed.tsx'
import { readingRank, readingTone, readingWord } from '../reading-words.ts'
import type { PartitionRow } from '../topic-rows.ts'

export interface TopicGroupsProps {
  readonly data: TopicData
  readonly rows: readonly PartitionRow[]
  readonly times: Times
}

/** Who reads the topic, and how far behind on it. */
export function TopicGroups({ data, rows, times }: TopicGroupsProps) {
  const open = useOpen()
  const columns = useMemo(() => columnsOf(data, rows, times), [data, rows, times.readAt])
  return (
    <Panel title="Groups" fill note="that have committed offsets on this topic">
      <DataTable
        label="Groups that read this topic"
        columns={columns}
        count={data.groups.length}
        rowKey={(row) => data.groups[row] ?? ''}
        firstSort={{ column: 'lag', descending: true }}
        onOpen={(row) => open(['groups', data.groups[row] ?? ''])}
        empty={<Empty title="No consumer group reads this topic.">None has committed an offset on it.</Empty>}
      />
    </Panel>
  )
}

function columnsOf(data: TopicData, rows: readonly PartitionRow[], { readAt }: Times): readonly Column[] {
  const commits = data.groups.map((_, g) => rows.flatMap((r) => r.commits.filter((c) => c.group === g)))
  const behind = data.groups.map((_, g) => farthest(rows, g))
  const entity = (row: number) => `group/${data.groups[row] ?? ''}`
  return [
    {
      id: 'id',
      label: 'Group',
      width: 'minmax(160px, 1fr)',
      sort: (row) => data.groups[row] ?? '',
      cell: (row) => (
        <Link to={['groups', data.groups[row] ?? '']}>
          <Name cut>{data.groups[row] ?? ''}</Name>
        </Link>
      ),
    },
    {
      id: 'status',
      label: 'Status',
      width: '140px',
      sort: (row) => readingRank(data.groupStatus[row] ?? 'unknown'),
      cell: (row) => {
        const status = data.groupStatus[row] ?? 'unknown'
        return <State tone={readingTone(status)}>{readingWord(status)}</State>
      },
    },
    {
      id: 'partitions',
      label: 'Partitions',
      width: '110px',
      align: 'right',
      sort: (row) => commits[row]?.length ?? 0,
      cell: (row) => (
        <span title="with a committed offset">
          {commits[row]?.length ?? 0} of {rows.length}
        </span>
      ),
    },
    {
      id: 'lag',
      label: 'Lag',
      width: '120px',
      align: 'right',
      sort: (row) => data.groupLag[row] ?? NaN,
      cell: (row) => (
        <Num
          value={data.groupLag[row] ?? NaN}
          unit="messages"
          from="Σ high watermark − committed offset, on this topic"
          entity={entity(row)}
          readAt={readAt}
          focusable={false}
        />
      ),
    },
    {
      id: 'worst',
      label: 'Farthest behind on',
      width: '190px',
      align: 'right',
      sort: (row) => behind[row]?.lag ?? NaN,
      cell: (row) => {
        const worst = behind[row]
        if (worst === undefined) return '—'
        return (
          <>
            partition {worst.partition},{' '}
            <Num value={worst.lag} unit="messages" entity={entity(row)} readAt={readAt} focusable={false} />
          </>
        )
      },
    },
  ]
}

function farthest(rows: readonly PartitionRow[], group: number) {
  const lags = rows.flatMap((r) =>
    r.commits
      .filter((c) => c.group === group)
      .map((c) => ({ partition: r.partition, lag: Math.max(0, r.hw - c.offset) })),
  )
  return lags.filter((l) => Number.isFinite(l.lag)).sort((a, b) => b.lag - a.lag)[0]
}
