import { formatInstant } from '../../../shared/base/format-time.ts'
import type { BrokerRows } from '../../../shared/systems/kafka-cluster-views.ts'
import { Bar } from '../../components/chart/Bar.tsx'
import { Name } from '../../components/Name.tsx'
import { State } from '../../components/State.tsx'
import type { Column } from '../../components/table/columns.ts'
import type { Tone } from '../../components/tone.ts'
import { numberColumns, wordColumn } from '../number-columns.tsx'
import page from '../page.module.css'
import type { Times } from '../Viewed.tsx'
import style from './brokers.module.css'

const states: Readonly<Record<BrokerRows['state'][number], readonly [Tone, string]>> = {
  online: ['ok', 'online'],
  silent: ['bad', 'not answering'],
  lost: ['bad', 'lost'],
}

const briefly = new Set(['id', 'state', 'leaders', 'out', 'in', 'size', 'skew'])

/** Leaders and sizes beside their means: skew is what the eye looks for. */
export function brokerColumns(
  brokers: BrokerRows,
  times: Times,
  slowAt: number,
  isBrief = false,
): readonly Column[] {
  const all = [
    ...identityColumns(brokers, times.at, isBrief),
    ...placementColumns(brokers, times.readAt),
    ...loadColumns(brokers, times.readAt, slowAt),
  ]
  return isBrief ? all.filter((column) => briefly.has(column.id)) : all
}

function identityColumns(brokers: BrokerRows, at: number, isBrief: boolean): readonly Column[] {
  return [
    wordColumn(
      ['id', 'Broker', '60px'],
      (row) => <b>{brokers.id[row]}</b>,
      (row) => brokers.id[row] ?? NaN,
    ),
    wordColumn(
      ['state', 'State', isBrief ? 'minmax(104px, 1fr)' : 'minmax(152px, 1fr)'],
      (row) => (
        <BrokerState state={brokers.state[row]} since={isBrief ? NaN : (brokers.since[row] ?? NaN)} at={at} />
      ),
      (row) => brokers.state[row] ?? '',
    ),
    wordColumn(
      ['address', 'Address', 'minmax(112px, 1.2fr)'],
      (row) => <Name cut>{brokers.address[row] ?? '?'}</Name>,
      (row) => brokers.address[row] ?? '',
    ),
    wordColumn(
      ['rack', 'Rack', '62px'],
      (row) => brokers.rack[row] ?? '—',
      (row) => brokers.rack[row] ?? '',
    ),
  ]
}

/** A state with since when, where that is news. */
function BrokerState({
  state = 'silent',
  since,
  at,
}: {
  state: BrokerRows['state'][number] | undefined
  since: number
  at: number
}) {
  const [tone, word] = states[state]
  return (
    <State tone={tone}>
      {word}
      {tone !== 'ok' && Number.isFinite(since) && ` since ${formatInstant(since, at)}`}
    </State>
  )
}

const entityOf = (brokers: BrokerRows) => (row: number) => `broker/${brokers.id[row] ?? ''}`

function placementColumns(brokers: BrokerRows, readAt: number): readonly Column[] {
  const number = numberColumns(entityOf(brokers), readAt)
  return [
    withBar(
      number(['leaders', 'Leaders', '92px'], 'count', brokers.leaders, { metric: 'broker.leaders' }),
      brokers.leaders,
    ),
    number(['preferred', 'Preferred', '76px'], 'count', brokers.preferred, {
      from: 'partitions whose first replica it holds',
    }),
    number(['replicas', 'Replicas', '72px'], 'count', brokers.replicas, { metric: 'broker.replicas' }),
    number(['out', 'Out of ISR', '76px'], 'count', brokers.outOfIsr, {
      from: 'its replicas that are not in the ISR',
      ink: (row) => ((brokers.outOfIsr[row] ?? 0) > 0 ? page['warn'] : undefined),
    }),
  ]
}

function loadColumns(brokers: BrokerRows, readAt: number, slowAt: number): readonly Column[] {
  const number = numberColumns(entityOf(brokers), readAt)
  const size = number(['size', 'Size', '112px'], 'bytes', brokers.size, {
    metric: 'broker.size',
    readAt: slowAt,
  })
  const skew = (row: number) => brokers.leaderSkew[row] ?? NaN
  return [
    number(['in', 'In /s', '66px'], 'messages per second', brokers.messagesPerSecond, {
      from: 'rise of the high watermarks it leads',
    }),
    withBar(size, brokers.size),
    number(['skew', 'Skew', '64px'], 'ratio', skew, {
      from: 'its leaders ÷ the mean of all brokers − 1',
      ink: (row) => (Math.abs(skew(row)) > 0.25 ? page['warn'] : page['dim']),
      before: (row) => (skew(row) > 0 ? '+' : ''),
      instead: (row) => (brokers.state[row] === 'lost' ? '—' : undefined),
    }),
    number(['trip', 'Round trip', '80px'], 'ms', brokers.roundTripMs, { metric: 'broker.roundTrip' }),
  ]
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
