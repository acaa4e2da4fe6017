import { formatInstant } from '../../../../shared/base/format-time.ts'
import type { ConnectionRow, ConnectionsData } from '../../../../shared/systems/activemq-client-views.ts'
import { Name } from '../../../components/Name.tsx'
import { Badge, State } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { numberColumns, wordColumn, type NumberColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import type { Times } from '../../Viewed.tsx'
import { brokerColumn } from '../broker-column.tsx'
import { brokerEntity } from '../../../../shared/systems/activemq-entities.ts'
import { shortRemote, toneRank, type Words } from '../words.ts'

type Rows = readonly ConnectionRow[]

/** How a connection is, in a word. */
export function connectionWords({ isBlocked, isSlow, isActive }: ConnectionRow): Words {
  if (isBlocked === true) return { tone: 'bad', word: 'blocked' }
  if (isSlow === true) return { tone: 'warn', word: 'slow' }
  if (isActive === null) return { tone: 'unknown', word: 'not told' }
  return isActive ? { tone: 'ok', word: 'active' } : { tone: 'quiet', word: 'idle' }
}

/** Connections: who, from where, and how much of the broker's messages each has in hand. */
export function connectionColumns(rows: Rows, times: Times, hasBrokers: boolean): readonly Column[] {
  const number = numberColumns((row) => rows[row]?.entity ?? '', times.readAt)
  return [...whoColumns(rows, hasBrokers), ...loadColumns(rows, number)]
}

function whoColumns(rows: Rows, hasBrokers: boolean): readonly Column[] {
  const words = (row: number) => {
    const each = rows[row]
    return each === undefined ? undefined : connectionWords(each)
  }
  return [
    wordColumn(
      ['client', 'Client', 'minmax(150px, 1.8fr)'],
      (row) => <Client row={rows[row]} />,
      (row) => rows[row]?.clientId ?? '',
    ),
    wordColumn(
      ['state', 'State', '88px'],
      (row) => <State tone={words(row)?.tone ?? 'unknown'}>{words(row)?.word}</State>,
      (row) => toneRank(words(row)?.tone ?? 'unknown'),
    ),
    wordColumn(
      ['remote', 'From', 'minmax(130px, 1.2fr)'],
      (row) => <Name cut>{shortRemote(rows[row]?.remote ?? null)}</Name>,
      (row) => rows[row]?.remote ?? '',
    ),
    wordColumn(
      ['user', 'User', '72px'],
      (row) => rows[row]?.user ?? <span className={page['dim']}>none</span>,
      (row) => rows[row]?.user ?? '',
    ),
    wordColumn(
      ['connector', 'Connector', '82px'],
      (row) => rows[row]?.connector,
      (row) => rows[row]?.connector ?? '',
    ),
    ...brokerColumn(hasBrokers, (row) => rows[row]?.broker ?? ''),
  ]
}

function Client({ row }: { readonly row: ConnectionRow | undefined }) {
  if (row === undefined) return null
  return (
    <span title={row.clientId}>
      <Name cut>{row.clientId}</Name> {row.isNetwork && <Badge>bridge</Badge>}
    </span>
  )
}

function loadColumns(rows: Rows, number: NumberColumn): readonly Column[] {
  const oldest = (row: number) => (rows[row]?.transactions === 0 ? null : rows[row]?.oldestTransactionMs)
  const none = <span className={page['dim']}>—</span>
  return [
    number(['consumers', 'Consumers', '74px'], 'count', (row) => rows[row]?.consumers, {
      from: 'consumers that name this connection',
    }),
    number(['producers', 'Producers', '72px'], 'count', (row) => rows[row]?.producers, {
      from: 'producers that name this connection',
    }),
    number(['holds', 'Holds', '58px'], 'messages', (row) => rows[row]?.holds, {
      from: 'Σ consumer.dispatched_queue of its consumers: handed out and not acknowledged',
    }),
    number(['queue', 'To send', '60px'], 'count', (row) => rows[row]?.dispatchQueue, {
      metric: 'connection.dispatch_queue',
    }),
    number(['transactions', 'Open tx', '58px'], 'count', (row) => rows[row]?.transactions, {
      metric: 'connection.transactions',
      ink: (row) => ((rows[row]?.transactions ?? 0) > 0 ? undefined : page['dim']),
    }),
    number(['oldest', 'Oldest tx', '76px'], 'ms', oldest, {
      metric: 'connection.oldest_transaction_ms',
      instead: (row) => (rows[row]?.transactions === 0 ? none : undefined),
    }),
  ]
}

type Brokers = ConnectionsData['brokers']

/** Connections of each broker, and when they were listed. */
export function connectionBrokerColumns(brokers: Brokers, times: Times): readonly Column[] {
  const number = numberColumns((row) => brokerEntity(brokers[row]?.broker ?? ''), times.readAt)
  return [
    wordColumn(
      ['broker', 'Broker', 'minmax(110px, 1fr)'],
      (row) => <Name cut>{brokers[row]?.broker ?? ''}</Name>,
      (row) => brokers[row]?.broker ?? '',
    ),
    number(['current', 'Connections', '92px'], 'count', (row) => brokers[row]?.current, {
      metric: 'broker.connections',
    }),
    number(['rate', 'New /s', '70px'], 'per second', (row) => brokers[row]?.connectionsPerSecond, {
      metric: 'broker.connections_made',
    }),
    wordColumn(['read', 'Listed', 'minmax(220px, 2fr)'], (row) => (
      <span className={page['dim']} title={brokers[row]?.why ?? undefined}>
        {listedText(brokers[row], times.at)}
      </span>
    )),
  ]
}

function listedText(broker: Brokers[number] | undefined, at: number): string {
  if (broker === undefined) return ''
  if (broker.readAt === null) return broker.why === null ? '? not read yet' : '? not read'

  return `Connection MBeans, ${formatInstant(broker.readAt, at)}`
}
