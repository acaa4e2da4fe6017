import { useMemo } from 'react'
import { formatInstant } from '../../../../shared/base/format-time.ts'
import type { GroupData } from '../../../../shared/systems/kafka-group-views.ts'
import { useOpen } from '../../../app/Link.tsx'
import { Empty } from '../../../components/Blocks.tsx'
import { Sparkline } from '../../../components/chart/Sparkline.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State, Swatch } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { toneColor } from '../../../components/tone.ts'
import { numberColumns, wordColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import { ShortTable } from '../../ShortTable.tsx'
import type { Times } from '../../Viewed.tsx'
import { commitEntity, partitionEntity } from '../../../../shared/systems/kafka-entities.ts'
import { lagColumns } from '../lag-columns.tsx'
import { alarming, readingRank, readingTone, readingWord } from '../reading-words.ts'
import { memberColor } from './labels.ts'
import { lagMsOf, type GroupLag } from './use-group-lag.ts'

export interface GroupPartitionsProps {
  readonly data: GroupData
  readonly lag: GroupLag | undefined
  readonly times: Times
  /** "15 min" */
  readonly windowWord: string
}

/** One row per partition: how far read, how far behind in messages and in time, and why. */
export function GroupPartitions({ data, lag, times, windowWord }: GroupPartitionsProps) {
  const { partitions } = data
  const open = useOpen()
  const columns = useMemo(
    () => columnsOf({ data, lag, times, windowWord }),
    [data, lag, times.readAt, windowWord],
  )
  return (
    <Panel title="Partitions">
      <ShortTable
        label="Partitions"
        columns={columns}
        count={partitions.partition.length}
        rowKey={(row) => `${partitions.topic[row]} ${partitions.partition[row]}`}
        entityOf={(row) => partitionEntity(partitions.topic[row] ?? '', partitions.partition[row] ?? -1)}
        onOpen={(row) =>
          open(['topics', partitions.topic[row] ?? ''], { partition: String(partitions.partition[row]) })
        }
        most={14}
        minWidth={1040}
        empty={
          <Empty title="This group has committed no offset.">Nor is any partition assigned to it.</Empty>
        }
      />
    </Panel>
  )
}

function columnsOf(props: GroupPartitionsProps): readonly Column[] {
  const { data, times } = props
  const { partitions } = data
  const entity = (row: number) =>
    commitEntity(partitions.topic[row] ?? '', partitions.partition[row] ?? -1, data.id)
  const lagMs = partitions.lagMs.map((_, row) => lagMsOf(data, props.lag, row))
  const widths = { lag: '86px', lagMs: '82px', trend: '76px' }
  return [
    ...whoseColumns(data),
    ...offsetColumns(data, entity, times.readAt),
    ...lagColumns({ ...partitions, lagMs }, entity, times.readAt, widths),
    ...courseColumns(props),
  ]
}

function whoseColumns({ partitions, members, topics }: GroupData): readonly Column[] {
  const topic = wordColumn(
    ['topic', 'Topic', 'minmax(110px, 1fr)'],
    (row) => <Name cut>{partitions.topic[row] ?? ''}</Name>,
    (row) => partitions.topic[row] ?? '',
  )
  const owner = (row: number) => partitions.owner[row] ?? -2
  return [
    ...(topics.length > 1 ? [topic] : []),
    wordColumn(
      ['partition', 'Partition', '74px'],
      (row) => <b>{partitions.partition[row]}</b>,
      (row) => partitions.partition[row] ?? NaN,
    ),
    wordColumn(
      ['owner', 'Owner', '134px'],
      (row) => <Owner member={owner(row)} name={members.name[owner(row)]} />,
      (row) => members.name[owner(row)] ?? '',
    ),
  ]
}

function offsetColumns(
  { partitions }: GroupData,
  entity: (row: number) => string,
  readAt: number,
): readonly Column[] {
  const number = numberColumns(entity, readAt)
  return [
    number(['committed', 'Committed', '106px'], 'offset', partitions.committed, { metric: 'commit.offset' }),
    number(['end', 'End', '106px'], 'offset', partitions.end, {
      metric: 'partition.hw',
      ink: () => page['dim'],
    }),
  ]
}

/** How it went, how it is, and why. */
function courseColumns({
  data: { partitions },
  lag,
  times,
  windowWord,
}: GroupPartitionsProps): readonly Column[] {
  const status = (row: number) => partitions.status[row] ?? 'unknown'
  const moved = (row: number) => partitions.movedAt[row] ?? NaN
  return [
    wordColumn(['course', windowWord, '98px'], (row) => (
      <Course lag={lag} row={row} color={sparkColor(status(row))} />
    )),
    wordColumn(
      ['moved', 'Last moved', '104px'],
      (row) => (
        <span
          className={status(row) === 'stall' ? page['bad'] : page['dim']}
          title="last change seen of commit.offset"
        >
          {formatInstant(moved(row), times.at)}
        </span>
      ),
      moved,
    ),
    wordColumn(
      ['status', 'Status', '112px'],
      (row) => <State tone={readingTone(status(row))}>{readingWord(status(row))}</State>,
      (row) => readingRank(status(row)),
    ),
    wordColumn(['why', 'Why', 'minmax(150px, 1.6fr)'], (row) => (
      <span className={page['dim']} title={partitions.why[row]}>
        {partitions.why[row]}
      </span>
    )),
  ]
}

function Owner({ member, name }: { readonly member: number; readonly name: string | undefined }) {
  if (member === -2) return <State tone="unknown">?</State>
  if (member === -1) return <span className={page['dim']}>nobody</span>
  return (
    <span title={name}>
      <Swatch color={memberColor(member)} /> {name}
    </span>
  )
}

function Course({
  lag,
  row,
  color,
}: {
  readonly lag: GroupLag | undefined
  readonly row: number
  readonly color: string
}) {
  const k = lag?.rows.indexOf(row) ?? -1
  const v = lag?.lag[k]
  if (lag === undefined || v === undefined) return null
  // The second half is the window; the first was only read to tell ages.
  const half = lag.t.findIndex((t) => t >= ((lag.t[0] ?? 0) + (lag.t.at(-1) ?? 0)) / 2)
  return <Sparkline t={lag.t.subarray(half)} v={v.subarray(half)} width={84} color={color} />
}

const sparkColor = (status: Parameters<typeof readingTone>[0]) => toneColor(alarming(status) ?? 'quiet')
