/** A connection between two brokers, by their places in the list of names. */
export interface Pair {
  readonly from: number
  readonly to: number
}

/** A box by its middle, px. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where a box stands in the page. */
export const placed = ({ x, y, width, height }: Box) => ({
  left: x - width / 2,
  top: y - height / 2,
  width,
  height,
})

export interface Places {
  readonly height: number
  /** Parallel to the brokers. */
  readonly cards: readonly Box[]
}

export interface CardSize {
  readonly width: number
  readonly height: number
}

const margin = 14
/** Between cards there is room for a line and its label. */
const gap = { x: 22, y: 26 }
/** Between cards in a column: as much as shows how the line between two stands. */
const columnGap = 40
/** More brokers than these stand in two columns instead of a ring. */
const mostInRing = 12

/**
 * Where the cards of a network stand: a ring, with the hub of a star in its middle, or two columns when there are many.
 * The order only depends on names (the order given) and links, so that a sample which moves numbers moves no card.
 */
export function placeBrokers(
  count: number,
  pairs: readonly Pair[],
  card: CardSize,
  room: { readonly width: number; readonly height: number },
): Places {
  if (count > mostInRing) return columns(ringOrder(range(count), pairs), card, room.width)
  const hub = hubOf(count, pairs)
  const order = ringOrder(
    range(count).filter((broker) => broker !== hub),
    pairs,
  )
  const most = room.height * 3
  for (let height = Math.max(room.height, card.height + 2 * margin); height < most; height += 12) {
    const cards = ring(order, hub, card, { width: room.width, height })
    if (areApart(cards)) return { height, cards }
  }
  return columns(order.concat(hub === undefined ? [] : [hub]), card, room.width)
}

const range = (count: number) => Array.from({ length: count }, (_, i) => i)

/** The one that nearly all others are linked to, where they aren't linked among themselves. */
function hubOf(count: number, pairs: readonly Pair[]): number | undefined {
  const links = new Set(pairs.map(({ from, to }) => `${Math.min(from, to)} ${Math.max(from, to)}`))
  if (count < 4 || links.size > count) return undefined
  const degree = (broker: number) => [...links].filter((link) => link.split(' ').includes(`${broker}`)).length
  return range(count).find((broker) => degree(broker) >= Math.max(3, count - 2))
}

function ring(
  order: readonly number[],
  hub: number | undefined,
  card: CardSize,
  { width, height }: { readonly width: number; readonly height: number },
): readonly Box[] {
  const n = order.length
  // few brokers don't drift to the edges of a wide screen
  const radiusX = Math.min(width / 2 - card.width / 2 - margin, 140 + n * 62)
  const radiusY = height / 2 - card.height / 2 - margin
  const start = n <= 2 ? -Math.PI : -Math.PI / 2 - Math.PI / n
  const cards: Box[] = []
  order.forEach((broker, i) => {
    const angle = start + (2 * Math.PI * i) / n
    cards[broker] = {
      x: Math.round(width / 2 + (n === 1 ? 0 : Math.cos(angle) * radiusX)),
      y: Math.round(height / 2 + (n <= 2 ? 0 : Math.sin(angle) * radiusY)),
      ...card,
    }
  })
  if (hub !== undefined) cards[hub] = { x: Math.round(width / 2), y: Math.round(height / 2), ...card }
  return cards
}

function columns(order: readonly number[], card: CardSize, width: number): Places {
  const rows = Math.ceil(order.length / 2)
  const pitch = card.height + columnGap
  const cards: Box[] = []
  order.forEach((broker, i) => {
    // down on the left, up on the right: neighbours in the ring stay neighbours
    const isLeft = i < rows
    const row = isLeft ? i : 2 * rows - 1 - i
    const x = isLeft ? margin + card.width / 2 : width - margin - card.width / 2
    cards[broker] = { x: Math.round(x), y: margin + card.height / 2 + row * pitch, ...card }
  })
  return { height: 2 * margin + rows * pitch - columnGap, cards }
}

function areApart(cards: readonly Box[]): boolean {
  return cards.every((a, i) =>
    cards
      .slice(i + 1)
      .every((b) => Math.abs(a.x - b.x) >= a.width + gap.x || Math.abs(a.y - b.y) >= a.height + gap.y),
  )
}

/**
 * Turns stretches of the ring around and swaps pairs as long as that shortens the links or takes a crossing away: those
 * that talk stand side by side.
 */
function ringOrder(brokers: readonly number[], pairs: readonly Pair[]): readonly number[] {
  // the order in which links are told must not matter
  const links = pairs
    .map(({ from, to }): Pair => ({ from: Math.min(from, to), to: Math.max(from, to) }))
    .toSorted((a, b) => a.from - b.from || a.to - b.to)
    .filter((link, i, all) => link.from !== all[i - 1]?.from || link.to !== all[i - 1]?.to)
  let best = { order: brokers, cost: ringCost(brokers, links) }
  for (let isBetter = true; isBetter;) {
    isBetter = false
    for (let i = 0; i < brokers.length; i++)
      for (let j = i + 1; j < brokers.length; j++)
        for (const order of [turned(best.order, i, j), swapped(best.order, i, j)]) {
          const cost = ringCost(order, links)
          if (cost >= best.cost) continue
          best = { order, cost }
          isBetter = true
        }
  }
  return best.order
}

const turned = (order: readonly number[], i: number, j: number) => [
  ...order.slice(0, i),
  ...order.slice(i, j + 1).toReversed(),
  ...order.slice(j + 1),
]

const swapped = (order: readonly number[], i: number, j: number) =>
  order.with(i, order[j] ?? 0).with(j, order[i] ?? 0)

/** Each crossing counts as much as a link across the ring. */
function ringCost(order: readonly number[], links: readonly Pair[]): number {
  const placeOf = new Map(order.map((broker, place) => [broker, place]))
  const chords = links.flatMap(({ from, to }) => {
    const [a, b] = [placeOf.get(from), placeOf.get(to)]
    return a === undefined || b === undefined ? [] : [{ from: Math.min(a, b), to: Math.max(a, b) }]
  })
  const half = order.length / 2
  return chords.reduce((sum, chord, i) => {
    const apart = Math.min(chord.to - chord.from, order.length - chord.to + chord.from)
    const crossings = chords.slice(i + 1).filter((other) => cross(chord, other)).length
    return sum + apart ** 2 + crossings * half ** 2
  }, 0)
}

const cross = (a: Pair, b: Pair) =>
  (a.from < b.from && b.from < a.to && a.to < b.to) || (b.from < a.from && a.from < b.to && b.to < a.to)
