import { formatNumber } from '../../../../shared/base/format-number.ts'
import type {
  DestinationData,
  SubscriptionRow,
} from '../../../../shared/systems/activemq-destination-views.ts'
import { Bar } from '../../../components/chart/Bar.tsx'
import { Name } from '../../../components/Name.tsx'
import { Badge, State } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { numberColumns, wordColumn, type NumberColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import type { Words } from '../words.ts'
import { shortRemote, toneRank } from '../words.ts'
import style from './destination.module.css'

type Rows = DestinationData['subscriptions']

/** How a subscription is, in a word. */
export function subscriptionWords(row: SubscriptionRow): Words {
  if (row.isHolding) return { tone: 'bad', word: 'acks nothing' }
  if (!row.isActive) return { tone: 'warn', word: 'offline' }
  if (row.isSlow) return { tone: 'warn', word: 'slow' }
  return { tone: 'ok', word: row.isNetwork ? 'bridge' : 'consumes' }
}

/** Subscriptions of one destination: how much each may hold and holds, what waits for it, and how fast it acknowledges. */
export function subscriptionColumns(data: DestinationData, readAt: number): readonly Column[] {
  const rows = data.subscriptions
  const number = numberColumns((row) => rows[row]?.entity ?? '', readAt)
  return [
    ...whoColumns(rows),
    ...holdColumns(rows, number),
    ...(data.kind === 'topic' ? [discardedColumn(rows, number)] : []),
    ...rateColumns(rows, number),
    wordColumn(
      ['selector', 'Selector', 'minmax(90px, 1fr)'],
      (row) => <Selector text={rows[row]?.selector ?? null} />,
      (row) => rows[row]?.selector ?? '',
    ),
  ]
}

function whoColumns(rows: Rows): readonly Column[] {
  const words = (row: number) => {
    const each = rows[row]
    return each === undefined ? undefined : subscriptionWords(each)
  }
  return [
    wordColumn(
      ['client', 'Client', 'minmax(140px, 1.6fr)'],
      (row) => <Client row={rows[row]} />,
      (row) => rows[row]?.clientId ?? '',
    ),
    wordColumn(
      ['state', 'State', '108px'],
      (row) => <State tone={words(row)?.tone ?? 'unknown'}>{words(row)?.word}</State>,
      (row) => toneRank(words(row)?.tone ?? 'unknown'),
    ),
    wordColumn(
      ['remote', 'From', 'minmax(112px, 1fr)'],
      (row) => (
        <span title={rows[row]?.user ?? undefined}>
          {rows[row]?.isNetwork === true && rows[row].remote === null
            ? '—'
            : shortRemote(rows[row]?.remote ?? null)}
        </span>
      ),
      (row) => rows[row]?.remote ?? '',
    ),
  ]
}

function Client({ row }: { readonly row: SubscriptionRow | undefined }) {
  if (row === undefined) return null
  return (
    <span title={`${row.clientId}, ${row.consumerId}`}>
      <Name cut>{row.clientId}</Name> {row.isNetwork && <Badge>bridge</Badge>}
      {row.isDurable && <Badge>durable</Badge>}
      {row.isExclusive && <Badge>exclusive</Badge>}
    </span>
  )
}

function holdColumns(rows: Rows, number: NumberColumn): readonly Column[] {
  const dispatched = number(
    ['dispatched', 'Holds, of prefetch', '200px'],
    'messages',
    (row) => rows[row]?.dispatched,
    {
      metric: 'consumer.dispatched_queue',
      ink: (row) => (rows[row]?.isHolding === true ? page['bad'] : undefined),
    },
  )
  return [
    {
      ...dispatched,
      cell: (row) => {
        const prefetch = rows[row]?.prefetch ?? null
        return (
          <span className={style['barred']}>
            <Bar
              value={rows[row]?.dispatched ?? NaN}
              max={prefetch ?? NaN}
              tone={rows[row]?.isHolding === true ? 'bad' : 'quiet'}
            />
            <span>
              {dispatched.cell(row)}
              <span className={page['dim']}> of {prefetch === null ? '?' : formatNumber(prefetch)}</span>
            </span>
          </span>
        )
      },
    },
    number(['pending', 'Pending', '66px'], 'messages', (row) => rows[row]?.pending, {
      metric: 'consumer.pending',
    }),
  ]
}

const discardedColumn = (rows: Rows, number: NumberColumn): Column =>
  number(['discarded', 'Discarded', '78px'], 'messages', (row) => rows[row]?.discarded, {
    metric: 'consumer.discarded',
    ink: (row) => ((rows[row]?.discarded ?? 0) > 0 ? page['warn'] : page['dim']),
  })

function rateColumns(rows: Rows, number: NumberColumn): readonly Column[] {
  return [
    number(['out', 'Handed /s', '72px'], 'messages per second', (row) => rows[row]?.dispatchedPerSecond, {
      metric: 'consumer.dispatched',
    }),
    number(['acked', 'Acked /s', '64px'], 'messages per second', (row) => rows[row]?.acknowledgedPerSecond, {
      metric: 'consumer.dequeued',
    }),
    number(['all', 'Acked', '74px'], 'messages', (row) => rows[row]?.acknowledged, {
      metric: 'consumer.dequeued',
    }),
  ]
}

function Selector({ text }: { readonly text: string | null }) {
  return text === null || text === '' ? <span className={page['dim']}>none</span> : <Name cut>{text}</Name>
}
