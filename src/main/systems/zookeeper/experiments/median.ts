/** The middle value, or the mean of the two in the middle, with one digit after the point; null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  const low = sorted[Math.ceil(half) - 1]
  const high = sorted[Math.floor(half)]
  return low === undefined || high === undefined ? null : tenths((low + high) / 2)
}

/** What a clock shared by threads can tell: no more than a tenth of a millisecond. */
export const tenths = (ms: number): number => Math.round(ms * 10) / 10
