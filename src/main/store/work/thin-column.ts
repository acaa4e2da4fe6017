import type { Points } from '../read/rollup-columns.ts'

/** The buckets of a tier that have samples, and which samples. */
export interface Buckets {
  /** Start of each bucket, ascending. */
  readonly starts: Float64Array
  /** Index of the first sample of each bucket, and one after the last sample. */
  readonly firsts: Uint32Array
}

/** Buckets of `stepMs` within [from, to) that have samples, aligned to the epoch. */
export function bucketsOf(instants: Float64Array, from: number, to: number, stepMs: number): Buckets {
  const starts: number[] = []
  const firsts: number[] = []
  let end = 0
  instants.forEach((at, i) => {
    if (at < from || at >= to) return
    const start = Math.floor(at / stepMs) * stepMs
    if (start !== starts.at(-1)) {
      starts.push(start)
      firsts.push(i)
    }
    end = i + 1
  })
  return { starts: Float64Array.from(starts), firsts: Uint32Array.from([...firsts, end]) }
}

/** One series thinned; a bucket in which it wasn't observed is NaN. */
export function thinColumn(
  values: Float64Array,
  { starts, firsts }: Buckets,
): Points & { readonly onlyRose: boolean } {
  const blank = () => new Float64Array(starts.length).fill(NaN)
  const points = { min: blank(), max: blank(), mean: blank(), last: blank() }
  let onlyRose = true
  let before = -Infinity
  for (let bucket = 0; bucket < starts.length; bucket++) {
    let [min, max, sum, count] = [Infinity, -Infinity, 0, 0]
    for (let i = firsts[bucket]!; i < firsts[bucket + 1]!; i++) {
      const value = values[i]!
      if (value !== value) continue
      if (value < before) onlyRose = false
      before = value
      if (value < min) min = value
      if (value > max) max = value
      sum += value
      count++
    }
    if (count === 0) continue
    points.min[bucket] = min
    points.max[bucket] = max
    // a mean is for drawing: 32 bits hold seven digits of it
    points.mean[bucket] = Math.fround(sum / count)
    points.last[bucket] = before
  }
  return { ...points, onlyRose }
}
