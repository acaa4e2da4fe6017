/** The middle value, or the mean of the two in the middle; null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  const low = sorted[Math.ceil(half) - 1]
  const high = sorted[Math.floor(half)]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
