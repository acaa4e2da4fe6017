import {
  formatBytes,
  formatCompact,
  formatMeasure,
  formatNumber,
  formatPercent,
  scaleBytes,
  unitSpace,
  unknown,
} from './format-number.ts'
import type { Scaled } from './format-number.ts'
import { formatClock, formatDuration, formatInstantLong, formatMinute } from './format-time.ts'
import type { Unit } from './unit.ts'

/** What a unit is called in words, beside a number: "10 570 227 records" is not said, "messages" is. */
const words: Readonly<Record<Unit, string>> = {
  count: '',
  messages: 'messages',
  offset: 'offset',
  bytes: 'bytes',
  ms: 'milliseconds',
  s: 'seconds',
  'per second': 'per second',
  'bytes per second': 'bytes per second',
  'messages per second': 'messages per second',
  ratio: 'ratio',
  epoch: 'epoch',
  id: '',
  instant: '',
}

/** The unit in words, for provenance. */
export function unitWord(unit: Unit): string {
  return words[unit]
}

/** A value as it stands in a cell or a KPI: short unit where the scale needs one, none where the column names it. */
export function formatValue(value: number | undefined, unit: Unit): string {
  if (value === undefined || !Number.isFinite(value)) return unknown
  const { text, suffix } = scaleValue(value, unit)
  return suffix === '' ? text : `${text}${unitSpace}${suffix}`
}

/** Number and short unit apart, for where the unit is set smaller. */
export function scaleValue(value: number, unit: Unit): Scaled {
  switch (unit) {
    case 'bytes':
      return scaleBytes(value)
    case 'bytes per second': {
      const { text, suffix } = scaleBytes(value)
      return { text, suffix: `${suffix}/s` }
    }
    case 'per second':
    case 'messages per second':
      return { text: formatMeasure(value), suffix: '/s' }
    case 'ms':
      return plain(formatDuration(value))
    case 's':
      // what counts in seconds is not measured in milliseconds
      return value === 0 ? { text: '0', suffix: 's' } : plain(formatDuration(value * 1000))
    case 'ratio':
      return plain(formatPercent(value))
    case 'instant':
      return plain(formatInstantLong(value))
    case 'epoch':
    case 'id':
      return plain(String(value))
    case 'count':
    case 'messages':
    case 'offset':
      return plain(Number.isInteger(value) ? formatNumber(value) : formatMeasure(value))
  }
}

/** Short, for the ticks of an axis. */
export function formatTick(value: number, unit: Unit): string {
  switch (unit) {
    case 'bytes':
      return formatBytes(value)
    case 'bytes per second':
      return `${formatBytes(value)}/s`
    case 'ms':
      return formatDuration(value)
    case 's':
      return formatDuration(value * 1000)
    case 'ratio':
      return formatPercent(value)
    case 'per second':
    case 'messages per second':
      return `${formatCompact(value)}${unitSpace}/s`
    default:
      return formatCompact(value)
  }
}

/** Ticks of a time axis: seconds only where the range is short enough to need them. */
export function formatTimeTick(at: number, rangeMs: number): string {
  return rangeMs <= 10 * 60_000 ? formatClock(at) : formatMinute(at)
}

const plain = (text: string): Scaled => ({ text, suffix: '' })
