import { formatMeasure, formatNumber } from '../../../shared/base/format-number.ts'
import type { Unit } from '../../../shared/systems/catalogue.ts'
import type { OverviewData } from '../../../shared/systems/activemq-views.ts'
import type { Kpi } from '../../components/KpiStrip.tsx'
import { Num } from '../../components/Num.tsx'
import type { Times } from '../Viewed.tsx'
import { isMaybeSlave } from './words.ts'

const count = (value: number | null) => (value === null ? '?' : formatNumber(value))
const rate = (value: number | null) => (value === null ? '?' : `${formatMeasure(value)}/s`)

/** The six figures that these brokers are read by. */
export function overviewKpis(data: OverviewData, { readAt }: Times): readonly Kpi[] {
  const num = (value: number | null, unit: Unit, from: string) => (
    <Num value={value ?? NaN} unit={unit} from={from} readAt={readAt} />
  )
  return [
    brokersKpi(data, readAt),
    {
      label: 'Messages held',
      value: num(data.messages, 'messages', 'Σ TotalMessageCount of the brokers that serve'),
      note: `${count(data.inFlight)} in flight · ${count(data.queues)} queues`,
    },
    {
      label: 'Sent to brokers',
      value: num(data.enqueuedPerSecond, 'messages per second', 'Σ broker.enqueued over the last minute'),
      note: `${rate(data.dequeuedPerSecond)} acknowledged`,
    },
    clientsKpi(data, readAt),
    bridgesKpi(data, readAt),
    {
      label: 'Dead letters',
      value: num(data.deadLetters, 'messages', 'Σ QueueSize of the queues whose DLQ flag is set'),
      note: durablesNote(data),
      tone: (data.deadLetters ?? 0) > 0 ? 'warn' : undefined,
    },
  ]
}

function brokersKpi({ brokers, endpoints, versions }: OverviewData, readAt: number): Kpi {
  const serving = brokers.filter((broker) => broker.servedBy !== null).length
  const waiting = endpoints.filter((endpoint) => isMaybeSlave(endpoint)).length
  const slaves = `${waiting} ${waiting === 1 ? 'address' : 'addresses'} may wait`
  return {
    label: 'Brokers',
    value: (
      <>
        <Num value={serving} unit="count" from="brokers that an address serves" readAt={readAt} />
        {serving < brokers.length && ` of ${formatNumber(brokers.length)}`}
      </>
    ),
    note: waiting > 0 ? slaves : versions.join(', '),
    tone: brokers.length === 0 ? 'unknown' : serving < brokers.length ? 'bad' : undefined,
  }
}

function clientsKpi(data: OverviewData, readAt: number): Kpi {
  const { consumers, producers, connections, producersBlocked } = data
  if (producersBlocked !== null && producersBlocked > 0)
    return {
      label: 'Producers held up',
      value: (
        <Num
          value={producersBlocked}
          unit="count"
          from="producers whose ProducerBlocked is set"
          readAt={readAt}
        />
      ),
      note: `of ${count(producers)} · ${count(consumers)} consumers`,
      tone: 'bad',
    }
  return {
    label: 'Consumers',
    value: (
      <Num
        value={consumers ?? NaN}
        unit="count"
        from="Σ TotalConsumerCount, bridges and inactive durable ones included"
        readAt={readAt}
      />
    ),
    note: `${count(producers)} producers · ${count(connections)} conn.`,
  }
}

function bridgesKpi(data: OverviewData, readAt: number): Kpi {
  const { bridges, brokers } = data
  const isServed = brokers.some((broker) => broker.servedBy !== null)
  if (data.stranded > 0) return strandedKpi(data, readAt)
  if (bridges === null && !isServed)
    return { label: 'Bridges', value: '?', note: 'not observed', tone: 'unknown' }
  if (bridges === null || bridges.configured === 0)
    return { label: 'Bridges', value: '—', note: 'no network connector' }
  const isCut = bridges.established < bridges.configured
  return {
    label: 'Bridges',
    value: (
      <>
        <Num
          value={bridges.established}
          unit="count"
          from="network connectors that have a bridge"
          readAt={readAt}
        />
        {isCut && ` of ${formatNumber(bridges.configured)}`}
      </>
    ),
    note: isCut ? 'the network is cut' : 'nothing stranded',
    tone: isCut ? 'bad' : undefined,
  }
}

function strandedKpi({ stranded, bridges }: OverviewData, readAt: number): Kpi {
  return {
    label: stranded === 1 ? 'Stranded queue' : 'Stranded queues',
    value: (
      <Num
        value={stranded}
        unit="count"
        from="queues whose messages have consumers on another broker only"
        readAt={readAt}
      />
    ),
    note:
      bridges === null
        ? 'bridges not observed'
        : `${count(bridges.established)} of ${count(bridges.configured)} bridges stand`,
    tone: 'bad',
  }
}

function durablesNote({ durablesInactive, durablesPending }: OverviewData): string {
  if (durablesInactive === null) return 'durable ones not observed'
  if (durablesInactive === 0) return 'no durable one is offline'
  return `${count(durablesInactive)} durable offline, ${count(durablesPending)} kept`
}
