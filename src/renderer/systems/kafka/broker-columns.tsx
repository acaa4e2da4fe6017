import { formatInstant } from '../../../shared/base/format-time.ts'
import type { Unit } from '../../../shared/systems/catalogue.ts'
import type { BrokerRows } from '../../../shared/systems/kafka-cluster-views.ts'
import { Bar } from '../../components/chart/Bar.tsx'
import { Name } from '../../components/Name.tsx'
import { Num } from '../../components/Num.tsx'
import { State } from '../../components/State.tsx'
import type { Tone } from '../../components/tone.ts'
import type { Column } from '../../components/table/columns.ts'
import page from '../page.module.css'
import type { Times } from '../Viewed.tsx'
import style from './brokers.module.css'

const states: Readonly<Record<BrokerRows['state'][number], readonly [Tone, string]>> = {
  online: ['ok', 'online'],
  silent: ['bad', 'not answering'],
  lost: ['bad', 'lost'],
}

/** A broker's state with since when, where that is news. */
export function BrokerState({
  brokers,
  row,
  at,
  isBrief,
}: {
  readonly brokers: BrokerRows
  readonly row: number
  readonly at: number
  readonly isBrief: boolean
}) {
  const [tone, word] = states[brokers.state[row] ?? 'silent']
  const since = brokers.since[row] ?? NaN
  return (
    <State tone={tone}>
      {word}
      {tone !== 'ok' && !isBrief && Number.isFinite(since) && ` since ${formatInstant(since, at)}`}
    </State>
  )
}

/** Leaders and sizes beside their means: skew is what the eye looks for. */
export function brokerColumns(
  brokers: BrokerRows,
  times: Times,
  slowAt: number,
  isBrief = false,
): readonly Column[] {
  const entity = (row: number) => `broker/${brokers.id[row] ?? ''}`
  const number = (
    id: string,
    label: string,
    width: string,
    values: Float64Array,
    more: { unit?: Unit; metric?: string; from?: string; isSlow?: boolean; alarm?: boolean },
  ): Column => ({
    id,
    label,
    width,
    align: 'right',
    sort: (row) => values[row] ?? NaN,
    cell: (row) => (
      <span className={more.alarm === true && (values[row] ?? 0) > 0 ? page['warn'] : undefined}>
        <Num
          value={values[row] ?? NaN}
          {...(more.metric === undefined ? {} : { metric: more.metric })}
          {...(more.unit === undefined ? {} : { unit: more.unit })}
          from={more.from}
          entity={entity(row)}
          readAt={more.isSlow === true ? slowAt : times.readAt}
          bare={more.unit === 'messages per second'}
          focusable={false}
        />
      </span>
    ),
  })
  const shown: readonly Column[] = [
    {
      id: 'id',
      label: 'Broker',
      width: '60px',
      sort: (row) => brokers.id[row] ?? NaN,
      cell: (row) => <b>{brokers.id[row]}</b>,
    },
    {
      id: 'state',
      label: 'State',
      width: 'minmax(104px, 1fr)',
      sort: (row) => brokers.state[row] ?? '',
      cell: (row) => <BrokerState brokers={brokers} row={row} at={times.at} isBrief={isBrief} />,
    },
    {
      id: 'address',
      label: 'Address',
      width: 'minmax(120px, 1.2fr)',
      sort: (row) => brokers.address[row] ?? '',
      cell: (row) => <Name cut>{brokers.address[row] ?? '?'}</Name>,
    },
    {
      id: 'rack',
      label: 'Rack',
      width: '70px',
      sort: (row) => brokers.rack[row] ?? '',
      cell: (row) => brokers.rack[row] ?? '—',
    },
    withBar(
      number('leaders', 'Leaders', '98px', brokers.leaders, { metric: 'broker.leaders', unit: 'count' }),
      brokers.leaders,
    ),
    number('preferred', 'Preferred', '82px', brokers.preferred, {
      unit: 'count',
      from: 'partitions whose first replica it holds',
    }),
    number('replicas', 'Replicas', '76px', brokers.replicas, { metric: 'broker.replicas', unit: 'count' }),
    number('out', 'Out of ISR', '76px', brokers.outOfIsr, {
      unit: 'count',
      from: 'its replicas that are not in the ISR',
      alarm: true,
    }),
    number('in', 'In /s', '66px', brokers.messagesPerSecond, {
      unit: 'messages per second',
      from: 'rise of the high watermarks it leads',
    }),
    withBar(
      number('size', 'Size', '112px', brokers.size, { metric: 'broker.size', unit: 'bytes', isSlow: true }),
      brokers.size,
    ),
    {
      id: 'skew',
      label: 'Skew',
      width: '64px',
      align: 'right',
      sort: (row) => Math.abs(brokers.leaderSkew[row] ?? NaN),
      cell: (row) =>
        brokers.state[row] === 'lost' ? (
          '—'
        ) : (
          <Skew value={brokers.leaderSkew[row] ?? NaN} entity={entity(row)} />
        ),
    },
    number('trip', 'Round trip', '84px', brokers.roundTripMs, { unit: 'ms', metric: 'broker.roundTrip' }),
  ]
  const brief = new Set(['id', 'state', 'leaders', 'out', 'in', 'size', 'skew'])
  return isBrief ? shown.filter((c) => brief.has(c.id)) : shown
}

/** The number, and before it how it compares with the greatest. */
function withBar(column: Column, values: Float64Array): Column {
  const most = values.reduce((a, b) => (b > a ? b : a), 0)
  const seen = values.filter(Number.isFinite)
  const mean = seen.reduce((a, b) => a + b, 0) / Math.max(1, seen.length)
  return {
    ...column,
    cell: (row) => (
      <span className={style['barred']}>
        <Bar value={values[row] ?? NaN} max={most} mark={mean} color="var(--series-6)" />
        {column.cell(row)}
      </span>
    ),
  }
}

function Skew({ value, entity }: { readonly value: number; readonly entity: string }) {
  const isMuch = Math.abs(value) > 0.25
  return (
    <span className={isMuch ? page['warn'] : page['dim']}>
      {value > 0 ? '+' : ''}
      <Num
        value={value}
        unit="ratio"
        from="its leaders ÷ the mean of all brokers − 1"
        entity={entity}
        focusable={false}
      />
    </span>
  )
}
