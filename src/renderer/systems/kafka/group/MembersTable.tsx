import { useMemo } from 'react'
import { formatClockMs, formatInstant } from '../../../../shared/base/format-time.ts'
import type { Unit } from '../../../../shared/systems/catalogue.ts'
import type { GroupData } from '../../../../shared/systems/kafka-group-views.ts'
import { Empty } from '../../../components/Blocks.tsx'
import { Name } from '../../../components/Name.tsx'
import { Num } from '../../../components/Num.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State, Swatch } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import page from '../../page.module.css'
import { ShortTable } from '../../ShortTable.tsx'
import type { Times } from '../../Viewed.tsx'
import { memberColor } from './labels.ts'

/** Members now, and, quietly, those that left within the window. */
export function MembersTable({ data, times }: { readonly data: GroupData; readonly times: Times }) {
  const { members } = data
  const columns = useMemo(() => memberColumns(data, times), [data, times.readAt])
  const read = Number.isFinite(data.describedAt) ? `, ${formatClockMs(data.describedAt)}` : ''
  const request = data.type === 'consumer' ? 'ConsumerGroupDescribe' : 'DescribeGroups'
  return (
    <Panel title="Members" note={`${request}${read}`}>
      <ShortTable
        label="Members"
        columns={columns}
        count={members.id.length}
        rowKey={(row) => members.id[row] ?? ''}
        isQuiet={(row) => Number.isFinite(members.leftAt[row] ?? NaN)}
        most={8}
        empty={<Empty title="Nobody is in this group.">Its offsets stay until they expire.</Empty>}
      />
    </Panel>
  )
}

function memberColumns({ id, members }: GroupData, times: Times): readonly Column[] {
  const number = (
    key: string,
    label: string,
    width: string,
    values: Float64Array,
    unit: Unit,
    from: string,
  ): Column => ({
    id: key,
    label,
    width,
    align: 'right',
    sort: (row) => values[row] ?? NaN,
    cell: (row) =>
      Number.isFinite(members.leftAt[row] ?? NaN) ? (
        '—'
      ) : (
        <Num
          value={values[row] ?? NaN}
          unit={unit}
          bare={unit === 'messages per second'}
          from={from}
          entity={`group/${id}`}
          readAt={times.readAt}
          focusable={false}
        />
      ),
  })
  return [
    {
      id: 'name',
      label: 'Member',
      width: 'minmax(112px, 1.8fr)',
      sort: (row) => members.name[row] ?? '',
      cell: (row) => (
        <span title={[members.id[row], members.instanceId[row]].filter(Boolean).join(' · ')}>
          <Swatch color={memberColor(row)} /> {members.name[row]}
        </span>
      ),
    },
    {
      id: 'host',
      label: 'Host',
      width: 'minmax(90px, 1fr)',
      cell: (row) => <Name cut>{members.host[row] ?? '?'}</Name>,
    },
    {
      id: 'owns',
      label: 'Owns',
      width: '56px',
      align: 'right',
      sort: (row) => members.owns[row] ?? NaN,
      cell: (row) =>
        Number.isFinite(members.leftAt[row] ?? NaN) ? (
          '—'
        ) : (
          <span title="partitions, group.members">{members.owns[row]}</span>
        ),
    },
    number(
      'read',
      'Read /s',
      '74px',
      members.readPerSecond,
      'messages per second',
      'rise of its committed offsets over the last minute',
    ),
    number('lag', 'Lag', '86px', members.lag, 'messages', 'Σ over the partitions it owns'),
    {
      id: 'state',
      label: 'State',
      width: '118px',
      cell: (row) => (
        <MemberState
          data={{ joinedAt: members.joinedAt[row] ?? NaN, leftAt: members.leftAt[row] ?? NaN }}
          at={times.at}
        />
      ),
    },
  ]
}

function MemberState({
  data,
  at,
}: {
  readonly data: { joinedAt: number; leftAt: number }
  readonly at: number
}) {
  if (Number.isFinite(data.leftAt)) return <State tone="quiet">left {formatInstant(data.leftAt, at)}</State>
  const joined = Number.isFinite(data.joinedAt) ? `since ${formatInstant(data.joinedAt, at)}` : undefined
  return (
    <span title={joined} className={page['plain']}>
      <State tone="ok">member</State>
    </span>
  )
}
