/**
 * Most numbers that clusters report are short decimals: an integer times 10^-scale. Such a number is kept as that
 * integer, exactly: `scaled / 10^scale` gives the very same double back, or it is not kept this way.
 */
export const MAX_SCALE = 6
export const powersOfTen = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000] as const

const LIMIT = 2 ** 50

/** Does `scaled / power` give the very same double back? Never for NaN, −0 and the infinities. */
export function isExact(value: number, scaled: number, power: number): boolean {
  return (
    scaled / power === value && scaled < LIMIT && scaled > -LIMIT && (scaled !== 0 || Object.is(value, 0))
  )
}

/** As isExact at scale 0, where the integer is the value itself. */
export function isWhole(value: number): boolean {
  return (
    Math.trunc(value) === value && value < LIMIT && value > -LIMIT && (value !== 0 || Object.is(value, 0))
  )
}

/** Can the value be kept at this scale? */
export function isDecimal(value: number, scale: number): boolean {
  const power = powersOfTen[scale]!
  return isExact(value, Math.round(value * power), power)
}

/** The smallest scale, from `from` on, at which the value is an exact decimal; −1: at none (also NaN, −0, ±Infinity). */
export function scaleOf(value: number, from = 0): number {
  for (let scale = from; scale <= MAX_SCALE; scale++) if (isDecimal(value, scale)) return scale
  return -1
}

/** One scale at which all of the first `count` values are exact decimals; −1: there is none. */
export function commonScale(values: Float64Array, count: number): number {
  let scale = 0
  for (let i = 0; i < count; i++) {
    scale = scaleOf(values[i]!, scale)
    if (scale < 0) return -1
  }
  // a value that fits at scale 1 may, once in a while, not fit at 3
  if (scale > 0) for (let i = 0; i < count; i++) if (!isDecimal(values[i]!, scale)) return -1
  return scale
}
