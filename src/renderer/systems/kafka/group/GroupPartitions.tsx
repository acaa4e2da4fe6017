import { useMemo } from 'react'
import { formatInstant } from '../../../../shared/base/format-time.ts'
import type { Unit } from '../../../../shared/systems/catalogue.ts'
import type { GroupData } from '../../../../shared/systems/kafka-group-views.ts'
import { useOpen } from '../../../app/Link.tsx'
import { Empty } from '../../../components/Blocks.tsx'
import { Sparkline } from '../../../components/chart/Sparkline.tsx'
import { Name } from '../../../components/Name.tsx'
import { Num } from '../../../components/Num.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State, Swatch } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { toneColor } from '../../../components/tone.ts'
import page from '../../page.module.css'
import { ShortTable } from '../../ShortTable.tsx'
import type { Times } from '../../Viewed.tsx'
import { commitEntity } from '../entities.ts'
import { LagTime } from '../LagTime.tsx'
import { alarming, readingRank, readingTone, readingWord } from '../reading-words.ts'
import { Trend } from '../Trend.tsx'
import { memberColor } from './labels.ts'
import type { GroupLag } from './use-group-lag.ts'

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

function columnsOf({ data, lag, times, windowWord }: GroupPartitionsProps): readonly Column[] {
  const { partitions: p, members } = data
  const entity = (row: number) => commitEntity(p.topic[row] ?? '', p.partition[row] ?? -1, data.id)
  const status = (row: number) => p.status[row] ?? 'unknown'
  const ink = (row: number) => page[alarming(status(row)) ?? 'plain']
  const number = (
    id: string,
    label: string,
    width: string,
    values: Float64Array,
    unit: Unit,
    source: object,
    isQuiet = false,
  ): Column => ({
    id,
    label,
    width,
    align: 'right',
    sort: (row) => values[row] ?? NaN,
    cell: (row) => (
      <span className={isQuiet ? page['dim'] : id === 'lag' ? ink(row) : undefined}>
        <Num
          value={values[row] ?? NaN}
          unit={unit}
          {...source}
          entity={entity(row)}
          readAt={times.readAt}
          focusable={false}
        />
      </span>
    ),
  })
  const isMany = data.topics.length > 1
  return [
    ...(isMany
      ? [
          {
            id: 'topic',
            label: 'Topic',
            width: 'minmax(110px, 1fr)',
            sort: (row: number) => p.topic[row] ?? '',
            cell: (row: number) => <Name cut>{p.topic[row] ?? ''}</Name>,
          },
        ]
      : []),
    {
      id: 'partition',
      label: 'Partition',
      width: '74px',
      sort: (row) => p.partition[row] ?? NaN,
      cell: (row) => <b>{p.partition[row]}</b>,
    },
    {
      id: 'owner',
      label: 'Owner',
      width: '134px',
      sort: (row) => members.name[p.owner[row] ?? -1] ?? '',
      cell: (row) => <Owner member={p.owner[row] ?? -2} name={members.name[p.owner[row] ?? -1]} />,
    },
    number('committed', 'Committed', '106px', p.committed, 'offset', { metric: 'commit.offset' }),
    number('end', 'End', '106px', p.end, 'offset', { metric: 'partition.hw' }, true),
    number('lag', 'Lag', '86px', p.lag, 'messages', { from: 'high watermark − committed offset' }),
    {
      id: 'lagMs',
      label: 'In time',
      width: '82px',
      align: 'right',
      sort: (row) => p.lagMs[row] ?? NaN,
      cell: (row) => <LagTime ms={p.lagMs[row] ?? NaN} entity={entity(row)} readAt={times.readAt} />,
    },
    {
      id: 'trend',
      label: 'Trend /s',
      width: '76px',
      align: 'right',
      sort: (row) => p.trendPerSecond[row] ?? NaN,
      cell: (row) => (
        <Trend
          value={p.trendPerSecond[row] ?? NaN}
          entity={entity(row)}
          readAt={times.readAt}
          from="change of the lag over the last minute"
        />
      ),
    },
    {
      id: 'course',
      label: windowWord,
      width: '98px',
      cell: (row) => <Course lag={lag} row={row} color={sparkColor(status(row))} />,
    },
    {
      id: 'moved',
      label: 'Last moved',
      width: '104px',
      sort: (row) => p.movedAt[row] ?? NaN,
      cell: (row) => (
        <span
          className={status(row) === 'stall' ? page['bad'] : page['dim']}
          title="last change seen of commit.offset"
        >
          {formatInstant(p.movedAt[row] ?? NaN, times.at)}
        </span>
      ),
    },
    {
      id: 'status',
      label: 'Status',
      width: '112px',
      sort: (row) => readingRank(status(row)),
      cell: (row) => <State tone={readingTone(status(row))}>{readingWord(status(row))}</State>,
    },
    {
      id: 'why',
      label: 'Why',
      width: 'minmax(150px, 1.6fr)',
      cell: (row) => (
        <span className={page['dim']} title={p.why[row]}>
          {p.why[row]}
        </span>
      ),
    },
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
