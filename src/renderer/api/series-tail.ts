import type { SeriesData } from '../../shared/api/history.ts'

/**
 * A newer stretch put behind an older one: history is sent once, then only what came since. Points before `from` are
 * dropped; points of the tail at or before the last known instant are not taken twice.
 */
export function appendTail(old: SeriesData, tail: SeriesData, from: number): SeriesData {
  const last = old.t[old.t.length - 1] ?? -Infinity
  const skip = firstAfter(tail.t, last)
  // one point before the range stays, so that lines come in from the left edge
  const drop = Math.max(0, firstAfter(old.t, from) - 1)
  if (skip === tail.t.length && drop === 0) return old
  const join = (a: Float64Array, b: Float64Array | undefined) => {
    const fresh = b?.subarray(skip) ?? new Float64Array(tail.t.length - skip).fill(Number.NaN)
    const joined = new Float64Array(a.length - drop + fresh.length)
    joined.set(a.subarray(drop))
    joined.set(fresh, a.length - drop)
    return joined
  }
  const joinAll = (a: readonly Float64Array[], b: readonly Float64Array[]) =>
    a.map((each, k) => join(each, b[k]))
  return {
    t: join(old.t, tail.t),
    v: joinAll(old.v, tail.v),
    min: joinAll(old.min, tail.min),
    max: joinAll(old.max, tail.max),
  }
}

/** Index of the first instant after `at` in ascending instants. */
export function firstAfter(t: Float64Array, at: number): number {
  let low = 0
  let high = t.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((t[middle] ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return low
}
