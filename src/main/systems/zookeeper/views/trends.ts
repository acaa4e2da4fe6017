import type { Trend, TrendsData } from '../../../../shared/systems/zookeeper-views.ts'
import type { Unit } from '../../../../shared/systems/catalogue.ts'
import type { Look, Series } from '../../moment.ts'
import type { View } from '../../system.ts'
import { ensembleMembers } from './ensemble-members.ts'

const windowMs = 15 * 60_000
const points = 240

export const trends: View = {
  run: (look, args): { [key: string]: unknown } => ({
    ...trendsOf(look, wholeOr(args['windowMs'], windowMs), wholeOr(args['points'], points)),
  }),
}

function wholeOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' && value >= 1 ? value : otherwise
}

interface Chart {
  readonly key: string
  readonly label: string
  readonly unit: Unit
  /** A gauge as it is, a counter per second, or Δ of the first ÷ Δ of the second. */
  readonly as: 'value' | 'rate' | 'ratio'
  readonly metrics: readonly string[]
}

const charts: readonly Chart[] = [
  { key: 'writes', label: 'Writes applied', unit: 'per second', as: 'rate', metrics: ['zxid_counter'] },
  {
    key: 'received',
    label: 'Packets received',
    unit: 'per second',
    as: 'rate',
    metrics: ['packets_received'],
  },
  {
    key: 'reads',
    label: 'Read latency',
    unit: 'ms',
    as: 'ratio',
    metrics: ['read_latency_sum', 'read_latency_count'],
  },
  {
    key: 'updates',
    label: 'Write latency',
    unit: 'ms',
    as: 'ratio',
    metrics: ['update_latency_sum', 'update_latency_count'],
  },
  { key: 'fsync', label: 'Log sync', unit: 'ms', as: 'ratio', metrics: ['fsync_sum', 'fsync_count'] },
  { key: 'outstanding', label: 'Outstanding requests', unit: 'count', as: 'value', metrics: ['outstanding'] },
  { key: 'connections', label: 'Client connections', unit: 'count', as: 'value', metrics: ['connections'] },
  { key: 'watches', label: 'Watches', unit: 'count', as: 'value', metrics: ['watches'] },
  { key: 'znodes', label: 'Znodes', unit: 'count', as: 'value', metrics: ['znodes'] },
]

function trendsOf(look: Look, overMs: number, most: number): TrendsData {
  const from = look.moment.at - overMs
  // every tick tells this one: its instants are those of all
  const instants = look.series('ensemble', 'ensemble.leaders', from).t
  const stride = Math.max(1, Math.ceil(instants.length / most))
  const t = Float64Array.from(
    { length: Math.ceil(instants.length / stride) },
    (_, i) => instants[i * stride] ?? NaN,
  )
  const members = ensembleMembers(look).map(({ id }) => id)
  const line = (chart: Chart) => (member: string) => {
    const series = chart.metrics.map((metric) => look.series(`member/${member}`, `member.${metric}`, from))
    return { member, values: onGrid(chart.as, series, t) }
  }
  return {
    t,
    trends: charts.map((chart): Trend => {
      const { key, label, unit } = chart
      return { key, label, unit, lines: members.map(line(chart)) }
    }),
  }
}

/** Each instant of the grid stands for the samples from it up to the next. */
function onGrid(as: Chart['as'], [first, second]: readonly Series[], t: Float64Array): Float64Array {
  const values = new Float64Array(t.length).fill(NaN)
  if (first === undefined) return values
  const upper = new Float64Array(t.length)
  const lower = new Float64Array(t.length)
  for (let i = as === 'value' ? 0 : 1, at = 0; i < first.t.length; i++) {
    const instant = first.t[i] ?? NaN
    while (at + 1 < t.length && (t[at + 1] ?? Infinity) <= instant) at++
    const parts = partsOf(as, i, first, second)
    if (Number.isNaN(parts.up) || Number.isNaN(parts.down)) continue
    upper[at] = (upper[at] ?? 0) + parts.up
    lower[at] = (lower[at] ?? 0) + parts.down
  }
  lower.forEach((down, at) => (values[at] = down > 0 ? (upper[at] ?? 0) / down : NaN))
  return values
}

/** What a sample adds above and below the line of a mean. A counter that fell began anew: nothing is known of it then. */
function partsOf(
  as: Chart['as'],
  i: number,
  first: Series,
  second: Series | undefined,
): { up: number; down: number } {
  if (as === 'value') return { up: first.v[i] ?? NaN, down: 1 }
  const up = rise(first, i)
  if (as === 'ratio') return { up, down: second === undefined ? NaN : rise(second, i) }
  return { up, down: ((first.t[i] ?? NaN) - (first.t[i - 1] ?? NaN)) / 1000 }
}

function rise({ v }: Series, i: number): number {
  const step = (v[i] ?? NaN) - (v[i - 1] ?? NaN)
  return step >= 0 ? step : NaN
}
