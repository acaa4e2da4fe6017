import type { BrokerRow, BrokersData } from '../../../../shared/systems/activemq-views.ts'
import { Link } from '../../../app/Link.tsx'
import { Name } from '../../../components/Name.tsx'
import { State } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { numberColumns, wordColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import type { Times } from '../../Viewed.tsx'
import { brokerEntity } from '../../../../shared/systems/activemq-entities.ts'
import { brokerWords, sinceText, toneRank } from '../words.ts'
import { DiskCell, UsageCell, type Limit } from './UsageCell.tsx'

type Brokers = Pick<BrokersData, 'brokers' | 'endpoints'>

/** Brokers: who serves each, how full its limits are, what it holds and moves. */
export function brokerColumns(data: Brokers, times: Times): readonly Column[] {
  return [...whoColumns(data, times), ...limitColumns(data, times), ...loadColumns(data, times)]
}

function whoColumns({ brokers, endpoints }: Brokers, times: Times): readonly Column[] {
  const words = (row: number) => {
    const broker = brokers[row]
    return broker === undefined ? undefined : brokerWords(broker, endpoints)
  }
  return [
    wordColumn(
      ['name', 'Broker', 'minmax(64px, 0.8fr)'],
      (row) => (
        <Link to={['brokers', brokers[row]?.key ?? '']}>
          <Name cut>{brokers[row]?.key ?? ''}</Name>
        </Link>
      ),
      (row) => brokers[row]?.key ?? '',
    ),
    wordColumn(
      ['state', 'State', '116px'],
      (row) => (
        <span title={whyOf(brokers[row], endpoints, times.at)}>
          <State tone={words(row)?.tone ?? 'unknown'}>{words(row)?.word}</State>
        </span>
      ),
      (row) => toneRank(words(row)?.tone ?? 'unknown'),
    ),
    wordColumn(
      ['by', 'Served by', 'minmax(136px, 0.8fr)'],
      (row) => {
        const by = brokers[row]?.servedBy ?? null
        return by === null ? <span className={page['dim']}>nobody</span> : <Name cut>{by}</Name>
      },
      (row) => brokers[row]?.servedBy ?? '',
    ),
  ]
}

/** Why the addresses of a broker don't serve, one a line. */
function whyOf(
  broker: BrokerRow | undefined,
  endpoints: Brokers['endpoints'],
  at: number,
): string | undefined {
  const lines = endpoints
    .filter((each) => broker?.endpoints.includes(each.address) === true && each.why !== null)
    .map((each) => `${each.address}: ${each.why ?? ''} ${sinceText(each.stateSince, at)}`.trim())
  return lines.length === 0 ? undefined : lines.join('\n')
}

const limits: readonly (readonly [Limit, string])[] = [
  ['memory', 'Memory'],
  ['store', 'Store'],
  ['temp', 'Temp'],
]

function limitColumns({ brokers }: Brokers, { readAt }: Times): readonly Column[] {
  const columns = limits.map(([limit, label]) =>
    wordColumn(
      [limit, label, 'minmax(170px, 2fr)'],
      (row) => {
        const broker = brokers[row]
        return broker === undefined ? null : <UsageCell broker={broker} limit={limit} readAt={readAt} />
      },
      (row) => brokers[row]?.[limit].percent ?? NaN,
    ),
  )
  const disk = wordColumn(
    ['disk', 'Free disk', '76px'],
    (row) => {
      const broker = brokers[row]
      return broker === undefined ? null : <DiskCell broker={broker} readAt={readAt} />
    },
    (row) => brokers[row]?.diskFree ?? NaN,
  )
  return [...columns, { ...disk, align: 'right' }]
}

function loadColumns({ brokers }: Brokers, { readAt }: Times): readonly Column[] {
  const number = numberColumns((row) => brokerEntity(brokers[row]?.key ?? ''), readAt)
  return [
    number(['messages', 'Held', '76px'], 'messages', (row) => brokers[row]?.messages, {
      metric: 'broker.messages',
    }),
  ]
}
