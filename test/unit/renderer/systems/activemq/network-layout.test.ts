import { describe, expect, test } from 'vitest'
import { overlap, placeLabels } from '../../../../../src/renderer/systems/activemq/network/labels.ts'
import { placeBrokers, type Pair } from '../../../../../src/renderer/systems/activemq/network/places.ts'
import {
  layWays,
  pointAt,
  runsThrough,
  staysIn,
  type Way,
} from '../../../../../src/renderer/systems/activemq/network/ways.ts'

const card = { width: 176, height: 78 }

const each = <T>(count: number, item: (i: number) => T) => Array.from({ length: count }, (_, i) => item(i))

/** Networks that people run, by how their brokers are linked. */
const shapes: Readonly<Record<string, (count: number) => readonly Pair[]>> = {
  unlinked: () => [],
  chain: (count) => each(count - 1, (i) => ({ from: i, to: i + 1 })),
  ring: (count) => each(count, (i) => ({ from: i, to: (i + 1) % count })),
  star: (count) => each(count - 1, (i) => ({ from: i + 1, to: 0 })),
  mesh: (count) => each(count, (i) => each(i, (j) => ({ from: i, to: j }))).flat(),
  'both ways': (count) =>
    each(count - 1, (i) => [
      { from: i, to: i + 1 },
      { from: i + 1, to: i },
    ]).flat(),
}
const counts = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16]
const rooms = [
  { width: 680, height: 380 },
  { width: 1000, height: 420 },
  { width: 1600, height: 640 },
]
/** Every size of a shape, in every room: laid out once. */
const drawingsOf = (shape: string) =>
  counts.flatMap((count) =>
    rooms.map((room) => {
      const pairs = (shapes[shape]?.(count) ?? []).filter(({ from, to }) => from !== to)
      const { cards, height } = placeBrokers(count, pairs, card, room)
      const inside = { width: room.width, height }
      const name = `${count} brokers in ${room.width} px`
      return { name, count, pairs, cards, inside, ways: layWays(cards, pairs, inside) }
    }),
  )

describe.each(Object.keys(shapes))('brokers linked as %s', (shape) => {
  const drawings = drawingsOf(shape)

  test('no card covers another or leaves the drawing', () => {
    for (const { name, count, cards, inside } of drawings) {
      expect(cards, name).toHaveLength(count)
      for (const [i, a] of cards.entries()) {
        expect(
          cards.slice(i + 1).filter((b) => overlap(a, b)),
          name,
        ).toEqual([])
        expect(a.x - a.width / 2, name).toBeGreaterThanOrEqual(0)
        expect(a.x + a.width / 2, name).toBeLessThanOrEqual(inside.width)
        expect(a.y - a.height / 2, name).toBeGreaterThanOrEqual(0)
        expect(a.y + a.height / 2, name).toBeLessThanOrEqual(inside.height)
      }
    }
  })

  test('no line runs through a broker that it does not link, and none leaves the drawing', () => {
    for (const { name, pairs, cards, inside, ways } of drawings)
      for (const [i, way] of ways.entries()) {
        if (way === undefined) expect.fail(name)
        const others = cards.filter((_, broker) => broker !== pairs[i]?.from && broker !== pairs[i]?.to)
        expect(
          others.filter((each) => runsThrough(way, each)),
          name,
        ).toEqual([])
        expect(staysIn(way, inside), name).toBe(true)
      }
  })

  test('no label covers a card or another label', () => {
    for (const { name, cards, inside, ways } of drawings) {
      const sizes = ways.map(() => ({ width: 90, height: 16, rank: 0 }))
      const labels = placeLabels(ways, sizes, cards, inside).filter((label) => label !== undefined)
      for (const [i, label] of labels.entries())
        expect(
          [...cards, ...labels.slice(i + 1)].filter((other) => overlap(label, other)),
          name,
        ).toEqual([])
    }
  })
})

test('which brokers stand where hangs on their links alone: the same network is drawn the same', () => {
  const pairs = shapes['ring']?.(8) ?? []
  const room = { width: 1000, height: 420 }
  expect(placeBrokers(8, pairs, card, room)).toEqual(placeBrokers(8, pairs.toReversed(), card, room))
})

test('the hub of a star stands in the middle', () => {
  const { cards, height } = placeBrokers(7, shapes['star']?.(7) ?? [], card, { width: 1000, height: 420 })
  expect(cards[0]).toMatchObject({ x: 500, y: Math.round(height / 2) })
})

test('brokers that are linked in a ring stand beside each other, whatever their names', () => {
  const order = [0, 3, 1, 4, 2, 5]
  const pairs = order.map((from, i) => ({ from, to: order[(i + 1) % 6] ?? 0 }))
  const { cards } = placeBrokers(6, pairs, card, { width: 1000, height: 420 })
  const [first, second, across] = [cards[0], cards[3], cards[4]]
  const distance = (a: typeof first, b: typeof first) =>
    Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0))
  expect(distance(first, second)).toBeLessThan(distance(first, across))
})

test('a line there and a line back lie side by side', () => {
  const room = { width: 800, height: 300 }
  const { cards } = placeBrokers(2, [], card, room)
  const pairs = [
    { from: 0, to: 1 },
    { from: 1, to: 0 },
  ]
  const [there, back] = layWays(cards, pairs, room)
  const middle = (way: Way | undefined) => (way === undefined ? undefined : pointAt(way, 0.5).y)
  expect(Math.abs((middle(there) ?? 0) - (middle(back) ?? 0))).toBeGreaterThan(15)
})

test('what matters more has its label where there is room for one', () => {
  const room = { width: 560, height: 112 }
  const { cards } = placeBrokers(2, [], card, room)
  const pairs = [
    { from: 0, to: 1 },
    { from: 0, to: 1 },
  ]
  const sizes = [0, 1].map((rank) => ({ width: 120, height: 60, rank }))
  const [quiet, loud] = placeLabels(layWays(cards, pairs, room), sizes, cards, room)
  expect(loud).toBeDefined()
  expect(quiet).toBeUndefined()
})

test('a label stands beside its line where there is room', () => {
  const room = { width: 700, height: 200 }
  const { cards } = placeBrokers(2, [], card, room)
  const ways = layWays(cards, [{ from: 0, to: 1 }], room)
  const [label] = placeLabels(ways, [{ width: 100, height: 28, rank: 0 }], cards, room)
  const [way] = ways
  expect(way !== undefined && label !== undefined && runsThrough(way, label, 1)).toBe(false)
})
