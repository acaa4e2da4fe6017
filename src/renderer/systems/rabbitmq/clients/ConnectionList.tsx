import { useCallback, useMemo, type ReactNode } from 'react'
import { formatMeasure, formatNumber } from '../../../../shared/base/format-number.ts'
import { formatClock } from '../../../../shared/base/format-time.ts'
import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import type { ConnectionsData } from '../../../../shared/systems/rabbitmq-client-views.ts'
import { Gone } from '../../../app/compare/Gone.tsx'
import { useOpen } from '../../../app/Link.tsx'
import { usePageState } from '../../../app/use-page-state.ts'
import { Empty } from '../../../components/Blocks.tsx'
import { SearchField } from '../../../components/Field.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { Segmented } from '../../../components/Segmented.tsx'
import { DataTable } from '../../../components/table/DataTable.tsx'
import { MissingNotes } from '../../MissingNotes.tsx'
import { Said } from '../../Said.tsx'
import type { Times } from '../../Viewed.tsx'
import { blindNotes } from '../blind-notes.ts'
import { isConnection } from '../entities.ts'
import { clientWords, connectionsSaid } from './client-words.ts'
import { connectionColumns } from './connection-columns.tsx'

export interface ConnectionListProps {
  readonly data: ConnectionsData
  readonly times: Times
  readonly choice: ReactNode
}

/** Every connection that was listed: who, from where, how it is, what goes through it. */
export function ConnectionList({ data, times, choice }: ConnectionListProps) {
  const { rows } = data
  const open = useOpen()
  const [text, setText] = usePageState('q', '')
  const [kind, setKind] = usePageState('kind', 'all')
  const [selected] = usePageState('connection', '')
  const columns = useMemo(() => connectionColumns(data, times), [data, times.at, times.readAt])
  const matches = useCallback(
    (row: number) => {
      const each = rows[row]
      if (each === undefined) return false
      const isHeld = clientWords(each.state).tone === 'bad' || clientWords(each.state).tone === 'warn'
      const wanted = text.trim().toLowerCase()
      const words = [each.client, each.peer, each.user, each.vhost, each.node, each.library]
      const has = wanted === '' || words.some((word) => word?.toLowerCase().includes(wanted) === true)
      return has && (kind === 'all' || isHeld)
    },
    [rows, text, kind],
  )
  return (
    <>
      {connectionsSaid(rows).map((said) => (
        <Said key={said.headline} {...said} />
      ))}
      <MissingNotes missing={blindNotes(data.blind)} />
      <Gone isListed={isConnection} />
      <Panel
        title="Connections"
        fill
        note={noteOf(data)}
        actions={
          <>
            {choice}
            <Segmented
              label="Which connections"
              value={kind}
              onChange={setKind}
              options={[
                { value: 'all', label: 'all' },
                { value: 'held', label: 'held back' },
              ]}
            />
            <SearchField value={text} onChange={setText} placeholder="Client, host, user or node" />
          </>
        }
      >
        <DataTable
          label="Connections"
          columns={columns}
          count={rows.length}
          rowKey={(row) => rows[row]?.name ?? ''}
          entityOf={(row) => rabbitmqEntity('connection', rows[row]?.name ?? '')}
          matches={matches}
          selectedKey={selected === '' ? undefined : selected}
          onOpen={(row) => open(['connections'], { show: 'channels', of: rows[row]?.name ?? '' })}
          minWidth={1180}
          empty={<NoConnections data={data} text={text} kind={kind} />}
        />
      </Panel>
    </>
  )
}

function noteOf({ rows, total, readAt, openedPerSecond }: ConnectionsData): string {
  if (readAt === null) return 'not read'
  const count =
    total === null || total <= rows.length
      ? formatNumber(rows.length)
      : `${formatNumber(rows.length)} of ${formatNumber(total)}`
  const churn = openedPerSecond === null ? '' : `, ${formatMeasure(openedPerSecond)}/s opened`
  return `${count}${churn}; read ${formatClock(readAt)}. Enter: its channels`
}

function NoConnections({
  data,
  text,
  kind,
}: {
  readonly data: ConnectionsData
  readonly text: string
  readonly kind: string
}) {
  if (data.readAt === null) return <Empty title="Connections were not read yet." />
  if (data.rows.length === 0) return <Empty title="Nobody is connected." />
  if (text.trim() !== '') return <Empty title={`No connection contains “${text.trim()}”.`} />
  return kind === 'held' ? (
    <Empty title="No connection is held back." />
  ) : (
    <Empty title="Nobody is connected." />
  )
}
