import type { Points } from '../read/rollup-columns.ts'

/** The buckets of a tier that have samples, and which samples. */
export interface Buckets {
  /** Of the last sample of each bucket: a point tells nothing that came after its instant. */
  readonly instants: Float64Array
  /** Index of the first sample of each bucket, and one after the last sample. */
  readonly firsts: Uint32Array
}

/** Buckets of `stepMs` within [from, to) that have samples, aligned to the epoch. */
export function bucketsOf(instants: Float64Array, from: number, to: number, stepMs: number): Buckets {
  const lasts: number[] = []
  const firsts: number[] = []
  let bucket = -Infinity
  let end = 0
  instants.forEach((at, i) => {
    if (at < from || at >= to) return
    if (Math.floor(at / stepMs) !== bucket) {
      bucket = Math.floor(at / stepMs)
      firsts.push(i)
    }
    lasts[firsts.length - 1] = at
    end = i + 1
  })
  return { instants: Float64Array.from(lasts), firsts: Uint32Array.from([...firsts, end]) }
}

/** One series thinned; a bucket in which it wasn't observed is NaN. */
export function thinColumn(
  values: Float64Array,
  { instants, firsts }: Buckets,
): Points & { readonly onlyRose: boolean } {
  const blank = () => new Float64Array(instants.length).fill(NaN)
  const points = { min: blank(), max: blank(), mean: blank(), last: blank() }
  let onlyRose = true
  let before = -Infinity
  for (let bucket = 0; bucket < instants.length; bucket++) {
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
