/** A stretch of values or of time. */
export interface Domain {
  readonly lo: number
  readonly hi: number
}

export interface Axis extends Domain {
  readonly ticks: readonly number[]
}

/** The smallest of 1, 2, 5 × 10ⁿ that is at least `rough`. */
export function niceStep(rough: number): number {
  if (!(rough > 0) || !Number.isFinite(rough)) return 1
  const power = 10 ** Math.floor(Math.log10(rough))
  const lead = rough / power
  return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10) * power
}

/**
 * An axis of round steps around values. It begins at zero unless the values are far from it and `fromZero` is false.
 * @param leastStep 1 for what is counted: there is no half of a partition
 * Rounded so that it seldom moves: a shell of axes is only drawn anew when it does.
 */
export function valueAxis({ lo, hi }: Domain, steps: number, fromZero = true, leastStep = 0): Axis {
  if (!Number.isFinite(lo) || !Number.isFinite(hi)) return { lo: 0, hi: 1, ticks: [0, 1] }
  const low = fromZero ? Math.min(0, lo) : lo
  const high = fromZero ? Math.max(0, hi) : hi
  const span = high - low || Math.abs(high) || 1
  const step = Math.max(leastStep, niceStep(span / steps))
  const first = Math.floor(low / step)
  const last = Math.max(first + 1, Math.ceil(high / step))
  const ticks = Array.from({ length: last - first + 1 }, (_, k) => clean((first + k) * step))
  return { lo: clean(first * step), hi: clean(last * step), ticks }
}

/** 0.30000000000000004 is 0.3. */
function clean(value: number): number {
  return Number(value.toPrecision(12))
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const timeSteps = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 7, 14, 28].map((n) => n * day),
]

/** The step of a time axis on which at most `count` ticks stand. */
export function timeStep(rangeMs: number, count: number): number {
  return timeSteps.find((step) => rangeMs / step <= count) ?? 28 * day
}

/** Ticks at round local times within [from, to]: on the hour of this machine's clock, also where zones have half hours. */
export function timeTicks(from: number, to: number, count: number): readonly number[] {
  const step = timeStep(to - from, count)
  const ticks: number[] = []
  const midnight = new Date(from).setHours(0, 0, 0, 0)
  // counted from local midnight and again at each next one, so that a day of 23 hours keeps its round hours
  for (let start = midnight; start <= to && ticks.length < 200; start = nextMidnight(start, step)) {
    const end = Math.min(to, nextMidnight(start, step) - 1)
    for (let at = start + Math.max(0, Math.ceil((from - start) / step)) * step; at <= end; at += step)
      ticks.push(at)
  }
  return ticks
}

function nextMidnight(at: number, step: number): number {
  const d = new Date(at)
  return d.setDate(d.getDate() + Math.max(1, Math.round(step / day)))
}

/** A range whose end is rounded up to a thirtieth, so that a live axis moves in steps and not with every sample. */
export function steadyRange(from: number, to: number): { readonly from: number; readonly to: number } {
  const length = to - from
  const step = timeSteps.findLast((each) => each <= length / 30) ?? second
  const end = Math.ceil(to / step) * step
  return { from: end - Math.ceil(length / step) * step, to: end }
}

/** Extremes of what is seen in [from, to]; NaN is not seen. */
export function extent(t: Float64Array, series: readonly Float64Array[], from: number, to: number): Domain {
  let lo = Infinity
  let hi = -Infinity
  for (const v of series)
    for (let i = 0; i < v.length; i++) {
      const at = t[i] ?? Number.NaN
      const value = v[i] ?? Number.NaN
      if (at < from || at > to) continue
      if (value < lo) lo = value
      if (value > hi) hi = value
    }
  return { lo, hi }
}
