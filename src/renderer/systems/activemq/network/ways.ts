import type { Box, Pair } from './places.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

/** A line from the edge of one card to the edge of another: a quadratic curve. */
export interface Way {
  readonly start: Point
  readonly bend: Point
  readonly end: Point
}

/** Between lines of the same two brokers, px at their middle. */
const laneGap = 22
/** How far a line may be bent so that it runs around a card, px. */
const detours = [0, 40, -40, 80, -80, 130, -130, 190, -190, 260, -260, 340, -340, 440, -440]

/**
 * One line for each pair; lines of the same two brokers lie side by side, none runs through a third card or leaves the
 * room.
 */
export function layWays(
  cards: readonly Box[],
  pairs: readonly Pair[],
  room: { readonly width: number; readonly height: number },
): readonly (Way | undefined)[] {
  return pairs.map((pair, i) => {
    const from = cards[pair.from]
    const to = cards[pair.to]
    if (from === undefined || to === undefined || pair.from === pair.to) return undefined
    return freeWay(from, to, bendOf(pairs, i), turnOf(pair), { cards, room })
  })
}

interface Ground {
  readonly cards: readonly Box[]
  readonly room: { readonly width: number; readonly height: number }
}

/** The first of ever longer ways that meets no card: straight between the middles, around, or from side to side. */
function freeWay(from: Box, to: Box, bend: number, turn: number, { cards, room }: Ground): Way {
  const others = cards.filter((card) => card !== from && card !== to)
  const isFree = (way: Way) => staysIn(way, room) && others.every((card) => !runsThrough(way, card))
  for (const detour of detours) {
    const way = betweenMiddles(from, to, bend + detour * turn)
    if (isFree(way)) return way
  }
  for (const [start, end] of sidesByDistance(from, to))
    for (const detour of detours) {
      const way = curve(start, end, bend + detour * turn)
      if (isFree(way) && !leavesThrough(way, from) && !leavesThrough(way, to)) return way
    }
  return betweenMiddles(from, to, bend)
}

/** Middles of the sides of two cards, the nearest first. */
function sidesByDistance(from: Box, to: Box): readonly (readonly [Point, Point])[] {
  const pairs = sides(from).flatMap((start) => sides(to).map((end) => [start, end] as const))
  const length = ([start, end]: readonly [Point, Point]) => Math.hypot(start.x - end.x, start.y - end.y)
  return pairs.toSorted((a, b) => length(a) - length(b))
}

const sides = ({ x, y, width, height }: Box): readonly Point[] => [
  { x: x - width / 2 - edge, y },
  { x: x + width / 2 + edge, y },
  { x, y: y - height / 2 - edge },
  { x, y: y + height / 2 + edge },
]

/** From a side, back through its own card. */
function leavesThrough(way: Way, card: Box): boolean {
  for (let step = 1; step < 40; step++) if (isInside(pointAt(way, step / 40), card, 0)) return true
  return false
}

/** Lines there and back are bent by opposite signs of the same normal. */
const turnOf = ({ from, to }: Pair) => (from < to ? 1 : -1)

function bendOf(pairs: readonly Pair[], i: number): number {
  const pair = pairs[i]
  if (pair === undefined) return 0
  const same = pairs.flatMap((each, at) =>
    Math.min(each.from, each.to) === Math.min(pair.from, pair.to) &&
    Math.max(each.from, each.to) === Math.max(pair.from, pair.to)
      ? [at]
      : [],
  )
  // the middle of a quadratic curve lies half way to its control point
  return (same.indexOf(i) - (same.length - 1) / 2) * laneGap * 2 * turnOf(pair)
}

function curve(start: Point, end: Point, bend: number): Way {
  const length = Math.hypot(end.x - start.x, end.y - start.y) || 1
  const middle = {
    x: (start.x + end.x) / 2 - ((end.y - start.y) / length) * bend,
    y: (start.y + end.y) / 2 + ((end.x - start.x) / length) * bend,
  }
  return { start, bend: middle, end }
}

