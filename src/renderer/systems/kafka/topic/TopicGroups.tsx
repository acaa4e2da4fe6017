import { useMemo } from 'react'
import type { TopicData } from '../../../../shared/systems/kafka-topic-views.ts'
import { Link, useOpen } from '../../../app/Link.tsx'
import { Empty } from '../../../components/Blocks.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State } from '../../../components/State.tsx'
import { DataTable } from '../../../components/table/DataTable.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { numberColumns, wordColumn } from '../../number-columns.tsx'
import type { Times } from '../../Viewed.tsx'
import { groupEntity } from '../entities.ts'
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
        entityOf={(row) => groupEntity(data.groups[row] ?? '')}
        firstSort={{ column: 'lag', descending: true }}
        onOpen={(row) => open(['groups', data.groups[row] ?? ''])}
        empty={<Empty title="No consumer group reads this topic.">None has committed an offset on it.</Empty>}
      />
    </Panel>
  )
}

function columnsOf(data: TopicData, rows: readonly PartitionRow[], { readAt }: Times): readonly Column[] {
  const commits = data.groups.map((_, g) =>
    rows.reduce((n, r) => n + r.commits.filter((c) => c.group === g).length, 0),
  )
  const behind = data.groups.map((_, g) => farthest(rows, g))
  const status = (row: number) => data.groupStatus[row] ?? 'unknown'
  const number = numberColumns((row) => `group/${data.groups[row] ?? ''}`, readAt)
  return [
    wordColumn(
      ['id', 'Group', 'minmax(160px, 1fr)'],
      (row) => (
        <Link to={['groups', data.groups[row] ?? '']}>
          <Name cut>{data.groups[row] ?? ''}</Name>
        </Link>
      ),
      (row) => data.groups[row] ?? '',
    ),
    wordColumn(
      ['status', 'Status', '140px'],
      (row) => <State tone={readingTone(status(row))}>{readingWord(status(row))}</State>,
      (row) => readingRank(status(row)),
    ),
    number(['partitions', `Partitions of ${rows.length}`, '130px'], 'count', commits, {
      from: 'with a committed offset',
    }),
    number(['lag', 'Lag', '120px'], 'messages', data.groupLag, {
      from: 'Σ high watermark − committed offset, on this topic',
    }),
    number(['worst', 'Farthest behind', '190px'], 'messages', (row) => behind[row]?.lag, {
      from: 'the greatest lag of one partition',
      before: (row) => (behind[row] === undefined ? '' : `partition ${behind[row].partition}: `),
    }),
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
