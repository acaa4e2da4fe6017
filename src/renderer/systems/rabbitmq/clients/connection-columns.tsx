import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import type { ConnectionRow, ConnectionsData } from '../../../../shared/systems/rabbitmq-client-views.ts'
import { formatInstant } from '../../../../shared/base/format-time.ts'
import { Name } from '../../../components/Name.tsx'
import { State } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { numberColumns, wordColumn, type NumberColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import type { Times } from '../../Viewed.tsx'
import { shortInColumn, sinceText, toneRank } from '../node-words.ts'
import { clientWords } from './client-words.ts'

/** Columns of connections; new ones for each sample. */
export function connectionColumns({ rows, readAt }: ConnectionsData, times: Times): readonly Column[] {
  const number = numberColumns(
    (row) => rabbitmqEntity('connection', rows[row]?.name ?? ''),
    readAt ?? times.readAt,
  )
  return [...whoColumns(rows, times.at), ...loadColumns(rows, number), ...howColumns(rows, number, times.at)]
}

function whoColumns(rows: readonly ConnectionRow[], at: number): readonly Column[] {
  const text = (head: readonly [string, string, string], of: (row: ConnectionRow) => string | null) =>
    wordColumn(
      head,
      (row) => {
        const value = rows[row] === undefined ? null : of(rows[row])
        return value === null ? <span className={page['dim']}>none</span> : <Name cut>{value}</Name>
      },
      (row) => (rows[row] === undefined ? '' : (of(rows[row]) ?? '')),
    )
  return [
    text(['client', 'Client', 'minmax(110px, 1.3fr)'], ({ client }) => client),
    text(['peer', 'From', 'minmax(132px, 1fr)'], ({ peer }) => peer),
    wordColumn(
      ['state', 'State', 'minmax(104px, 0.9fr)'],
      (row) => {
        const { tone, word } = clientWords(rows[row]?.state ?? null)
        return (
          <span title={sinceText(rows[row]?.stateSince ?? null, at)}>
            <State tone={tone}>{word}</State>
          </span>
        )
      },
      (row) => toneRank(clientWords(rows[row]?.state ?? null).tone),
    ),
    wordColumn(['does', 'Does', '124px'], (row) => doesText(rows[row])),
    text(['user', 'User', 'minmax(56px, 0.5fr)'], ({ user }) => user),
    text(['vhost', 'Vhost', 'minmax(46px, 0.4fr)'], ({ vhost }) => vhost),
  ]
}

function doesText(row: ConnectionRow | undefined) {
  if (row === undefined) return null
  // acknowledgements of a consumer wait behind what the same connection publishes
  if (row.publishes && row.consumes) return 'publishes, consumes'
  if (row.publishes) return 'publishes'
  return row.consumes ? 'consumes' : <span className={page['dim']}>nothing now</span>
}

function loadColumns(rows: readonly ConnectionRow[], number: NumberColumn): readonly Column[] {
  return [
    number(['channels', 'Chan.', '56px'], 'count', (row) => rows[row]?.channels, {
      metric: 'connection.channels',
    }),
    number(['publish', 'Publ. /s', '70px'], 'messages per second', (row) => rows[row]?.publish, {
      from: 'Σ channel.publish of its channels',
    }),
    number(['deliver', 'Takes /s', '70px'], 'messages per second', (row) => rows[row]?.deliver, {
      from: 'Σ channel.deliver of its channels',
    }),
    number(['unacked', 'Unacked', '74px'], 'messages', (row) => rows[row]?.unacked, {
      from: 'Σ channel.unacked of its channels',
    }),
    number(['received', 'From it', '76px'], 'bytes per second', (row) => rows[row]?.receivedPerSecond, {
      metric: 'connection.received',
    }),
    number(['sent', 'To it', '76px'], 'bytes per second', (row) => rows[row]?.sentPerSecond, {
      metric: 'connection.sent',
    }),
  ]
}

function howColumns(rows: readonly ConnectionRow[], number: NumberColumn, at: number): readonly Column[] {
  const short = shortInColumn(rows.map(({ node }) => node))
  return [
    number(['heartbeat', 'Heartbeat', '76px'], 's', (row) => rows[row]?.heartbeatS, {
      from: 'timeout of GET /api/connections; 0 is none: a dead peer goes unseen',
      instead: (row) =>
        rows[row]?.heartbeatS === 0 ? <span className={page['warn']}>none</span> : undefined,
    }),
    wordColumn(
      ['since', 'Connected', '96px'],
      (row) => {
        const since = rows[row]?.connectedAt ?? null
        return <span className={page['dim']}>{since === null ? '?' : formatInstant(since, at)}</span>
      },
      (row) => rows[row]?.connectedAt ?? NaN,
    ),
    wordColumn(
      ['node', 'Node', 'minmax(64px, 0.6fr)'],
      (row) => (
        <span title={rows[row]?.node}>
          <Name>{short(rows[row]?.node ?? '')}</Name>
        </span>
      ),
      (row) => rows[row]?.node ?? '',
    ),
    wordColumn(
      ['library', 'Library', 'minmax(80px, 0.8fr)'],
      (row) => (
        <span title={`${rows[row]?.protocol ?? ''}${rows[row]?.tls === true ? ', TLS' : ', not encrypted'}`}>
          {rows[row]?.library ?? '?'}
        </span>
      ),
      (row) => rows[row]?.library ?? '',
    ),
  ]
}
