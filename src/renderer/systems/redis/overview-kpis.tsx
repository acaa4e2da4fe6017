import { formatBytes, formatNumber, formatPercent } from '../../../shared/base/format-number.ts'
import type { Unit } from '../../../shared/systems/catalogue.ts'
import type { OverviewData } from '../../../shared/systems/redis-views.ts'
import type { Kpi } from '../../components/KpiStrip.tsx'
import { Num } from '../../components/Num.tsx'
import type { Times } from '../Viewed.tsx'

const count = (value: number | null) => (value === null ? '?' : formatNumber(value))
const plural = (n: number, one: string) => `${formatNumber(n)} ${one}${n === 1 ? '' : 's'}`

/** The six figures that a Redis is read by. */
export function overviewKpis(data: OverviewData, { readAt }: Times): readonly Kpi[] {
  const num = (value: number | null, unit: Unit, from: string) => (
    <Num value={value ?? NaN} unit={unit} from={from} readAt={readAt} />
  )
  return [
    serversKpi(data, readAt),
    data.slots === null ? lagKpi(data, readAt) : slotsKpi(data, readAt),
    {
      label: 'Commands',
      value: num(
        data.commandsPerSecond,
        'per second',
        'Σ node.commands of all that answer, over the last minute',
      ),
      note: `${count(data.clients)} clients`,
    },
    {
      label: 'Hit ratio',
      value: num(data.hitRatio, 'ratio', 'Δhits ÷ (Δhits + Δmisses) of the last minute, all servers'),
      note: data.hitRatio === null ? 'no lookups, or not observed' : 'of the last minute’s lookups',
    },
    memoryKpi(data, readAt),
    {
      label: 'Keys',
      value: num(data.keys, 'count', 'Σ INFO keyspace of the masters that serve'),
      note: keysNote(data),
      tone: (data.evictedPerSecond ?? 0) > 0 ? 'warn' : undefined,
    },
  ]
}

function serversKpi(data: OverviewData, readAt: number): Kpi {
  const parts = [
    plural(data.masters, 'master'),
    data.replicas > 0 ? plural(data.replicas, 'replica') : '',
    data.sentinels > 0 ? `${data.sentinelsServing} of ${plural(data.sentinels, 'sentinel')}` : '',
  ]
  return {
    label: 'Servers',
    value: (
      <>
        <Num value={data.serving} unit="count" from="servers that answer INFO" readAt={readAt} />
        {data.serving < data.nodes && ` of ${formatNumber(data.nodes)}`}
      </>
    ),
    note: parts.filter(Boolean).join(' · '),
    tone: data.serving < data.nodes ? 'bad' : data.sentinelsServing < data.sentinels ? 'warn' : undefined,
  }
}

function slotsKpi({ slots, epoch, lagBytes }: OverviewData, readAt: number): Kpi {
  const served = slots?.served ?? null
  const notes = [
    (slots?.moving ?? 0) > 0 ? `${slots?.moving ?? 0} moving` : '',
    (slots?.disputed ?? 0) > 0 ? `${formatNumber(slots?.disputed ?? 0)} disputed` : '',
    epoch === null ? '' : `epoch ${epoch}`,
    lagBytes === null ? '' : `lag ${formatBytes(lagBytes)}`,
  ]
  return {
    label: 'Slots served',
    entity: 'cluster',
    value: <Num value={served ?? NaN} metric="cluster.slots_served" entity="cluster" readAt={readAt} />,
    note: notes.filter(Boolean).join(' · '),
    tone:
      served === null ? 'unknown' : served < 16_384 ? 'bad' : (slots?.disputed ?? 0) > 0 ? 'warn' : undefined,
  }
}

function lagKpi({ lagBytes, replicas }: OverviewData, readAt: number): Kpi {
  if (replicas === 0) return { label: 'Greatest lag', value: '—', note: 'no replica: one copy of the data' }
  return {
    label: 'Greatest lag',
    value: (
      <Num
        value={lagBytes ?? NaN}
        unit="bytes"
        from="the furthest behind of all replicas: master_repl_offset − offset of slaveN"
        readAt={readAt}
      />
    ),
    note: `of ${plural(replicas, 'replica')}`,
    tone: lagBytes === null ? 'unknown' : undefined,
  }
}

function memoryKpi({ memory, maxMemory }: OverviewData, readAt: number): Kpi {
  const share = memory === null || maxMemory === null || maxMemory === 0 ? NaN : memory / maxMemory
  return {
    label: 'Memory',
    value: (
      <Num
        value={memory ?? NaN}
        unit="bytes"
        from="Σ used_memory of the masters that serve"
        readAt={readAt}
      />
    ),
    note:
      maxMemory === null
        ? 'limit not observed'
        : maxMemory === 0
          ? 'a master has no limit'
          : `${formatPercent(share)} of ${formatBytes(maxMemory)}`,
    tone: share > 0.9 ? 'warn' : undefined,
  }
}

function keysNote({ expires, evictedPerSecond, expiredPerSecond }: OverviewData): string {
  const rate = (value: number | null) =>
    value === null ? '?' : formatNumber(value, value > 0 && value < 10 ? 1 : 0)
  if ((evictedPerSecond ?? 0) > 0) return `${rate(evictedPerSecond)}/s evicted: memory is full`
  return `${count(expires)} with TTL · ${rate(expiredPerSecond)}/s expire`
}
