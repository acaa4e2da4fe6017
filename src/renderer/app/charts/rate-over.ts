import type { SeriesData } from '../../../shared/api/history.ts'

/**
 * Rates over at least so long a stretch, instead of from one sample to the next: of a counter that its server refreshes
 * less often than it is asked, each rate by itself is nothing or too much. A mean weighted by time is exactly the rise of
 * the counter over the stretch. What was not seen stays a gap, and nothing is reckoned across one.
 */
export function rateOver(data: SeriesData, overMs: number): SeriesData {
  const over = (all: readonly Float64Array[]) => all.map((v) => oneOver(data.t, v, overMs))
  return { t: data.t, v: over(data.v), min: over(data.min), max: over(data.max) }
}

function oneOver(t: Float64Array, v: Float64Array, overMs: number): Float64Array {
  const out = new Float64Array(v.length)
  let rise = 0
  let lasted = 0
  let first = 0
  for (let i = 0; i < v.length; i++) {
    const value = v[i] ?? NaN
    if (Number.isNaN(value)) {
      rise = 0
      lasted = 0
      first = i + 1
      out[i] = NaN
      continue
    }
    rise += value * spanAt(t, i)
    lasted += spanAt(t, i)
    // as long as the rest is still long enough, the oldest goes
    while (first < i && lasted - spanAt(t, first) >= overMs) {
      rise -= (v[first] ?? 0) * spanAt(t, first)
      lasted -= spanAt(t, first)
      first++
    }
    // what is left of rounding must not make a rate of nothing
    out[i] = lasted > 0 ? Math.max(0, rise / lasted) : value
  }
  return out
}

/** What the rate at an instant was reckoned over: since the instant before; of the first one it isn't known. */
const spanAt = (t: Float64Array, i: number): number => (i === 0 ? 0 : (t[i] ?? 0) - (t[i - 1] ?? 0))
