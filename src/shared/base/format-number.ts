/** Narrow no-break space: between groups of digits. */
export const thin = '\u202f'
/** No-break space: between a number and its unit. */
export const unitSpace = '\u00a0'
/** The true minus, as wide as a plus. */
export const minus = '\u2212'
/** What stands for a value that was not observed: never a zero, never an empty cell. */
export const unknown = '?'

/** `10482113` → `10 482 113`; digits after the point only as many as asked for. */
export function formatNumber(value: number, digits = 0): string {
  if (!Number.isFinite(value)) return unknown
  const fixed = Math.abs(value).toFixed(digits)
  const point = fixed.indexOf('.')
  const whole = point < 0 ? fixed : fixed.slice(0, point)
  const rest = point < 0 ? '' : fixed.slice(point)
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thin)
  const isZero = Number(fixed) === 0
  return (value < 0 && !isZero ? minus : '') + grouped + rest
}

/** With its sign always: `+880`, `−18 480`, `0`. */
export function formatSigned(value: number, digits = 0): string {
  const text = formatNumber(value, digits)
  return value > 0 && Number(value.toFixed(digits)) !== 0 ? `+${text}` : text
}

/** About three significant digits, for what is measured rather than counted: `0.42`, `3.1`, `38.2`, `418`. */
export function formatMeasure(value: number): string {
  const size = Math.abs(value)
  if (!Number.isFinite(value)) return unknown
  if (size >= 99.95 || value === 0 || (Number.isInteger(value) && size < 1000)) return formatNumber(value)
  return formatNumber(value, size >= 9.995 ? 1 : size >= 0.1 ? 2 : 3).replace(/\.?0+$/, '')
}

/** A number split into what is read and what it is in: `38.2` and `GB`. */
export interface Scaled {
  readonly text: string
  readonly suffix: string
}

const bytePrefixes = ['B', 'kB', 'MB', 'GB', 'TB', 'PB']
const countPrefixes = ['', 'k', 'M', 'G', 'T']

/** Steps of 1000: disks, networks and Kafka's own docs mean decimal megabytes. */
export function scaleBytes(bytes: number): Scaled {
  const power = powerOf(bytes, bytePrefixes.length)
  return {
    text: formatMeasure(power === 0 ? Math.round(bytes) : bytes / 1000 ** power),
    suffix: bytePrefixes[power] ?? 'B',
  }
}

/** `182331` → `182 k`: only where there is no room for the whole number (axes, labels in drawings). */
export function formatCompact(value: number): string {
  if (!Number.isFinite(value)) return unknown
  if (Math.abs(value) < 10_000) return formatMeasure(value)
  const power = powerOf(value, countPrefixes.length)
  return `${formatMeasure(value / 1000 ** power)}${unitSpace}${countPrefixes[power] ?? ''}`
}

export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) return unknown
  const { text, suffix } = scaleBytes(bytes)
  return `${text}${unitSpace}${suffix}`
}

/** `0.413` → `41.3 %`. */
export function formatPercent(ratio: number): string {
  return Number.isFinite(ratio) ? `${formatMeasure(ratio * 100)}${unitSpace}%` : unknown
}

/** The power of 1000 in which a number is written, so that 999 950 becomes 1 M and not 1 000 k. */
function powerOf(value: number, steps: number): number {
  let size = Math.abs(value)
  let power = 0
  while (size >= 999.5 && power < steps - 1) {
    size /= 1000
    power += 1
  }
  return power
}
