import { formatBytes, formatNumber } from '../../../shared/base/format-number.ts'
import { formatInstant } from '../../../shared/base/format-time.ts'
import type { OverviewData } from '../../../shared/systems/kafka-cluster-views.ts'
import { Link } from '../../app/Link.tsx'
import type { Kpi } from '../../components/KpiStrip.tsx'
import { Num } from '../../components/Num.tsx'
import type { Times } from '../Viewed.tsx'
import { LagTime } from './LagTime.tsx'
import { marginWords } from './quorum-words.ts'

/** The six figures that a cluster is read by. */
export function overviewKpis(data: OverviewData, { at, readAt }: Times): readonly Kpi[] {
  return [
    brokersKpi(data, readAt),
    partitionsKpi(data, { at, readAt }),
    messagesKpi(data, readAt),
    lagKpi(data, readAt),
    sizeKpi(data),
    controllerKpi(data, readAt),
  ]
}

function brokersKpi({ brokers, version, mode }: OverviewData, readAt: number): Kpi {
  const total = brokers.id.length
  const online = brokers.state.filter((state) => state === 'online').length
  const words = [
    version === null ? 'version unknown' : `Kafka ${version}`,
    mode === 'kraft' ? 'KRaft' : mode === 'zookeeper' ? 'ZooKeeper' : '',
  ]
  return {
    label: 'Brokers',
    value: (
      <>
        <Num value={online} unit="count" from="registered by Metadata, and answering" readAt={readAt} />
        {online < total && ` of ${formatNumber(total)}`}
      </>
    ),
    note: words.filter(Boolean).join(' · '),
    tone: online < total ? 'bad' : total === 0 ? 'unknown' : undefined,
  }
}

function partitionsKpi({ health, counts }: OverviewData, { at, readAt }: Times): Kpi {
  const total = `of ${formatNumber(counts.partitions)} partitions, ${formatNumber(counts.topics)} topics`
  const since = Number.isFinite(health.since) ? `since ${formatInstant(health.since, at)}` : total
  const count = (value: number, from: string) => (
    <Num value={value} unit="count" from={from} readAt={readAt} />
  )
  if (health.offline > 0)
    return {
      label: 'No leader',
      value: count(health.offline, 'partition.leader is −1'),
      note: since,
      tone: 'bad',
    }
  if (health.underMinIsr > 0)
    return {
      label: 'Below min ISR',
      value: count(health.underMinIsr, '|partition.isr| < min.insync.replicas'),
      note: since,
      tone: 'bad',
    }
  return {
    label: 'Under-replicated',
    value: count(health.underReplicated, '|partition.isr| < replicas'),
    note: health.underReplicated > 0 ? since : total,
    tone: health.underReplicated > 0 ? 'warn' : Number.isNaN(health.underReplicated) ? 'unknown' : undefined,
  }
}

function messagesKpi({ messagesPerSecond, isrChanges }: OverviewData, readAt: number): Kpi {
  return {
    label: 'Messages in',
    value: (
      <Num
        value={messagesPerSecond}
        unit="messages per second"
        from="rise of all high watermarks over the last minute"
        readAt={readAt}
      />
    ),
    note: `${formatNumber(isrChanges)} ISR changes in 10 min`,
  }
}

function lagKpi({ lags, counts }: OverviewData, readAt: number): Kpi {
  const label = 'Greatest lag'
  const group = lags.group[0]
  if (group === undefined)
    return counts.groups === 0
      ? { label, value: '—', note: 'no group' }
      : { label, value: <Num value={NaN} />, note: 'no offsets were read', tone: 'unknown' }
  const status = lags.status[0]
  const isPartial = lags.group.length < Math.min(8, counts.groups)
  return {
    label,
    value: (
      <Num
        value={lags.lag[0]}
        unit="messages"
        from="Σ high watermark − committed offset"
        entity={`group/${group}`}
        readAt={readAt}
      />
    ),
    note: (
      <>
        <Link to={['groups', group]}>{group}</Link>,{' '}
        <LagTime ms={lags.lagMs[0] ?? NaN} entity={`group/${group}`} readAt={readAt} />
        {isPartial && `; ${lags.group.length} of ${counts.groups} groups read`}
      </>
    ),
    tone:
      status === 'stall' || status === 'stopped' || status === 'lost'
        ? 'bad'
        : status === 'behind'
          ? 'warn'
          : undefined,
  }
}

function sizeKpi({ size, growthPerSecond, slowAt }: OverviewData): Kpi {
  const growth = Number.isFinite(growthPerSecond)
    ? `${formatBytes(growthPerSecond * 86_400)} a day`
    : 'growth not known yet'
  return {
    label: 'Kept',
    value: (
      <Num
        value={size}
        unit="bytes"
        metric="broker.size"
        from="Σ over all brokers, replicas included"
        readAt={slowAt}
      />
    ),
    note: growth,
  }
}

function controllerKpi(data: OverviewData, readAt: number): Kpi {
  const { controller, quorum } = data
  const isNone = controller === -1
  return {
    label: 'Controller',
    entity: 'cluster',
    value: isNone ? (
      'none'
    ) : (
      <>
        node <Num value={controller} unit="id" metric="quorum.leader" readAt={readAt} />
      </>
    ),
    note:
      quorum !== null
        ? marginWords(quorum)
        : Number.isFinite(data.controllerEpoch)
          ? `epoch ${data.controllerEpoch}`
          : undefined,
    tone:
      isNone || (quorum !== null && quorum.margin < 0)
        ? 'bad'
        : quorum !== null && quorum.margin === 0 && quorum.voters > 1
          ? 'warn'
          : undefined,
  }
}
