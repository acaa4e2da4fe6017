/** Index of the last instant at or before `at`; −1: all are later. */
export function lastAtOrBefore(instants: Float64Array, at: number): number {
  let low = 0
  let high = instants.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (instants[middle]! <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}

export interface Stretch {
  readonly from: number
  readonly to: number
}

/** Samples this many usual steps apart have a gap between them. */
const STEPS_OF_A_GAP = 3
/** The usual step is the median of so many steps around. */
const NEIGHBOURS = 4

/** Stretches without samples: steps of more than three times what is usual around them. */
export function findGaps(instants: Float64Array): readonly Stretch[] {
  const gaps: Stretch[] = []
  let last = 0
  for (let i = 1; i < instants.length; i++) {
    const step = instants[i]! - instants[i - 1]!
    if (step > last * 1.5 && isGap(instants, i, step)) gaps.push({ from: instants[i - 1]!, to: instants[i]! })
    else last = step
  }
  return gaps
}

function isGap(instants: Float64Array, index: number, step: number): boolean {
  const usual = usualStep(instants, index)
  return usual !== undefined && step > usual * STEPS_OF_A_GAP
}

/** Median step around instant `index`; undefined: too few instants to tell. */
export function usualStep(instants: Float64Array, index: number): number | undefined {
  const steps: number[] = []
  const to = Math.min(instants.length - 1, index + NEIGHBOURS)
  for (let i = Math.max(1, index - NEIGHBOURS); i <= to; i++) steps.push(instants[i]! - instants[i - 1]!)
  if (steps.length < 2) return undefined
  steps.sort((a, b) => a - b)
  return steps[(steps.length - 1) >> 1]
}
