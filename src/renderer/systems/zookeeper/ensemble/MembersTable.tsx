import { useMemo, type ReactNode } from 'react'
import type { EnsembleData, EnsembleMember } from '../../../../shared/systems/zookeeper-views.ts'
import type { Unit } from '../../../../shared/systems/catalogue.ts'
import { Empty } from '../../../components/Blocks.tsx'
import { Name } from '../../../components/Name.tsx'
import { Num } from '../../../components/Num.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { useSize } from '../../../components/use-size.ts'
import page from '../../page.module.css'
import { ShortTable } from '../../ShortTable.tsx'
import type { Times } from '../../Viewed.tsx'
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
      <ShortTable
        label="Members"
        columns={columns}
        count={data.members.length}
        rowKey={(row) => data.members[row]?.id ?? ''}
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

function columnsOf(
  members: readonly EnsembleMember[],
  { at, readAt }: Times,
  isWide: boolean,
): readonly Column[] {
  const number = (
    id: keyof EnsembleMember,
    label: string,
    width: string,
    unit: Unit,
    source: { readonly metric?: string; readonly from?: string },
    tone?: (m: EnsembleMember) => string | undefined,
  ): Column => ({
    id,
    label,
    width,
    align: 'right',
    sort: (row) => numberOf(members[row], id),
    cell: (row) => {
      const m = members[row]
      if (m === undefined) return null
      return (
        <span className={tone?.(m)}>
          <Num
            value={numberOf(m, id)}
            unit={unit}
            {...source}
            entity={`member/${m.id}`}
            readAt={readAt}
            focusable={false}
            missing={m.why ?? undefined}
          />
        </span>
      )
    },
  })
  const cell = (show: (m: EnsembleMember) => ReactNode) => (row: number) => {
    const m = members[row]
    return m === undefined ? null : show(m)
  }
  const own: readonly Column[] = [
    {
      id: 'id',
      label: 'Server',
      width: '76px',
      sort: (row) => members[row]?.id ?? '',
      cell: cell((m) => <b title={m.client ?? undefined}>{memberName(m)}</b>),
    },
    {
      id: 'mode',
      label: 'Role',
      width: '68px',
      sort: (row) => members[row]?.mode ?? '',
      cell: cell((m) => m.mode ?? '?'),
    },
    {
      id: 'state',
      label: 'State',
      width: 'minmax(118px, 1fr)',
      sort: (row) => members[row]?.state ?? '',
      cell: cell((m) => {
        const { tone, word } = memberWords(m, at)
        return (
          <span title={m.why ?? undefined}>
            <State tone={tone}>{word}</State>
          </span>
        )
      }),
    },
    {
      id: 'zxid',
      label: 'Last zxid',
      width: '104px',
      sort: (row) => members[row]?.zxid ?? '',
      cell: cell((m) => (
        <span title="srvr Zxid">
          <Name>{m.zxid ?? '?'}</Name>
        </span>
      )),
    },
    number('gap', 'Gap', '54px', 'count', { from: 'zxid counter behind the leader’s, in one epoch' }, (m) =>
      m.inQuorum === false ? page['warn'] : undefined,
    ),
    number('latencyMs', 'Latency', '66px', 'ms', {
      from: 'Δsum ÷ Δcount of the requests of the last minute; of old servers the average since start',
    }),
    number('clients', 'Clients', '60px', 'count', {
      from: 'connections, srvr or mntr zk_num_alive_connections',
    }),
  ]
  const wide: readonly Column[] = [
    {
      id: 'client',
      label: 'Address',
      width: 'minmax(130px, 1fr)',
      cell: cell((m) => <Name cut>{m.client ?? '?'}</Name>),
    },
    number('outstanding', 'Outstanding', '90px', 'count', { from: 'requests that wait, srvr Outstanding' }),
    number('fsyncMs', 'Fsync', '74px', 'ms', { from: 'Δsum ÷ Δcount of fsynctime over the last minute' }),
    number('packetsPerSecond', 'Packets /s', '84px', 'per second', { from: 'rise of srvr Received' }),
    number('openFiles', 'Open files', '80px', 'count', { from: 'mntr zk_open_file_descriptor_count' }),
    number('uptimeMs', 'Up', '84px', 'ms', { from: 'mntr zk_uptime' }),
    { id: 'version', label: 'Version', width: '74px', cell: cell((m) => m.version ?? '?') },
  ]
  return isWide ? [...own.slice(0, 3), ...wide.slice(0, 1), ...own.slice(3), ...wide.slice(1)] : own
}

function numberOf(m: EnsembleMember | undefined, id: keyof EnsembleMember): number {
  const value = m?.[id]
  return typeof value === 'number' ? value : NaN
}
