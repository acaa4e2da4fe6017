/** Steps that quarter into round numbers: 80 000 has marks at 20 000, 40 000 and 60 000. */
const steps = [1, 2, 4, 8, 10]
const leastTail = 100
/** Two distances this many times apart belong to different stories: the farther one goes behind the break. */
const apart = 12

/** The smallest round number of messages that is at least `n`. */
export function roundTail(n: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, n)))
  const step = steps.find((s) => s * power >= n * 0.999999) ?? 10
  return Math.max(leastTail, step * power)
}

/**
 * How many messages before the leaders' ends the drawing shows. Everything in `must` fits (lags of in-sync replicas,
 * watermarks); of `may` (committed offsets, replicas that are out) what lies in the same order of magnitude.
 * Keeps `previous` as long as it serves, so that a live drawing doesn't rescale with each sample.
 */
export function chooseTail(must: readonly number[], may: readonly number[], previous?: number): number {
  const seen = (d: number) => Number.isFinite(d) && d > 0
  const floor = Math.max(leastTail / 4, ...must.filter(seen))
  let reach = floor
  for (const distance of may.filter(seen).sort((a, b) => a - b)) {
    if (distance > reach * apart) break
    reach = Math.max(reach, distance)
  }
  const wanted = roundTail(reach * 1.15)
  const stillServes = previous !== undefined && wanted <= previous && previous <= wanted * 8
  return stillServes ? previous : wanted
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
