import { useCallback, useMemo } from 'react'
import { formatNumber } from '../../../shared/base/format-number.ts'
import type { ConnectionRow, ConnectionsData } from '../../../shared/systems/activemq-client-views.ts'
import type { PageProps } from '../../app/pages.ts'
import { Gone } from '../../app/compare/Gone.tsx'
import { usePageState } from '../../app/use-page-state.ts'
import { Empty } from '../../components/Blocks.tsx'
import { SearchField } from '../../components/Field.tsx'
import { Panel } from '../../components/Panel.tsx'
import { DataTable } from '../../components/table/DataTable.tsx'
import { MissingNotes } from '../MissingNotes.tsx'
import page from '../page.module.css'
import { ShortTable } from '../ShortTable.tsx'
import { Viewed, type Times } from '../Viewed.tsx'
import { isConnection } from './entities.ts'
import { BrokerChoice } from './BrokerChoice.tsx'
import { connectionBrokerColumns, connectionColumns } from './connections/columns.tsx'
import { useActivemqView } from './use-activemq-view.ts'

/** Who is connected to which broker, and who holds what. */
export function Connections({ targetId }: PageProps) {
  const [broker, setBroker] = usePageState('broker', '')
  const view = useActivemqView(targetId, 'connections', broker === '' ? {} : { broker })
  return (
    <div className={page['page']}>
      <Viewed view={view} what="The connections">
        {(data, times) => (
          <>
            <ByBroker data={data} times={times} onChoose={setBroker} />
            <MissingNotes
              missing={data.brokers.flatMap(({ broker: of, why }) =>
                why === null ? [] : [{ what: `Connections of ${of}`, why, fix: null }],
              )}
            />
            <ConnectionList {...{ targetId, data, times, broker, setBroker }} />
          </>
        )}
      </Viewed>
    </div>
  )
}

interface PartProps {
  readonly data: ConnectionsData
  readonly times: Times
}

function ByBroker({
  data: { brokers },
  times,
  onChoose,
}: PartProps & { readonly onChoose: (broker: string) => void }) {
  const columns = useMemo(() => connectionBrokerColumns(brokers, times), [brokers, times.at, times.readAt])
  if (brokers.length < 2) return null
  return (
    <Panel title="By broker">
      <ShortTable
        label="Connections by broker"
        columns={columns}
        count={brokers.length}
        rowKey={(row) => brokers[row]?.broker ?? ''}
        onOpen={(row) => onChoose(brokers[row]?.broker ?? '')}
        most={8}
        empty={<Empty title="No broker was asked." />}
      />
    </Panel>
  )
}

interface ListProps extends PartProps {
  readonly targetId: string
  readonly broker: string
  readonly setBroker: (broker: string) => void
}

function ConnectionList({ targetId, data, times, broker, setBroker }: ListProps) {
  const { rows } = data
  const [text, setText] = usePageState('q', '')
  const hasBrokers = new Set(rows.map((row) => row.broker)).size > 1
  const columns = useMemo(() => connectionColumns(rows, times, hasBrokers), [rows, times.readAt, hasBrokers])
  const wanted = text.trim().toLowerCase()
  const matches = useCallback((row: number) => hasText(rows[row], wanted), [rows, wanted])
  return (
    <Panel
      title="Connections"
      fill
      note={noteOf(data)}
      actions={
        <>
          <BrokerChoice targetId={targetId} value={broker} onChange={setBroker} />
          <SearchField value={text} onChange={setText} placeholder="Client, address or user" />
        </>
      }
    >
      <Gone isListed={isConnection} />
      <DataTable
        label="Connections"
        columns={columns}
        count={rows.length}
        rowKey={(row) => rows[row]?.entity ?? ''}
        entityOf={(row) => rows[row]?.entity ?? ''}
        matches={matches}
        firstSort={{ column: 'holds', descending: true }}
        minWidth={960}
        empty={<NoConnections data={data} text={wanted} />}
      />
    </Panel>
  )
}

const isBlind = ({ rows, brokers }: ConnectionsData) =>
  rows.length === 0 && brokers.some(({ why }) => why !== null)

function noteOf(data: ConnectionsData): string {
  const { rows, total } = data
  if (isBlind(data)) return 'not known'
  return rows.length < total ? `${formatNumber(rows.length)} of ${formatNumber(total)}` : formatNumber(total)
}

function NoConnections({ data, text }: { readonly data: ConnectionsData; readonly text: string }) {
  if (text !== '') return <Empty title={`No connection contains “${text}”.`} />
  return isBlind(data) ? (
    <Empty title="No connection could be read." />
  ) : (
    <Empty title="Nobody is connected." />
  )
}

/** An entity's own words too: events and findings name a connection by them. */
function hasText(row: ConnectionRow | undefined, text: string): boolean {
  const words = [row?.clientId, row?.remote, row?.user, row?.connector, row?.entity]
  return text === '' || words.some((word) => word?.toLowerCase().includes(text) === true)
}
