/**
 * Draws ranks 0 … count−1, rank r in proportion to 1 / (r + 1)^skew.
 * @param random uniform in [0, 1)
 */
export function zipf(count: number, skew: number, random: () => number = Math.random): () => number {
  const upTo = new Float64Array(count)
  let sum = 0
  for (let rank = 0; rank < count; rank++) {
    sum += 1 / (rank + 1) ** skew
    upTo[rank] = sum
  }
  return () => firstAbove(upTo, random() * sum)
}

/** The least index whose value is above `wanted`, in ascending numbers. */
function firstAbove(ascending: Float64Array, wanted: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] ?? Infinity) > wanted) high = middle
    else low = middle + 1
  }
  return low
}
