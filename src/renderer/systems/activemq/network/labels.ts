import type { Box } from './places.ts'
import { pointAt, runsThrough, type Point, type Way } from './ways.ts'

export interface LabelSize {
  readonly width: number
  readonly height: number
  /** Those that matter more are placed first. */
  readonly rank: number
}

export interface Room {
  readonly width: number
  readonly height: number
}

/** Where along its way a label may stand, the middle first. */
const stands = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73]
/** Between a label and its line, px: as much as the mark of a way that is cut takes. */
const gap = 7

/**
 * Labels beside their ways so that none covers a card, another label or, if possible, another line; where there is no
 * room beside, on the line. Undefined: no room at all, so it isn't shown.
 */
export function placeLabels(
  ways: readonly (Way | undefined)[],
  sizes: readonly (LabelSize | undefined)[],
  cards: readonly Box[],
  room: Room,
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
    const isFree = (box: Box) => isWithin(box, room) && taken.every((other) => !overlap(box, other))
    const beside = stands.flatMap((t) => besideWay(way, t, size)).filter(isFree)
    const crossed = (box: Box) =>
      ways.filter((other) => other !== undefined && runsThrough(other, box, 1)).length
    const on = stands
      .map((t) => ({ ...pointAt(way, t), width: size.width, height: size.height }))
      .find(isFree)
    placed[i] = beside.find((box) => crossed(box) === 0) ?? on ?? beside[0]
  }
  return placed
}

/** Left and right of a point of the way, the upper one first, as near as it gets without touching the line. */
function besideWay(way: Way, t: number, { width, height }: LabelSize): readonly Box[] {
  const at = pointAt(way, t)
  const normal = normalAt(way, t)
  const off = (Math.abs(normal.x) * width + Math.abs(normal.y) * height) / 2 + gap
  return [1, -1].map((side) => ({
    x: at.x + normal.x * off * side,
    y: at.y + normal.y * off * side,
    width,
    height,
  }))
}

/** Of length 1, pointing up, or right where the way is upright. */
function normalAt({ start, bend, end }: Way, t: number): Point {
  const along = {
    x: (1 - t) * (bend.x - start.x) + t * (end.x - bend.x),
    y: (1 - t) * (bend.y - start.y) + t * (end.y - bend.y),
  }
  const length = Math.hypot(along.x, along.y) || 1
  const normal = { x: along.y / length, y: -along.x / length }
  const isUp = normal.y < -0.01 || (Math.abs(normal.y) <= 0.01 && normal.x > 0)
  return isUp ? normal : { x: -normal.x, y: -normal.y }
}

function isWithin({ x, y, width, height }: Box, room: Room): boolean {
  return x >= width / 2 && x <= room.width - width / 2 && y >= height / 2 && y <= room.height - height / 2
}

/** Whether two boxes share a point. */
export const overlap = (a: Box, b: Box): boolean =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2
