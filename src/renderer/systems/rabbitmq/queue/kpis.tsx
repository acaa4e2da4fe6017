import { formatMeasure, formatNumber, formatPercent } from '../../../../shared/base/format-number.ts'
import { formatInstant } from '../../../../shared/base/format-time.ts'
import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import type { QueueData } from '../../../../shared/systems/rabbitmq-queue-views.ts'
import type { Kpi } from '../../../components/KpiStrip.tsx'
import { Num } from '../../../components/Num.tsx'
import type { Times } from '../../Viewed.tsx'

/** The six figures that a queue is read by. */
export function queueKpis(data: QueueData, times: Times): readonly Kpi[] {
  const entity = rabbitmqEntity('queue', data.vhost, data.name)
  const readAt = data.readAt ?? times.readAt
  const num = (value: number | null, metric: string, isRate = false) => (
    <Num
      value={value ?? NaN}
      {...{ metric, entity, readAt }}
      {...(isRate ? { unit: 'messages per second' as const } : {})}
    />
  )
  return [
    {
      label: data.type === 'stream' ? 'Kept' : 'Ready',
      value: num(data.ready, 'queue.ready'),
      note: growthNote(data),
    },
    {
      label: 'Unacknowledged',
      value: num(data.unacked, 'queue.unacked'),
      note: heldNote(data),
      tone: data.consumers.some(({ isStuck }) => isStuck) ? 'bad' : undefined,
    },
    { label: 'In', value: num(data.publish, 'queue.publish', true), note: 'last minute' },
    {
      label: 'Acknowledged',
      value: num(data.ack, 'queue.ack', true),
      note: `${rate(data.deliver)}/s delivered · ${rate(data.redeliver)}/s again`,
      tone: (data.redeliver ?? 0) > (data.ack ?? Infinity) ? 'warn' : undefined,
    },
    {
      label: 'Consumers',
      value: (
        <Num
          value={data.consumersReadAt === null ? NaN : data.consumers.length}
          metric="queue.consumers"
          {...{ entity, readAt: data.consumersReadAt ?? readAt }}
        />
      ),
      note:
        data.capacity === null
          ? 'capacity ?'
          : `can take at once ${formatPercent(data.capacity)} of the time`,
    },
    { label: 'Size', value: num(data.bytes, 'queue.bytes'), note: oldestNote(data, times.at) },
  ]
}

const rate = (value: number | null) => (value === null ? '?' : formatMeasure(value))

function growthNote({ growth }: QueueData): string {
  if (growth === null) return 'trend ?'
  if (Math.abs(growth) < 0.05) return 'steady'
  return growth > 0 ? `grows by ${formatMeasure(growth)}/s` : `shrinks by ${formatMeasure(-growth)}/s`
}

function heldNote({ heldByConsumers }: QueueData): string {
  return heldByConsumers === null
    ? 'who holds them is not observed'
    : `${formatNumber(heldByConsumers)} held by its consumers`
}

function oldestNote({ oldestAt }: QueueData, at: number): string {
  return oldestAt === null ? 'age of the oldest is not told' : `oldest of ${formatInstant(oldestAt, at)}`
}
