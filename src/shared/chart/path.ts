import type { Scale } from './scale.ts'

/** The stretch of an array that a drawing needs: what lies in the range and one neighbour on either side. */
export interface Window {
  readonly first: number
  /** Not included. */
  readonly end: number
}

/** @param t ascending instants */
export function windowOf(t: Float64Array, from: number, to: number): Window {
  let first = 0
  while (first < t.length && (t[first] ?? 0) < from) first++
  let end = first
  while (end < t.length && (t[end] ?? 0) <= to) end++
  return { first: Math.max(0, first - 1), end: Math.min(t.length, end + 1) }
}

/**
 * Paths are in tenths of a px (finer than any screen), each step counted from the last: short whole numbers are written
 * five times as fast as fractions, and half as long. Whatever draws them carries this transform.
 */
export const tenths = 'scale(.1)'

/** One `d` for a series. It breaks where nothing was seen; a lone point becomes a dot (with round caps). */
export function linePath(t: Float64Array, v: Float64Array, window: Window, x: Scale, y: Scale): string {
  const pen = new Pen()
  let run = 0
  for (let i = window.first; i < window.end; i++) {
    const value = v[i] ?? Number.NaN
    if (value === value) pen.to(run++ === 0, x.px(t[i] ?? 0), y.px(value))
    else {
      if (run === 1) pen.path += 'h0'
      run = 0
    }
  }
  return run === 1 ? `${pen.path}h0` : pen.path
}

/** The area between two series (a band from min to max, a layer of a stack), one piece for each unbroken run. */
export function bandPath(
  t: Float64Array,
  low: Float64Array,
  high: Float64Array,
  window: Window,
  x: Scale,
  y: Scale,
): string {
  const pen = new Pen()
  for (const [first, end] of runsOf(low, high, window)) {
    for (let i = first; i < end; i++) pen.to(i === first, x.px(t[i] ?? 0), y.px(high[i] ?? 0))
    for (let i = end - 1; i >= first; i--) pen.to(false, x.px(t[i] ?? 0), y.px(low[i] ?? 0))
    pen.path += 'Z'
  }
  return pen.path
}

/** Writes a path: absolute where a piece begins, relative from there. */
class Pen {
  path = ''
  #x = 0
  #y = 0

  to(isStart: boolean, px: number, py: number): void {
    const x = Math.round(px * 10)
    const y = Math.round(py * 10)
    this.path += isStart ? `M${x} ${y}` : `l${x - this.#x} ${y - this.#y}`
    this.#x = x
    this.#y = y
  }
}

/** Runs in which both are seen: [first, end). */
function runsOf(
  a: Float64Array,
  b: Float64Array,
  { first, end }: Window,
): readonly (readonly [number, number])[] {
  const runs: (readonly [number, number])[] = []
  let start = -1
  for (let i = first; i <= end; i++) {
    const isSeen = i < end && a[i] === a[i] && b[i] === b[i]
    if (isSeen && start < 0) start = i
    if (!isSeen && start >= 0) {
      runs.push([start, i])
      start = -1
    }
  }
  return runs
}

/** Each series lifted by those before it. What isn't seen in one of them is no part of the sum there. */
export function stack(series: readonly Float64Array[]): readonly Float64Array[] {
  const sum = new Float64Array(series[0]?.length ?? 0)
  return series.map((v) => {
    const layer = new Float64Array(v.length)
    for (let i = 0; i < v.length; i++) {
      const value = v[i] ?? Number.NaN
      if (value === value) sum[i] = (sum[i] ?? 0) + value
      layer[i] = value === value ? (sum[i] ?? 0) : Number.NaN
    }
    return layer
  })
}

/**
 * Where no series was seen: between the last instant seen and the next one, before the first, and after the last. Drawn
 * hatched. Less than three steps at either end is only the time until a sample.
 */
export function blindStretches(
  t: Float64Array,
  series: readonly Float64Array[],
  from: number,
  to: number,
): readonly { readonly from: number; readonly to: number }[] {
  const stretches: { from: number; to: number }[] = []
  const step = ((t[t.length - 1] ?? 0) - (t[0] ?? 0)) / Math.max(1, t.length - 1)
  let lastSeen = from
  let isBlind = (t[0] ?? from) - from > step * 3
  for (let i = 0; i < t.length; i++) {
    const at = t[i] ?? 0
    const isSeen = series.some((v) => v[i] === v[i])
    if (isSeen && isBlind) stretches.push({ from: Math.max(from, lastSeen), to: Math.min(to, at) })
    if (isSeen) lastSeen = at
    isBlind = !isSeen
  }
  if (isBlind || to - lastSeen > step * 3) stretches.push({ from: Math.max(from, lastSeen), to })
  return stretches.filter((each) => each.to > each.from)
}

/** Moves labels apart so that they keep `gap` px, in order, within [lo, hi] as far as there is room. */
export function spread(wanted: readonly number[], gap: number, lo: number, hi: number): readonly number[] {
  const order = wanted.map((_, k) => k).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0))
  const placed = [...wanted]
  let floor = lo
  for (const k of order) {
    placed[k] = Math.max(placed[k] ?? lo, floor)
    floor = (placed[k] ?? lo) + gap
  }
  let ceiling = hi
  for (const k of order.toReversed()) {
    placed[k] = Math.min(placed[k] ?? hi, ceiling)
    ceiling = (placed[k] ?? hi) - gap
  }
  return placed
}

/** Index of the instant nearest to `at`; −1: there is none. */
export function nearest(t: Float64Array, at: number): number {
  if (t.length === 0) return -1
  let low = 0
  let high = t.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((t[middle] ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low > 0 && at - (t[low - 1] ?? 0) < (t[low] ?? 0) - at ? low - 1 : low
}
