import type { Box } from './places.ts'
import { pointAt, type Way } from './ways.ts'

export interface LabelSize {
  readonly width: number
  readonly height: number
  /** Those that matter more are placed first. */
  readonly rank: number
}

/** Where along its way a label may stand, the middle first. */
const stands = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73]

/** Labels on their ways so that none covers a card or another label; undefined: there is no room, so it isn't shown. */
export function placeLabels(
  ways: readonly (Way | undefined)[],
  sizes: readonly (LabelSize | undefined)[],
  cards: readonly Box[],
): readonly (Box | undefined)[] {
  const placed: (Box | undefined)[] = ways.map(() => undefined)
  const order = ways
    .map((_, i) => i)
    .toSorted((a, b) => (sizes[b]?.rank ?? 0) - (sizes[a]?.rank ?? 0) || a - b)
  for (const i of order) {
    const way = ways[i]
    const size = sizes[i]
    if (way === undefined || size === undefined) continue
    const taken = [...cards, ...placed.filter((box) => box !== undefined)]
    placed[i] = stands
      .map((t) => ({ ...pointAt(way, t), width: size.width, height: size.height }))
      .find((box) => taken.every((other) => !overlap(box, other)))
  }
  return placed
}

/** Whether two boxes share a point. */
export const overlap = (a: Box, b: Box): boolean =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2
