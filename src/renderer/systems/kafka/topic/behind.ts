import type { SeriesData } from '../../../../shared/api/history.ts'

/**
 * Ends of replicas and the watermark as distances behind the highest end at each instant, so that lines of ten million
 * can be told apart by twenty. The highest end is the leader's, also while the leader changes. Never negative.
 */
export function behindEnd(data: SeriesData): SeriesData {
  const v = data.v.map(() => new Float64Array(data.t.length))
  for (let i = 0; i < data.t.length; i++) {
    let end = NaN
    for (const line of data.v) {
      const value = line[i] ?? NaN
      if (Number.isFinite(value) && !(value <= end)) end = value
    }
    for (const [k, line] of data.v.entries()) {
      const out = v[k]
      if (out !== undefined) out[i] = end - (line[i] ?? NaN)
    }
  }
  return { t: data.t, v, min: v, max: v }
}
