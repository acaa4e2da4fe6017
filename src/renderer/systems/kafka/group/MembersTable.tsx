import { useMemo } from 'react'
import { formatClockMs, formatInstant } from '../../../../shared/base/format-time.ts'
import type { GroupData } from '../../../../shared/systems/kafka-group-views.ts'
import { Empty } from '../../../components/Blocks.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State, Swatch } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { numberColumns, wordColumn } from '../../number-columns.tsx'
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
  const hasLeft = (row: number) => Number.isFinite(members.leftAt[row] ?? NaN)
  const number = numberColumns(() => `group/${id}`, times.readAt)
  const instead = (row: number) => (hasLeft(row) ? '—' : undefined)
  return [
    wordColumn(
      ['name', 'Member', 'minmax(112px, 1.8fr)'],
      (row) => (
        <span title={[members.id[row], members.instanceId[row]].filter(Boolean).join(' · ')}>
          <Swatch color={memberColor(row)} /> {members.name[row]}
        </span>
      ),
      (row) => members.name[row] ?? '',
    ),
    wordColumn(['host', 'Host', 'minmax(90px, 1fr)'], (row) => <Name cut>{members.host[row] ?? '?'}</Name>),
    number(['owns', 'Owns', '56px'], 'count', members.owns, { metric: 'group.members', instead }),
    number(['read', 'Read /s', '74px'], 'messages per second', members.readPerSecond, {
      from: 'rise of its committed offsets over the last minute',
      instead,
    }),
    number(['lag', 'Lag', '86px'], 'messages', members.lag, {
      from: 'Σ over the partitions it owns',
      instead,
    }),
    wordColumn(['state', 'State', '118px'], (row) => (
      <MemberState
        joinedAt={members.joinedAt[row] ?? NaN}
        leftAt={members.leftAt[row] ?? NaN}
        at={times.at}
      />
    )),
  ]
}

function MemberState({ joinedAt, leftAt, at }: { joinedAt: number; leftAt: number; at: number }) {
  if (Number.isFinite(leftAt)) return <State tone="quiet">left {formatInstant(leftAt, at)}</State>
  return (
    <span title={Number.isFinite(joinedAt) ? `since ${formatInstant(joinedAt, at)}` : undefined}>
      <State tone="ok">member</State>
    </span>
  )
}
