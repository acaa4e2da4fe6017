import { formatMeasure, formatNumber } from '../../../shared/base/format-number.ts'
import type { Unit } from '../../../shared/systems/catalogue.ts'
import type { OverviewData } from '../../../shared/systems/activemq-views.ts'
import type { Kpi } from '../../components/KpiStrip.tsx'
import { Num } from '../../components/Num.tsx'
import type { Times } from '../Viewed.tsx'

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
      note: `${count(data.inFlight)} in flight · ${count(data.queues)} queues, ${count(data.topics)} topics`,
    },
    {
      label: 'Sent to brokers',
      value: num(data.enqueuedPerSecond, 'messages per second', 'Σ broker.enqueued over the last minute'),
      note: `${rate(data.dequeuedPerSecond)} acknowledged`,
    },
    {
      label: 'Consumers',
      value: num(data.consumers, 'count', 'Σ TotalConsumerCount, bridges and inactive durable ones included'),
      note: clientsNote(data),
      tone: (data.producersBlocked ?? 0) > 0 ? 'bad' : undefined,
    },
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
  const waiting = endpoints.filter((endpoint) => endpoint.role === 'waiting-or-dead').length
  const notes = [
    versions.join(', '),
    waiting === 0 ? '' : `${waiting} ${waiting === 1 ? 'address' : 'addresses'} may wait as slave`,
  ]
  return {
    label: 'Brokers',
    value: (
      <>
        <Num value={serving} unit="count" from="brokers that an address serves" readAt={readAt} />
        {serving < brokers.length && ` of ${formatNumber(brokers.length)}`}
      </>
    ),
    note: notes.filter(Boolean).join(' · '),
    tone: brokers.length === 0 ? 'unknown' : serving < brokers.length ? 'bad' : undefined,
  }
}

function clientsNote({ producers, connections, producersBlocked }: OverviewData): string {
  if ((producersBlocked ?? 0) > 0) return `${count(producersBlocked)} producers are held up`
  return `${count(producers)} producers · ${count(connections)} connections`
}

function bridgesKpi({ bridges, stranded }: OverviewData, readAt: number): Kpi {
  if (bridges === null) return { label: 'Bridges', value: '?', note: 'not observed', tone: 'unknown' }
  if (bridges.configured === 0)
    return { label: 'Bridges', value: '—', note: 'no network connector is configured' }
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
        {` of ${formatNumber(bridges.configured)}`}
      </>
    ),
    note:
      stranded > 0
        ? `${count(stranded)} ${stranded === 1 ? 'queue' : 'queues'} stranded`
        : 'nothing stranded',
    tone: isCut || stranded > 0 ? 'bad' : undefined,
  }
}

function durablesNote({ durablesInactive, durablesPending }: OverviewData): string {
  if (durablesInactive === null) return 'durable subscribers not observed'
  if (durablesInactive === 0) return 'no durable subscriber is offline'
  return `${count(durablesInactive)} durable offline, ${count(durablesPending)} kept`
}
