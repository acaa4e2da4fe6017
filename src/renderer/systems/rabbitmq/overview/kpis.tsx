import { formatMeasure, formatNumber } from '../../../../shared/base/format-number.ts'
import type { OverviewData } from '../../../../shared/systems/rabbitmq-views.ts'
import type { Kpi } from '../../../components/KpiStrip.tsx'
import { Num } from '../../../components/Num.tsx'
import type { Times } from '../../Viewed.tsx'

const count = (value: number | null) => (value === null ? '?' : formatNumber(value))
const rate = (value: number | null) => (value === null ? '?' : formatMeasure(value))

/** The six figures that a RabbitMQ is read by. */
export function overviewKpis(data: OverviewData, { readAt }: Times): readonly Kpi[] {
  return [
    nodesKpi(data, readAt),
    publishedKpi(data, readAt),
    {
      label: 'Acknowledged',
      value: perSecond(data.rates.ack, 'cluster.ack', readAt),
      note: `${rate(data.rates.deliver)}/s delivered · ${rate(data.rates.redeliver)}/s again`,
    },
    {
      label: 'Ready',
      value: (
        <Num
          value={data.ready ?? NaN}
          metric="cluster.ready"
          entity="cluster"
          readAt={data.queuesReadAt ?? readAt}
        />
      ),
      note: `${count(data.unacked)} unacknowledged`,
    },
    queuesKpi(data, readAt),
    connectionsKpi(data, readAt),
  ]
}

const perSecond = (value: number | null, metric: string, readAt: number) => (
  <Num value={value ?? NaN} unit="messages per second" {...{ metric, readAt }} entity="cluster" />
)

function nodesKpi({ nodes, running, alarms, hanging }: OverviewData, readAt: number): Kpi {
  const notes = [
    hanging.length > 0 ? `${hanging.length} hang${hanging.length === 1 ? 's' : ''}` : '',
    alarms.length > 0 ? `${alarms.length} alarm${alarms.length === 1 ? '' : 's'}` : 'no alarm',
  ]
  return {
    label: 'Nodes',
    value: (
      <>
        <Num
          value={running}
          unit="count"
          from="nodes that answer, or run by their peers’ word"
          readAt={readAt}
        />
        {running < nodes && ` of ${formatNumber(nodes)}`}
      </>
    ),
    note: notes.filter(Boolean).join(' · '),
    tone: running < nodes || alarms.length > 0 ? 'bad' : undefined,
  }
}

/** Lost messages stand beside those that went in. */
function publishedKpi({ rates }: OverviewData, readAt: number): Kpi {
  const lost = (rates.dropped ?? 0) + (rates.returned ?? 0)
  return {
    label: 'Published',
    value: perSecond(rates.publish, 'cluster.publish', readAt),
    note: lost > 0 ? `${formatMeasure(lost)}/s reach no queue` : `${rate(rates.confirm)}/s confirmed`,
    tone: lost > 0 ? 'warn' : undefined,
  }
}

function queuesKpi({ queues, types, withoutMajority }: OverviewData, readAt: number): Kpi {
  return {
    label: 'Queues',
    value: <Num value={queues ?? NaN} metric="cluster.queues" entity="cluster" readAt={readAt} />,
    note:
      withoutMajority > 0
        ? `${withoutMajority} without a majority`
        : types.map((each) => `${formatNumber(each.count)} ${each.type}`).join(' · '),
    tone: withoutMajority > 0 ? 'bad' : undefined,
  }
}

function connectionsKpi(data: OverviewData, readAt: number): Kpi {
  const blocked = data.blockedConnections ?? 0
  return {
    label: 'Connections',
    value: (
      <Num value={data.connections ?? NaN} metric="cluster.connections" entity="cluster" readAt={readAt} />
    ),
    note:
      blocked > 0
        ? `${blocked} blocked`
        : `${count(data.channels)} channels · ${count(data.consumers)} consumers`,
    tone: blocked > 0 ? 'bad' : undefined,
  }
}
