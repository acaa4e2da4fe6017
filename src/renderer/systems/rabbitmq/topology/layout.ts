import { deadLetterLines } from './buses.ts'
import type { BindingEdge, ExchangeNode, QueueNode, TopologyGraph } from './graph.ts'
import { bindingLines, type BindingLine, type DeadLetterBus } from './lines.ts'
import { orderNodes } from './order.ts'
import { measuresFor, placeExchanges, placeQueues, type Measures, type Placed } from './place.ts'

/** An exchange bound to another, or its alternate: drawn left of them. */
export interface LoopLine {
  readonly edge: BindingEdge
  readonly path: string
}

export interface TopologyLayout {
  readonly measures: Measures
  readonly height: number
  readonly exchanges: readonly Placed<ExchangeNode>[]
  readonly queues: readonly Placed<QueueNode>[]
  readonly bindings: readonly BindingLine[]
  readonly loops: readonly LoopLine[]
  readonly deadLetters: readonly DeadLetterBus[]
}

/** Where everything stands. Rates decide only how thick lines are. @param size of the room for it, px */
export function layoutTopology(
  graph: TopologyGraph,
  size: { readonly width: number; readonly height: number },
): TopologyLayout {
  const measures = measuresFor(graph.queues.length, size)
  const ordered = orderNodes(graph)
  const queues = placeQueues(ordered.queues, measures)
  const queueAt = byKey(queues)
  const exchanges = placeExchanges(ordered.exchanges, middles(graph, queueAt), measures)
  const exchangeAt = byKey(exchanges)
  const bottom = Math.max(0, ...[...queues, ...exchanges].map((box) => box.y + box.height))
  return {
    ...{ measures, exchanges, queues },
    height: bottom + 22,
    bindings: bindingLines(graph.bindings, exchangeAt, queueAt, measures),
    loops: loopLines(graph.bindings, exchangeAt, measures),
    deadLetters: deadLetterLines(graph.deadLetters, exchangeAt, queueAt, measures),
  }
}

const byKey = <T extends { readonly key: string }>(boxes: readonly Placed<T>[]) =>
  new Map(boxes.map((box) => [box.node.key, box] as const))

/** The height that an exchange would stand at: the mean of what it feeds; else of what feeds it. */
function middles(
  { bindings, deadLetters }: TopologyGraph,
  queueAt: ReadonlyMap<string, Placed<QueueNode>>,
): (key: string) => number | undefined {
  const fed = Map.groupBy(bindings, (edge) => edge.from)
  const feeding = Map.groupBy(deadLetters, (edge) => edge.to)
  const mean = (keys: readonly string[]) => {
    const boxes = keys.flatMap((key) => queueAt.get(key) ?? [])
    if (boxes.length === 0) return undefined
    return boxes.reduce((sum, box) => sum + box.y + box.height / 2, 0) / boxes.length
  }
  return (key) =>
    mean((fed.get(key) ?? []).map((edge) => edge.to)) ??
    mean((feeding.get(key) ?? []).map((edge) => edge.from))
}

/** Exchanges to exchanges: arcs in lanes at the left edge. */
function loopLines(
  edges: readonly BindingEdge[],
  exchanges: ReadonlyMap<string, Placed<ExchangeNode>>,
  { exchange }: Measures,
): readonly LoopLine[] {
  const between = edges.filter(({ from, to }) => exchanges.has(from) && exchanges.has(to))
  return between.flatMap((edge, index) => {
    const [from, to] = [exchanges.get(edge.from), exchanges.get(edge.to)]
    if (from === undefined || to === undefined) return []
    const x = exchange.x - 8 - (index % 4) * 4
    const y1 = from.y + from.height * 0.65
    const y2 = to.y + to.height * 0.35
    return [{ edge, path: `M${exchange.x} ${y1}H${x}V${y2}H${exchange.x - 1}` }]
  })
}