function betweenMiddles(from: Box, to: Box, bend: number): Way {
  const whole = curve(from, to, bend)
  const steps = 200
  let first = 0
  while (first < steps && isInside(pointAt(whole, first / steps), from, edge)) first += 1
  let last = steps
  while (last > first && isInside(pointAt(whole, last / steps), to, edge)) last -= 1
  return cut(whole, first / steps, last / steps)
}

/** Lines end this far from the edge of a card, px. */
const edge = 3

/** The part of a curve from `t0` to `t1`. */
function cut({ start, bend, end }: Way, t0: number, t1: number): Way {
  const blossom = (a: number, b: number): Point => ({
    x: (1 - a) * (1 - b) * start.x + ((1 - a) * b + a * (1 - b)) * bend.x + a * b * end.x,
    y: (1 - a) * (1 - b) * start.y + ((1 - a) * b + a * (1 - b)) * bend.y + a * b * end.y,
  })
  return { start: blossom(t0, t0), bend: blossom(t0, t1), end: blossom(t1, t1) }
}

/** The part next to its start, and the part next to its end. */
export const halvesOf = (way: Way): readonly [Way, Way] => [cut(way, 0, 0.5), cut(way, 0.5, 1)]

/** A point of a way; 0 is its start, 1 its end. */
export function pointAt({ start, bend, end }: Way, t: number): Point {
  const u = 1 - t
  return {
    x: u * u * start.x + 2 * u * t * bend.x + t * t * end.x,
    y: u * u * start.y + 2 * u * t * bend.y + t * t * end.y,
  }
}

/** Whether a way crosses a box or comes nearer to it than `around`, px. */
export function runsThrough(way: Way, box: Box, around = 6): boolean {
  for (let step = 0; step <= 40; step++) if (isInside(pointAt(way, step / 40), box, around)) return true
  return false
}

/** Whether a way stays in the drawing, with room for its arrows. */
export function staysIn(way: Way, { width, height }: { width: number; height: number }): boolean {
  const room = { x: width / 2, y: height / 2, width, height }
  for (let step = 0; step <= 40; step++) if (!isInside(pointAt(way, step / 40), room, -4)) return false
  return true
}

const isInside = (point: Point, box: Box, around: number) =>
  Math.abs(point.x - box.x) < box.width / 2 + around && Math.abs(point.y - box.y) < box.height / 2 + around

/** Signs for "there" and "back" of a way, as it lies in the drawing. */
export function arrowsOf(way: Way | undefined): readonly [string, string] {
  if (way === undefined) return ['→', '←']
  const x = way.end.x - way.start.x
  const y = way.end.y - way.start.y
  if (Math.abs(x) >= Math.abs(y)) return x >= 0 ? ['→', '←'] : ['←', '→']
  return y >= 0 ? ['↓', '↑'] : ['↑', '↓']
}

/** Of an SVG path. */
export const wayPath = ({ start, bend, end }: Way) =>
  `M${round(start.x)} ${round(start.y)}Q${round(bend.x)} ${round(bend.y)} ${round(end.x)} ${round(end.y)}`

/** A filled arrow head at the end of a way, or at its start. */
export function arrowPath({ start, bend, end }: Way, at: 'start' | 'end', size = 8): string {
  const tip = at === 'end' ? end : start
  const length = Math.hypot(tip.x - bend.x, tip.y - bend.y) || 1
  const along = { x: (tip.x - bend.x) / length, y: (tip.y - bend.y) / length }
  const corner = (side: number) =>
    `${round(tip.x - along.x * size + along.y * size * 0.5 * side)} ${round(tip.y - along.y * size - along.x * size * 0.5 * side)}`
  return `M${round(tip.x)} ${round(tip.y)}L${corner(1)}L${corner(-1)}Z`
}

const round = (n: number) => Math.round(n * 10) / 10
