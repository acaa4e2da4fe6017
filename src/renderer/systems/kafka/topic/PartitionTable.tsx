import { useMemo } from 'react'
import { formatInstant } from '../../../../shared/base/format-time.ts'
import type { TopicData } from '../../../../shared/systems/kafka-topic-views.ts'
import { usePageState } from '../../../app/use-page-state.ts'
import { Panel } from '../../../components/Panel.tsx'
import { State } from '../../../components/State.tsx'
import { DataTable } from '../../../components/table/DataTable.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { numberColumns, wordColumn, type NumberColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import type { Times } from '../../Viewed.tsx'
import { partitionEntity } from '../../../../shared/systems/kafka-entities.ts'
import { shownState } from '../partition-words.ts'
import { stateRank } from '../topic-state.ts'
import type { PartitionRow } from '../topic-rows.ts'

/** The same partitions in figures. */
export function PartitionTable({
  data,
  rows,
  times,
}: {
  readonly data: TopicData
  readonly rows: readonly PartitionRow[]
  readonly times: Times
}) {
  const [, setShow] = usePageState('show', 'levels')
  const [chosen, setChosen] = usePageState('partition', '')
  const columns = useMemo(() => partitionColumns(data, rows, times), [data, rows, times.readAt])
  return (
    <Panel title="Partitions" fill note="Enter shows one among the water levels">
      <DataTable
        label="Partitions"
        columns={columns}
        count={rows.length}
        rowKey={(row) => String(rows[row]?.partition ?? row)}
        entityOf={(row) => partitionEntity(data.name, rows[row]?.partition ?? -1)}
        selectedKey={chosen}
        firstSort={{ column: 'partition', descending: false }}
        onOpen={(row) => {
          setChosen(String(rows[row]?.partition ?? 0))
          setShow('levels')
        }}
        minWidth={1100}
      />
    </Panel>
  )
}

type Rows = readonly PartitionRow[]

function partitionColumns(data: TopicData, rows: Rows, times: Times): readonly Column[] {
  const entity = (row: number) => partitionEntity(data.name, rows[row]?.partition ?? -1)
  const number = numberColumns(entity, times.readAt)
  return [
    number(['partition', 'Partition', '82px'], 'id', (row) => rows[row]?.partition, {
      from: 'its number in the metadata',
    }),
    ...leaderColumns(rows, number),
    ...offsetColumns(rows, number),
    number(['in', 'In /s', '68px'], 'messages per second', (row) => rows[row]?.messagesPerSecond, {
      from: 'rise of the high watermark over the last minute',
    }),
    number(['size', 'Size', '80px'], 'bytes', (row) => rows[row]?.replicas[0]?.size, {
      metric: 'replica.size',
      readAt: data.slowAt,
    }),
    sinceColumn(rows, times.at),
  ]
}

function leaderColumns(rows: Rows, number: NumberColumn): readonly Column[] {
  return [
    wordColumn(
      ['state', 'State', '168px'],
      (row) => <PartitionState row={rows[row]} />,
      (row) => stateRank(rows[row]?.state ?? 'unknown'),
    ),
    number(['leader', 'Leader', '62px'], 'id', (row) => rows[row]?.leader, {
      metric: 'partition.leader',
      instead: (row) =>
        (rows[row]?.leader ?? -1) < 0 ? <span className={page['bad']}>none</span> : undefined,
    }),
    number(['epoch', 'Epoch', '60px'], 'epoch', (row) => rows[row]?.epoch, { metric: 'partition.epoch' }),
    wordColumn(['isr', 'ISR of replicas', 'minmax(118px, 1fr)'], (row) => <Isr row={rows[row]} />),
  ]
}

function offsetColumns(rows: Rows, number: NumberColumn): readonly Column[] {
  const waiting = (row: number) => Math.max(0, (rows[row]?.end ?? NaN) - (rows[row]?.hw ?? NaN))
  return [
    number(['start', 'Log start', '96px'], 'offset', (row) => rows[row]?.logStart, {
      metric: 'partition.logStart',
    }),
    number(['hw', 'High watermark', '114px'], 'offset', (row) => rows[row]?.hw, { metric: 'partition.hw' }),
    number(['end', 'End', '96px'], 'offset', (row) => rows[row]?.end, { metric: 'replica.leo' }),
    number(['wait', 'Not readable', '92px'], 'messages', waiting, { from: 'leader’s end − high watermark' }),
  ]
}

function sinceColumn(rows: Rows, at: number): Column {
  const since = (row: number) => rows[row]?.isrSince ?? NaN
  const column = wordColumn(
    ['since', 'ISR since', '104px'],
    (row) => (
      <span className={page['dim']} title="last change seen of partition.isr">
        {formatInstant(since(row), at)}
      </span>
    ),
    since,
  )
  return { ...column, align: 'right' }
}

function PartitionState({ row }: { readonly row: PartitionRow | undefined }) {
  if (row === undefined) return null
  const { tone, word } = shownState(row)
  return <State tone={tone}>{word}</State>
}

function Isr({ row }: { readonly row: PartitionRow | undefined }) {
  if (row === undefined) return null
  return (
    <span title="partition.isr, Metadata">
      {row.replicas.map((r, i) => (
        <span key={r.broker} className={r.inIsr ? undefined : page['warn']}>
          {i > 0 && ', '}
          {r.inIsr ? r.broker : <s>{r.broker}</s>}
        </span>
      ))}
    </span>
  )
}
