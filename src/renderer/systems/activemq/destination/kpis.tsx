import { formatMeasure, formatNumber } from '../../../../shared/base/format-number.ts'
import type { DestinationData } from '../../../../shared/systems/activemq-destination-views.ts'
import type { Kpi } from '../../../components/KpiStrip.tsx'
import { Num } from '../../../components/Num.tsx'
import { destinationEntity } from '../../../../shared/systems/activemq-entities.ts'

type Figure = DestinationData['figures'][number]

/** The six figures that a queue or a topic is read by. */
export function destinationKpis(data: DestinationData, readAt: number): readonly Kpi[] {
  const entity = destinationEntity(data.kind, data.broker, data.name)
  const figure = (metric: string) => data.figures.find((each) => each.metric === metric)
  const num = (value: number | null | undefined, metric: string, isRate = false) => (
    <Num
      value={value ?? NaN}
      {...{ metric, entity }}
      readAt={figure(metric)?.at ?? readAt}
      {...(isRate ? { unit: 'messages per second' as const } : {})}
    />
  )
  return [
    heldKpi(data, num),
    {
      label: 'Comes in',
      value: num(figure('destination.enqueued')?.perSecond, 'destination.enqueued', true),
      note: `${counted(figure('destination.enqueued')?.value)} since its start`,
    },
    {
      label: 'Acknowledged',
      value: num(figure('destination.dequeued')?.perSecond, 'destination.dequeued', true),
      note: `${rate(figure('destination.dispatched'))} handed out`,
    },
    consumersKpi(data, num(data.consumers, 'destination.consumers'), figure),
    {
      label: 'Expired',
      value: num(figure('destination.expired')?.value, 'destination.expired'),
      note: `${rate(figure('destination.expired'))} over the last minute`,
      tone: (figure('destination.expired')?.perSecond ?? 0) > 0 ? 'warn' : undefined,
    },
    memoryKpi(figure, entity, readAt),
  ]
}

function heldKpi(
  { kind, size, inFlight, is }: DestinationData,
  num: (value: number | null, metric: string) => Kpi['value'],
): Kpi {
  if (kind === 'topic')
    return {
      label: 'In flight',
      value: num(inFlight, 'destination.in_flight'),
      note: 'a topic holds nothing itself',
    }
  return {
    label: 'Held',
    value: num(size, 'destination.size'),
    note: `${counted(inFlight)} in flight`,
    tone: is === 'stranded' || is === 'full' ? 'bad' : undefined,
  }
}

function consumersKpi(
  data: DestinationData,
  value: Kpi['value'],
  figure: (metric: string) => Figure | undefined,
): Kpi {
  const bridges = figure('destination.network_consumers')?.value ?? null
  const parts = [
    bridges === null || bridges === 0 ? '' : bridges === 1 ? '1 a bridge' : `${counted(bridges)} bridges`,
    `${counted(data.producers)} producers`,
  ]
  return {
    label: 'Consumers',
    value,
    note: parts.filter(Boolean).join(' · '),
    tone: data.is === 'unattended' ? 'warn' : undefined,
  }
}

function memoryKpi(figure: (metric: string) => Figure | undefined, entity: string, readAt: number): Kpi {
  const percent = figure('destination.memory_percent')?.value ?? null
  const bytes = figure('destination.memory_bytes')
  return {
    label: 'Memory',
    value: (
      <Num
        value={bytes?.value ?? NaN}
        metric="destination.memory_bytes"
        entity={entity}
        readAt={bytes?.at ?? readAt}
      />
    ),
    note: percent === null ? 'limit not observed' : `${formatNumber(percent)} % of its limit`,
    tone: percent === null ? undefined : percent >= 95 ? 'bad' : percent >= 75 ? 'warn' : undefined,
  }
}

const counted = (value: number | null | undefined) =>
  value === null || value === undefined ? '?' : formatNumber(value)
const rate = (figure: Figure | undefined) =>
  figure?.perSecond === null || figure === undefined ? '?' : `${formatMeasure(figure.perSecond)}/s`
