import { formatBytes, formatMeasure, formatNumber } from '../../../../shared/base/format-number.ts'
import type { BrokerRow } from '../../../../shared/systems/activemq-views.ts'
import type { Kpi } from '../../../components/KpiStrip.tsx'
import { Num } from '../../../components/Num.tsx'
import type { Times } from '../../Viewed.tsx'
import { brokerEntity } from '../../../../shared/systems/activemq-entities.ts'
import { beyondDisk, usageTone, type Limit } from './UsageCell.tsx'

const count = (value: number | null) => (value === null ? '?' : formatNumber(value))
const rate = (value: number | null) => (value === null ? '?' : `${formatMeasure(value)}/s`)

/** The six figures that a broker is read by. */
export function brokerKpis(broker: BrokerRow, { readAt }: Times): readonly Kpi[] {
  const num = (value: number | null, metric: string) => (
    <Num value={value ?? NaN} {...{ metric, readAt }} entity={brokerEntity(broker.key)} />
  )
  return [
    limitKpi(broker, 'memory', 'Memory', readAt),
    limitKpi(broker, 'store', 'Store', readAt),
    limitKpi(broker, 'temp', 'Temp', readAt),
    diskKpi(broker, readAt),
    {
      label: 'Messages held',
      value: num(broker.messages, 'broker.messages'),
      note: `${rate(broker.enqueuedPerSecond)} in, ${rate(broker.dequeuedPerSecond)} out`,
    },
    {
      label: 'Consumers',
      value: num(broker.consumers, 'broker.consumers'),
      note: `${count(broker.producers)} producers · ${count(broker.connections)} conn.`,
    },
  ]
}

function limitKpi(broker: BrokerRow, limit: Limit, label: string, readAt: number): Kpi {
  const { percent, limit: bytes } = broker[limit]
  const tone = usageTone(broker[limit])
  return {
    label,
    value: (
      <Num
        value={(percent ?? NaN) / 100}
        unit="ratio"
        metric={`broker.${limit}_percent`}
        entity={brokerEntity(broker.key)}
        readAt={readAt}
      />
    ),
    note: bytes === null ? 'limit not observed' : `of ${formatBytes(bytes)}`,
    tone: percent === null ? 'unknown' : tone === 'quiet' ? undefined : tone,
  }
}

function diskKpi(broker: BrokerRow, readAt: number): Kpi {
  const beyond = beyondDisk(broker)
  return {
    label: 'Free disk',
    value: (
      <Num
        value={broker.diskFree ?? NaN}
        metric="broker.disk_free"
        entity={brokerEntity(broker.key)}
        readAt={readAt}
        missing={broker.diskWhy}
      />
    ),
    note:
      beyond !== null
        ? `the store may outgrow it by ${formatBytes(beyond)}`
        : broker.diskFree === null
          ? (broker.diskWhy ?? 'not observed')
          : 'on the disk of the store',
    tone: beyond !== null ? 'warn' : broker.diskFree === null ? 'unknown' : undefined,
  }
}
