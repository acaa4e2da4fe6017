/** Steps that quarter into round numbers: 80 000 has marks at 20 000, 40 000 and 60 000. */
const steps = [1, 2, 4, 8, 10]
const leastTail = 100
/** Two distances this many times apart belong to different stories: the farther one goes behind the break. */
const apart = 8

/** The smallest round number of messages that is at least `n`. */
export function roundTail(n: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, n)))
  const step = steps.find((s) => s * power >= n * 0.999999) ?? 10
  return Math.max(leastTail, step * power)
}

export interface TailDistances {
  /** Of in-sync replicas and watermarks: these always fit. */
  readonly must: readonly number[]
  /** Of committed offsets and replicas that are out. */
  readonly may: readonly number[]
  /** The farthest watermark that stands; 0: none does. */
  readonly waiting: number
}

/**
 * How many messages before the leaders' ends the drawing shows. While a watermark stands, what waits behind it takes a
 * quarter of the width. Else what lies beyond the widest gap between distances goes behind the break.
 * Keeps `previous` as long as it serves, so that a live drawing doesn't rescale with each sample.
 */
export function chooseTail({ must, may, waiting }: TailDistances, previous?: number): number {
  const floor = Math.max(leastTail / 4, ...must.filter(isDistance)) * 1.15
  const wanted = roundTail(Math.max(floor, waiting > 0 ? waiting * 4 : nearReach(may) * 1.15))
  const stillServes = previous !== undefined && wanted <= previous && previous <= wanted * 4
  return stillServes ? previous : wanted
}

const isDistance = (d: number) => Number.isFinite(d) && d > 0

/** The farthest of the distances that lie below the widest gap among them. */
function nearReach(distances: readonly number[]): number {
  const sorted = distances.filter(isDistance).sort((a, b) => a - b)
  let reach = sorted.at(-1) ?? 0
  let widest = apart
  for (let i = 1; i < sorted.length; i++) {
    const near = Math.max(leastTail, sorted[i - 1] ?? 0)
    const ratio = (sorted[i] ?? 0) / near
    if (ratio < widest) continue
    widest = ratio
    reach = near
  }
  return reach
}

/** Distances at which the axis is marked, nearest first: the end itself and four quarters of the tail. */
export function tailMarks(tail: number): readonly number[] {
  return [0, tail / 4, tail / 2, (tail * 3) / 4, tail]
}

/** From the distance to the leader's end to pixels: `x1` is the end, `x0` is `tail` before it. */
export interface TailScale {
  readonly tail: number
  readonly x0: number
  readonly x1: number
}

/** Pixels of a distance; what is farther than the tail sticks to its edge. */
export function xOf(scale: TailScale, distance: number): number {
  const inside = Math.min(Math.max(distance, 0), scale.tail)
  return scale.x1 - (inside / scale.tail) * (scale.x1 - scale.x0)
}
