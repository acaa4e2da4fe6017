import { findGaps } from './instants.ts'
import type { Points } from './rollup-columns.ts'

/** Two samples closer than this have a clock that was set back between them: their distance says nothing. */
const MIN_STEP_MS = 10

/**
 * Per second, at the later of two samples. NaN where the value fell (a counter's reset), where one wasn't observed,
 * and across a gap: a rate is never guessed, and never negative.
 */
export function ratesOf(t: Float64Array, { last }: Points): Points {
  const rates = new Float64Array(t.length).fill(NaN)
  for (let i = 1; i < t.length; i++) {
    const stepMs = t[i]! - t[i - 1]!
    const rise = last[i]! - last[i - 1]!
    if (rise >= 0 && stepMs >= MIN_STEP_MS) rates[i] = (rise * 1000) / stepMs
  }
  const after = new Set(findGaps(t).map((gap) => gap.to))
  if (after.size > 0) t.forEach((at, i) => after.has(at) && (rates[i] = NaN))
  return { min: rates, max: rates, mean: rates, last: rates }
}
