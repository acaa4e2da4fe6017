/** Records not yet read at each instant; NaN where either was not observed. Never negative: a sample is not one instant. */
export function lagSeries(end: Float64Array, committed: Float64Array): Float64Array {
  return Float64Array.from(end, (e, i) => Math.max(0, e - (committed[i] ?? NaN)))
}

/**
 * Age in seconds of the oldest record not yet read, at each instant: how long ago the log's end passed the committed
 * offset, between two samples by a straight line. NaN: not observed, or longer ago than the series reaches.
 */
export function lagTimeSeries(t: Float64Array, end: Float64Array, committed: Float64Array): Float64Array {
  const seen = [...t.keys()].filter((i) => Number.isFinite(end[i] ?? NaN))
  return Float64Array.from(t, (at, i) => {
    const offset = committed[i] ?? NaN
    const now = end[i] ?? NaN
    if (Number.isNaN(offset) || Number.isNaN(now)) return NaN
    if (offset >= now) return 0
    const written = writtenAt(t, end, seen, i, offset)
    return (at - written) / 1000
  })
}

/** When the end passed `offset`, looking back from sample `i`. */
function writtenAt(
  t: Float64Array,
  end: Float64Array,
  seen: readonly number[],
  i: number,
  offset: number,
): number {
  let low = 0
  let high = lastAtOrBefore(seen, i)
  // The first seen sample whose end lies above the offset.
  while (low < high) {
    const middle = (low + high) >> 1
    if ((end[seen[middle] ?? 0] ?? NaN) > offset) high = middle
    else low = middle + 1
  }
  if (low === 0) return NaN
  const [a, b] = [seen[low - 1] ?? 0, seen[low] ?? 0]
  const [from, to] = [end[a] ?? NaN, end[b] ?? NaN]
  const part = to > from ? (offset - from) / (to - from) : 1
  return (t[a] ?? NaN) + part * ((t[b] ?? NaN) - (t[a] ?? NaN))
}

function lastAtOrBefore(seen: readonly number[], i: number): number {
  let low = 0
  let high = seen.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((seen[middle] ?? 0) <= i) low = middle
    else high = middle - 1
  }
  return low
}
