import { formatDuration, formatInstant } from '../../../../shared/base/format-time.ts'
import type { DurableRow } from '../../../../shared/systems/activemq-client-views.ts'
import { Link } from '../../../app/Link.tsx'
import { Name } from '../../../components/Name.tsx'
import { Badge, State } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { numberColumns, wordColumn, type NumberColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import type { Times } from '../../Viewed.tsx'
import { brokerColumn } from '../broker-column.tsx'

type Rows = readonly DurableRow[]

/** Durable subscribers: whether each is there, since when not, and what is kept for it. */
export function durableColumns(rows: Rows, times: Times, hasBrokers: boolean): readonly Column[] {
  const number = numberColumns((row) => rows[row]?.entity ?? '', times.readAt)
  return [
    ...whoColumns(rows, hasBrokers),
    ...stateColumns(rows, times),
    ...keptColumns(rows, number),
    wordColumn(
      ['elsewhere', 'Elsewhere', 'minmax(96px, 1fr)'],
      (row) => <Elsewhere row={rows[row]} />,
      (row) => rows[row]?.elsewhere.length ?? 0,
    ),
    wordColumn(
      ['selector', 'Selector', 'minmax(80px, 0.9fr)'],
      (row) => {
        const text = rows[row]?.selector ?? ''
        return text === '' ? <span className={page['dim']}>none</span> : <Name cut>{text}</Name>
      },
      (row) => rows[row]?.selector ?? '',
    ),
  ]
}

function whoColumns(rows: Rows, hasBrokers: boolean): readonly Column[] {
  return [
    wordColumn(
      ['client', 'Client', 'minmax(96px, 1.2fr)'],
      (row) => (
        <span title={rows[row]?.clientId}>
          {rows[row]?.isNetwork === true && <Badge>bridge</Badge>}{' '}
          <Name cut>{rows[row]?.clientId ?? ''}</Name>
        </span>
      ),
      (row) => rows[row]?.clientId ?? '',
    ),
    wordColumn(
      ['name', 'Subscription', 'minmax(96px, 1.2fr)'],
      (row) => <Name cut>{rows[row]?.name ?? ''}</Name>,
      (row) => rows[row]?.name ?? '',
    ),
    wordColumn(
      ['topic', 'Topic', 'minmax(96px, 1.2fr)'],
      (row) => (
        <Link to={['destinations', rows[row]?.broker ?? '', 'topic', rows[row]?.topic ?? '']}>
          <Name cut>{rows[row]?.topic ?? ''}</Name>
        </Link>
      ),
      (row) => rows[row]?.topic ?? '',
    ),
    ...brokerColumn(hasBrokers, (row) => rows[row]?.broker ?? ''),
  ]
}

function stateColumns(rows: Rows, { at }: Times): readonly Column[] {
  const offlineMs = (row: number) => {
    const each = rows[row]
    return each === undefined || each.isActive || each.since === null ? NaN : at - each.since
  }
  return [
    wordColumn(
      ['state', 'State', '84px'],
      (row) =>
        rows[row]?.isActive === true ? <State tone="ok">active</State> : <State tone="warn">offline</State>,
      (row) => (rows[row]?.isActive === true ? 1 : 0),
    ),
    {
      ...wordColumn(
        ['since', 'Since', 'minmax(130px, 1fr)'],
        (row) => <Since row={rows[row]} at={at} />,
        offlineMs,
      ),
      first: 'descending',
    },
  ]
}

/** Since when it is offline; of one that was so from the first look on, at least since then. */
function Since({ row, at }: { readonly row: DurableRow | undefined; readonly at: number }) {
  if (row === undefined) return null
  if (row.since === null) return <span className={page['dim']}>?</span>
  return (
    <span
      className={row.isActive ? page['dim'] : undefined}
      title="as far as it was observed: it may be so for longer"
    >
      {formatInstant(row.since, at)}
      {!row.isActive && <span className={page['dim']}>, {formatDuration(wholeSeconds(at - row.since))}</span>}
    </span>
  )
}

const wholeSeconds = (ms: number) => Math.round(ms / 1000) * 1000

function keptColumns(rows: Rows, number: NumberColumn): readonly Column[] {
  const isGhost = (row: number) => rows[row]?.isActive === false && (rows[row].pending ?? 0) > 0
  return [
    number(['pending', 'Kept for it', '88px'], 'messages', (row) => rows[row]?.pending, {
      metric: 'consumer.pending',
      ink: (row) => (isGhost(row) ? page['warn'] : undefined),
    }),
    number(['growth', 'Grows /s', '74px'], 'messages per second', (row) => rows[row]?.pendingPerSecond, {
      from: 'change of consumer.pending over the last minute',
      ink: (row) => (isGhost(row) && (rows[row]?.pendingPerSecond ?? 0) > 0 ? page['warn'] : undefined),
    }),
    number(['dispatched', 'In flight', '74px'], 'messages', (row) => rows[row]?.dispatched, {
      metric: 'consumer.dispatched_queue',
    }),
  ]
}

function Elsewhere({ row }: { readonly row: DurableRow | undefined }) {
  if (row === undefined || row.elsewhere.length === 0) return <span className={page['dim']}>only here</span>
  const words = row.elsewhere.map(({ broker, isActive }) => `${isActive ? 'active' : 'offline'} on ${broker}`)
  // the subscriber moved to another broker; what was kept here did not move with it
  const isMoved = !row.isActive && (row.pending ?? 0) > 0 && row.elsewhere.some((each) => each.isActive)
  return (
    <span className={isMoved ? page['warn'] : undefined} title={words.join(', ')}>
      {words.join(', ')}
    </span>
  )
}
