import { useMemo } from 'react'
import { formatInstant } from '../../../../shared/base/format-time.ts'
import type { TopicData } from '../../../../shared/systems/kafka-topic-views.ts'
import type { Unit } from '../../../../shared/systems/catalogue.ts'
import { usePageState } from '../../../app/use-page-state.ts'
import { Num } from '../../../components/Num.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State } from '../../../components/State.tsx'
import { DataTable } from '../../../components/table/DataTable.tsx'
import type { Column } from '../../../components/table/columns.ts'
import page from '../../page.module.css'
import type { Times } from '../../Viewed.tsx'
import { partitionEntity } from '../entities.ts'
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

function partitionColumns(data: TopicData, rows: readonly PartitionRow[], times: Times): readonly Column[] {
  const entity = (row: number) => partitionEntity(data.name, rows[row]?.partition ?? -1)
  const number = (
    id: string,
    label: string,
    width: string,
    value: (row: PartitionRow) => number,
    unit: Unit,
    source: { readonly metric?: string; readonly from?: string },
  ): Column => ({
    id,
    label,
    width,
    align: 'right',
    sort: (row) => pick(rows, row, value),
    cell: (row) => (
      <Num
        value={pick(rows, row, value)}
        unit={unit}
        bare={unit === 'messages per second'}
        {...source}
        entity={entity(row)}
        readAt={times.readAt}
        focusable={false}
      />
    ),
  })
  return [
    number('partition', 'Partition', '82px', (r) => r.partition, 'id', {
      from: 'its number in the metadata',
    }),
    {
      id: 'state',
      label: 'State',
      width: '150px',
      sort: (row) => stateRank(rows[row]?.state ?? 'unknown'),
      cell: (row) => {
        const found = rows[row]
        if (found === undefined) return null
        const { tone, word } = shownState(found)
        return <State tone={tone}>{word}</State>
      },
    },
    {
      id: 'leader',
      label: 'Leader',
      width: '62px',
      align: 'right',
      sort: (row) => rows[row]?.leader ?? NaN,
      cell: (row) => (
        <span title="Metadata">{(rows[row]?.leader ?? -1) < 0 ? 'none' : rows[row]?.leader}</span>
      ),
    },
    number('epoch', 'Epoch', '60px', (r) => r.epoch, 'epoch', { metric: 'partition.epoch' }),
    {
      id: 'isr',
      label: 'ISR of replicas',
      width: 'minmax(118px, 1fr)',
      cell: (row) => <Isr row={rows[row]} />,
    },
    number('start', 'Log start', '96px', (r) => r.logStart, 'offset', { metric: 'partition.logStart' }),
    number('hw', 'High watermark', '114px', (r) => r.hw, 'offset', { metric: 'partition.hw' }),
    number('end', 'End', '96px', (r) => r.end, 'offset', { metric: 'replica.leo' }),
    number('wait', 'Not readable', '92px', (r) => Math.max(0, r.end - r.hw), 'messages', {
      from: 'leader’s end − high watermark',
    }),
    number('in', 'In /s', '68px', (r) => r.messagesPerSecond, 'messages per second', {
      from: 'rise of the high watermark over the last minute',
    }),
    number('size', 'Size', '80px', (r) => r.replicas[0]?.size ?? NaN, 'bytes', { metric: 'replica.size' }),
    {
      id: 'since',
      label: 'ISR since',
      width: '104px',
      align: 'right',
      sort: (row) => rows[row]?.isrSince ?? NaN,
      cell: (row) => (
        <span className={page['dim']} title="last change seen of partition.isr">
          {formatInstant(rows[row]?.isrSince ?? NaN, times.at)}
        </span>
      ),
    },
  ]
}

const pick = (rows: readonly PartitionRow[], row: number, value: (row: PartitionRow) => number): number => {
  const found = rows[row]
  return found === undefined ? NaN : value(found)
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
