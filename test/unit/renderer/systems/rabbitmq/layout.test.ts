import { describe, expect, test } from 'vitest'
import { foldAlike } from '../../../../../src/renderer/systems/rabbitmq/topology/fold.ts'
import { graphOf } from '../../../../../src/renderer/systems/rabbitmq/topology/graph-of.ts'
import type { TopologyGraph } from '../../../../../src/renderer/systems/rabbitmq/topology/graph.ts'
import { layoutTopology } from '../../../../../src/renderer/systems/rabbitmq/topology/layout.ts'
import { spread, type Box } from '../../../../../src/renderer/systems/rabbitmq/topology/place.ts'
import { company, shop, topology } from './samples.ts'

const cases = [
  ['a shop', graphOf(shop), 736, 560],
  ['a shop on a wide screen', graphOf(shop), 1500, 900],
  ['a shop on a low screen', graphOf(shop), 736, 300],
  ['fifty queues', graphOf(company(50)), 736, 560],
  ['three hundred queues', graphOf(company(300)), 736, 560],
  ['three hundred queues, folded', foldAlike(graphOf(company(300)), new Set()), 900, 700],
  ['nothing', graphOf(topology({})), 736, 100],
] as const

describe.each(cases)('the layout of %s', (_, graph, width, height) => {
  const layout = layoutTopology(graph, { width, height })
  const boxes = [...layout.exchanges, ...layout.queues]

  test('puts no box over another, and all inside the drawing', () => {
    expect(overlapping(boxes)).toEqual([])
    for (const box of boxes) {
      expect(box.y).toBeGreaterThanOrEqual(0)
      expect(box.y + box.height).toBeLessThanOrEqual(layout.height)
      expect(box.x + box.width).toBeLessThanOrEqual(layout.measures.lanes.from)
    }
  })

  test('draws every edge once', () => {
    const drawn = [
      ...layout.bindings.map(({ edge }) => edge.key),
      ...layout.loops.map(({ edge }) => edge.key),
      ...layout.deadLetters.flatMap(({ stubs }) => stubs.map(({ edge }) => edge.key)),
    ]
    const wanted = [...graph.bindings, ...graph.deadLetters].map(({ key }) => key)
    expect(drawn.toSorted()).toEqual(wanted.toSorted())
  })

  test('leads dead letters around all boxes but their exchange', () => {
    for (const { to, trunk } of layout.deadLetters) {
      const others = boxes.filter(({ node }) => node.key !== to)
      expect(segmentsOf(trunk).flatMap((segment) => others.filter((box) => crosses(segment, box)))).toEqual(
        [],
      )
    }
  })

  test('keeps keys between exchanges and queues', () => {
    const { exchange, queue } = layout.measures
    for (const { label } of layout.bindings) {
      if (label === undefined) continue
      expect(label.x).toBeLessThan(queue.x)
      expect(label.x - label.widthPx).toBeGreaterThan(exchange.x + exchange.width)
    }
  })
})

test('the order stays when rates change', () => {
  const before = graphOf(company(80))
  const after: TopologyGraph = {
    ...before,
    exchanges: before.exchanges.map((node, index) => ({ ...node, inPerSecond: index * 100 })),
    queues: before.queues.map((node, index) => ({ ...node, inPerSecond: 900 - index, ready: index })),
  }
  const order = (graph: TopologyGraph) =>
    layoutTopology(graph, { width: 800, height: 600 }).queues.map(({ node, y }) => [node.key, y])
  expect(order(after)).toEqual(order(before))
})

test('a sentence more above the drawing moves nothing, a low window makes it dense', () => {
  const graph = graphOf(shop)
  const at = (height: number) => layoutTopology(graph, { width: 800, height }).measures
  expect(at(570)).toEqual(at(540))
  expect([at(570).isRoomy, at(300).isRoomy]).toEqual([true, false])
})

test('a queue more does not shuffle the others', () => {
  const data = company(80)
  const fewer = {
    ...data,
    queues: data.queues.slice(0, -1),
    bindings: data.bindings.filter(({ to }) => to < 83),
  }
  const order = (graph: TopologyGraph) =>
    layoutTopology(graph, { width: 800, height: 600 }).queues.map(({ node }) => node.label)
  const gone = data.queues.at(-1)?.name
  expect(order(graphOf(data)).filter((name) => name !== gone)).toEqual(order(graphOf(fewer)))
})

describe('heights that are wanted', () => {
  test('are kept where nothing is in the way', () => {
    expect(spread([8, 100, 300], 40)).toEqual([8, 100, 300])
  })

  test('give way to each other evenly, and none goes above the top', () => {
    expect(spread([100, 100, 100], 40)).toEqual([60, 100, 140])
    expect(spread([8, 8], 40)).toEqual([8, 48])
  })

  test('stay in order and apart, whatever is wanted', () => {
    const wanted = Array.from({ length: 60 }, (_, index) => ((index * 7919) % 613) + 8)
    const heights = spread(wanted, 44)
    for (let i = 1; i < heights.length; i++)
      expect((heights[i] ?? 0) - (heights[i - 1] ?? 0)).toBeGreaterThanOrEqual(44 - 1e-6)
  })
})

function overlapping(boxes: readonly Box[]): readonly unknown[] {
  return boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter(
        (b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
      )
      .map((b) => [a, b]),
  )
}

interface Segment {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
}

/** Of a path of M, H and V alone. */
function segmentsOf(path: string): readonly Segment[] {
  const segments: Segment[] = []
  let [x, y] = [0, 0]
  for (const [, command = '', first = '', second = ''] of path.matchAll(/([MHV])([\d.-]+)(?: ([\d.-]+))?/g)) {
    const next =
      command === 'M'
        ? [Number(first), Number(second)]
        : command === 'H'
          ? [Number(first), y]
          : [x, Number(first)]
    const [x2 = 0, y2 = 0] = next
    if (command !== 'M') segments.push({ x1: x, y1: y, x2, y2 })
    ;[x, y] = [x2, y2]
  }
  return segments
}

function crosses({ x1, y1, x2, y2 }: Segment, box: Box): boolean {
  return (
    Math.max(x1, x2) > box.x &&
    Math.min(x1, x2) < box.x + box.width &&
    Math.max(y1, y2) > box.y &&
    Math.min(y1, y2) < box.y + box.height
  )
}
