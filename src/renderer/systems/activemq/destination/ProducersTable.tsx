import { useMemo } from 'react'
import type { DestinationData } from '../../../../shared/systems/activemq-destination-views.ts'
import { Empty, Unknown } from '../../../components/Blocks.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { numberColumns, wordColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import { ShortTable } from '../../ShortTable.tsx'
import { Inset } from '../Inset.tsx'
import { shortRemote } from '../words.ts'

/** Who sends to it, and whether flow control holds them up. */
export function ProducersTable({
  data,
  readAt,
}: {
  readonly data: DestinationData
  readonly readAt: number
}) {
  const rows = data.producerRows
  const columns = useMemo(() => producerColumns(rows, readAt), [rows, readAt])
  return (
    <Panel title="Producers">
      {data.producersWhy !== null && (
        <Inset>
          <Unknown title="Not all producers are known.">{data.producersWhy}</Unknown>
        </Inset>
      )}
      <ShortTable
        label="Producers"
        columns={columns}
        count={rows.length}
        rowKey={(row) => rows[row]?.entity ?? ''}
        entityOf={(row) => rows[row]?.entity ?? ''}
        most={8}
        minWidth={480}
        empty={
          data.producersWhy === null && (
            <Empty title="No producer is open on it.">
              Those that name no destination when they open (as STOMP clients do) are not counted by the
              broker.
            </Empty>
          )
        }
      />
    </Panel>
  )
}

function producerColumns(rows: DestinationData['producerRows'], readAt: number): readonly Column[] {
  const number = numberColumns((row) => rows[row]?.entity ?? '', readAt)
  return [
    wordColumn(
      ['client', 'Client', 'minmax(90px, 1.4fr)'],
      (row) => <Name cut>{rows[row]?.clientId ?? ''}</Name>,
      (row) => rows[row]?.clientId ?? '',
    ),
    wordColumn(
      ['state', 'State', '84px'],
      (row) => <Blocked isBlocked={rows[row]?.isBlocked ?? null} />,
      (row) => (rows[row]?.isBlocked === true ? 0 : 1),
    ),
    wordColumn(
      ['remote', 'From', 'minmax(90px, 1fr)'],
      (row) => <span title={rows[row]?.user ?? undefined}>{shortRemote(rows[row]?.remote ?? null)}</span>,
      (row) => rows[row]?.remote ?? '',
    ),
    number(['sent', 'Sent', '66px'], 'messages', (row) => rows[row]?.sent, { metric: 'producer.sent' }),
    number(['rate', 'Sent /s', '62px'], 'messages per second', (row) => rows[row]?.sentPerSecond, {
      metric: 'producer.sent',
    }),
    number(['blocked', 'Held up', '66px'], 'ms', (row) => rows[row]?.blockedMs, {
      metric: 'producer.blocked_ms',
      ink: (row) => (rows[row]?.isBlocked === true ? page['bad'] : undefined),
    }),
  ]
}

function Blocked({ isBlocked }: { readonly isBlocked: boolean | null }) {
  if (isBlocked === null) return <State tone="unknown">not told</State>
  return isBlocked ? <State tone="bad">held up</State> : <State tone="ok">sends</State>
}
