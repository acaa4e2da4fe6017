import { useMemo } from 'react'
import { formatBytes } from '../../../../shared/base/format-number.ts'
import type { BrokerRow, ConnectorRow, StoreRow } from '../../../../shared/systems/activemq-views.ts'
import { Empty } from '../../../components/Blocks.tsx'
import { Facts } from '../../../components/Facts.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { numberColumns, wordColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import { ShortTable } from '../../ShortTable.tsx'
import style from './brokers.module.css'

interface PartProps {
  readonly broker: BrokerRow
  readonly readAt: number
}

/** What clients and other brokers connect to. */
export function ConnectorsTable({ broker, readAt }: PartProps) {
  const { connectors, key } = broker
  const columns = useMemo(() => connectorColumns(key, connectors, readAt), [key, connectors, readAt])
  return (
    <Panel title="Connectors" note="refused: beyond maximumConnections">
      <ShortTable
        label="Connectors"
        columns={columns}
        count={connectors.length}
        rowKey={(row) => connectors[row]?.name ?? ''}
        entityOf={(row) => connectorEntity(key, connectors[row])}
        most={8}
        empty={<Empty title="No connector was told." />}
      />
    </Panel>
  )
}

const connectorEntity = (broker: string, row: ConnectorRow | undefined) =>
  `connector/${broker}/${row?.name ?? ''}`

function connectorColumns(broker: string, rows: readonly ConnectorRow[], readAt: number): readonly Column[] {
  const number = numberColumns((row) => connectorEntity(broker, rows[row]), readAt)
  return [
    wordColumn(
      ['name', 'Name', '96px'],
      (row) => <Name cut>{rows[row]?.name ?? ''}</Name>,
      (row) => rows[row]?.name ?? '',
    ),
    wordColumn(['url', 'Listens on', 'minmax(120px, 1fr)'], (row) => {
      const url = rows[row]?.url ?? null
      return url === null ? <span className={page['dim']}>not told</span> : <Name cut>{url}</Name>
    }),
    wordColumn(['state', 'State', '92px'], (row) => <Started isStarted={rows[row]?.isStarted ?? null} />),
    number(['connections', 'Conn.', '56px'], 'count', (row) => rows[row]?.connections, {
      metric: 'connector.connections',
    }),
    number(['refused', 'Refused', '66px'], 'count', (row) => rows[row]?.refused, {
      metric: 'connector.refused',
      ink: (row) => ((rows[row]?.refused ?? 0) > 0 ? page['warn'] : undefined),
    }),
  ]
}

function Started({ isStarted }: { readonly isStarted: boolean | null }) {
  if (isStarted === null) return <State tone="unknown">not told</State>
  return isStarted ? <State tone="ok">started</State> : <State tone="warn">stopped</State>
}

/** Where messages are kept: the store as it describes itself. */
export function StoresPanel({ broker }: PartProps) {
  if (broker.persistence.length === 0)
    return (
      <Panel title="Store">
        <Empty
          title={broker.isPersistent === false ? 'This broker keeps nothing.' : 'The store is not told.'}
        >
          {broker.isPersistent === false ? 'persistent="false": messages end with it.' : undefined}
        </Empty>
      </Panel>
    )
  return (
    <Panel title="Store" note="as it describes itself, each minute">
      {broker.persistence.map((store) => (
        <StoreFacts key={store.name} store={store} />
      ))}
    </Panel>
  )
}

function StoreFacts({ store: { name, size, data, transactions } }: { readonly store: StoreRow }) {
  return (
    <div className={style['store']}>
      <p>{name}</p>
      <Facts
        rows={[
          {
            label: 'Size',
            value: size === null ? '?' : formatBytes(size),
            source: 'PersistenceAdapter, Size',
          },
          {
            label: 'Journal files that hold data',
            value: <Name cut>{data ?? '?'}</Name>,
            source: 'PersistenceAdapter, Data',
          },
          {
            label: 'Open transactions',
            value:
              transactions === null || transactions === '' ? 'none told' : <Name cut>{transactions}</Name>,
            source: 'PersistenceAdapter, Transactions',
          },
        ]}
      />
    </div>
  )
}
