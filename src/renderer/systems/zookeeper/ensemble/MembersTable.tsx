import { useMemo } from 'react'
import type { EnsembleData, EnsembleMember } from '../../../../shared/systems/zookeeper-views.ts'
import { Gone } from '../../../app/compare/Gone.tsx'
import { Empty } from '../../../components/Blocks.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { useSize } from '../../../components/use-size.ts'
import { numberColumns, wordColumn, type NumberColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import { ShortTable } from '../../ShortTable.tsx'
import type { Times } from '../../Viewed.tsx'
import { isMember, memberEntity } from '../entities.ts'
import { memberName, memberWords } from '../member-words.ts'

export interface MembersTableProps {
  readonly data: EnsembleData
  readonly times: Times
  readonly selected: string | undefined
  readonly onSelect: (id: string) => void
  /** Everything that is known of a member, where there is room. */
  readonly isWide?: boolean
}

const narrowPx = 530

/** The same members in figures. */
export function MembersTable({ data, times, selected, onSelect, isWide = false }: MembersTableProps) {
  const [ref, { width }] = useSize()
  const isNarrow = width < narrowPx
  const columns = useMemo(() => {
    const all = columnsOf(data.members, times, isWide)
    // the drawing above tells the roles
    return isNarrow ? all.filter((column) => column.id !== 'mode') : all
  }, [data, times.readAt, isWide, isNarrow])
  return (
    <Panel>
      <div ref={ref} />
      <Gone isListed={isMember} />
      <ShortTable
        label="Members"
        columns={columns}
        count={data.members.length}
        rowKey={(row) => data.members[row]?.id ?? ''}
        entityOf={(row) => memberEntity(data.members[row]?.id ?? '')}
        selectedKey={selected}
        onOpen={(row) => onSelect(data.members[row]?.id ?? '')}
        isQuiet={(row) => !['serving', 'not-serving'].includes(data.members[row]?.state ?? '')}
        most={9}
        {...(isWide ? { minWidth: 1000 } : {})}
        empty={<Empty title="No member is known." />}
      />
    </Panel>
  )
}

type Members = readonly EnsembleMember[]

function columnsOf(members: Members, times: Times, isWide: boolean): readonly Column[] {
  const number = numberColumns((row) => `member/${members[row]?.id ?? ''}`, times.readAt)
  const address = wordColumn(['client', 'Address', 'minmax(130px, 1fr)'], (row) => (
    <Name cut>{members[row]?.client ?? '?'}</Name>
  ))
  return [
    ...roleColumns(members, times.at),
    ...(isWide ? [address] : []),
    ...positionColumns(members, number),
    ...(isWide ? loadColumns(members, number) : []),
  ]
}

function roleColumns(members: Members, at: number): readonly Column[] {
  return [
    wordColumn(
      ['id', 'Server', '70px'],
      (row) => <Server member={members[row]} />,
      (row) => members[row]?.id ?? '',
    ),
    wordColumn(
      ['mode', 'Role', '74px'],
      (row) => members[row]?.mode ?? '?',
      (row) => members[row]?.mode ?? '',
    ),
    wordColumn(
      ['state', 'State', 'minmax(110px, 1fr)'],
      (row) => <MemberState member={members[row]} at={at} />,
      (row) => members[row]?.state ?? '',
    ),
  ]
}

function positionColumns(members: Members, number: NumberColumn): readonly Column[] {
  return [
    wordColumn(
      ['zxid', 'Last zxid', '104px'],
      (row) => (
        <span title="srvr Zxid">
          <Name>{members[row]?.zxid ?? '?'}</Name>
        </span>
      ),
      (row) => members[row]?.zxid ?? '',
    ),
    number(['gap', 'Gap', '52px'], 'count', (row) => members[row]?.gap, {
      from: 'zxid counter behind the leader’s, in one epoch',
      ink: (row) => (members[row]?.inQuorum === false ? page['warn'] : undefined),
    }),
    number(['latency', 'Latency', '62px'], 'ms', (row) => members[row]?.latencyMs, {
      from: 'Δsum ÷ Δcount of the requests of the last minute; of old servers the average since start',
    }),
    number(['clients', 'Clients', '58px'], 'count', (row) => members[row]?.clients, {
      from: 'connections, srvr or mntr zk_num_alive_connections',
    }),
  ]
}

function loadColumns(members: Members, number: NumberColumn): readonly Column[] {
  return [
    number(['outstanding', 'Outstanding', '90px'], 'count', (row) => members[row]?.outstanding, {
      from: 'requests that wait, srvr Outstanding',
    }),
    number(['fsync', 'Fsync', '74px'], 'ms', (row) => members[row]?.fsyncMs, {
      from: 'Δsum ÷ Δcount of fsynctime over the last minute',
    }),
    number(['packets', 'Packets /s', '84px'], 'per second', (row) => members[row]?.packetsPerSecond, {
      from: 'rise of srvr Received',
    }),
    number(['files', 'Open files', '80px'], 'count', (row) => members[row]?.openFiles, {
      from: 'mntr zk_open_file_descriptor_count',
    }),
    number(['uptime', 'Up', '84px'], 'ms', (row) => members[row]?.uptimeMs, { from: 'mntr zk_uptime' }),
    wordColumn(['version', 'Version', '74px'], (row) => members[row]?.version ?? '?'),
  ]
}

function Server({ member }: { readonly member: EnsembleMember | undefined }) {
  return member === undefined ? null : <b title={member.client ?? undefined}>{memberName(member)}</b>
}

function MemberState({ member, at }: { readonly member: EnsembleMember | undefined; readonly at: number }) {
  if (member === undefined) return null
  const { tone, word } = memberWords(member, at)
  return (
    <span title={member.why ?? undefined}>
      <State tone={tone}>{word}</State>
    </span>
  )
}
