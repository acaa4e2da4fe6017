import {
  sumSeen,
  worstTone,
  type BindingEdge,
  type DeadLetterEdge,
  type EdgeMark,
  type QueueNode,
  type TopologyGraph,
} from './graph.ts'

/** Fewer alike than this are drawn one by one. */
const leastAlike = 3

/**
 * Queues that are named alike, bound alike and dead-letter alike become one node. What decides is how they are declared,
 * never a rate: a fold must not open and close from sample to sample.
 * @param open keys of folds that the reader has opened
 */
export function foldAlike(graph: TopologyGraph, open: ReadonlySet<string>): TopologyGraph {
  const folds = foldsOf(graph).filter((fold) => !open.has(fold.key))
  if (folds.length === 0) return graph
  const foldOf = new Map(folds.flatMap((fold) => fold.queues.map((queue) => [queue.key, fold] as const)))
  const keyOf = (key: string) => foldOf.get(key)?.key ?? key
  const first = new Set(folds.map((fold) => fold.queues[0]?.key))
  return {
    exchanges: graph.exchanges,
    queues: graph.queues.flatMap((queue) => {
      const fold = foldOf.get(queue.key)
      if (fold === undefined) return [queue]
      return first.has(queue.key) ? [foldedNode(fold)] : []
    }),
    bindings: joinBindings(graph.bindings, keyOf),
    deadLetters: joinDeadLetters(graph.deadLetters, keyOf),
  }
}

interface Fold {
  readonly key: string
  readonly label: string
  readonly queues: readonly QueueNode[]
}

/** Queues that are alike, by what they have in common. */
export function foldsOf({ queues, bindings, deadLetters }: TopologyGraph): readonly Fold[] {
  const incoming = Map.groupBy(bindings, (edge) => edge.to)
  const outgoing = Map.groupBy(deadLetters, (edge) => edge.from)
  const targets = new Set(deadLetters.map((edge) => edge.to))
  const shape = (queue: QueueNode) => {
    const sources = (incoming.get(queue.key) ?? []).map(
      (edge) => `${edge.is} ${edge.from} ${[...new Set(edge.labels.map(namePattern))].join(' ')}`,
    )
    const dead = (outgoing.get(queue.key) ?? []).map((edge) => edge.to)
    return JSON.stringify([
      namePattern(queue.label),
      queue.type,
      queue.gone,
      sources.toSorted(),
      dead.toSorted(),
    ])
  }
  // what dead letters reach directly stays itself: its arrow must not end in a crowd
  const free = queues.filter((queue) => !queue.isMissing && !targets.has(queue.key))
  return [...Map.groupBy(free, shape).values()].flatMap((alike) => {
    const [one] = alike
    if (one === undefined || alike.length < leastAlike) return []
    const label = namePattern(one.label)
    // two folds may share a pattern and differ in their bindings
    return [{ key: `fold/${label}/${one.label}`, label, queues: alike }]
  })
}

/** `orders.shard.17` → `orders.shard.{n}`; ids that clients make up become `{id}`. */
export function namePattern(name: string): string {
  return name
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '{id}')
    .replace(/^amq\.(gen|ctag)-.*$/, 'amq.$1-{id}')
    .replace(/\d+/g, '{n}')
}

function foldedNode({ key, label, queues }: Fold): QueueNode {
  const sum = (of: (queue: QueueNode) => number) => sumSeen(queues.map(of))
  const troubled = queues.filter((queue) => queue.problem !== undefined)
  return {
    key,
    entities: queues.flatMap(({ entities }) => entities),
    ...(queues[0]?.gone === undefined ? {} : { gone: queues[0].gone }),
    names: queues.map((queue) => queue.label),
    label,
    type: queues[0]?.type ?? '',
    inPerSecond: sum((queue) => queue.inPerSecond),
    outPerSecond: sum((queue) => queue.outPerSecond),
    ready: sum((queue) => queue.ready),
    unacked: sum((queue) => queue.unacked),
    consumers: sum((queue) => queue.consumers),
    isMissing: false,
    problem: troubled.length === 0 ? undefined : `${troubled.length} of ${queues.length} in trouble`,
    tone: worstTone(queues.map((queue) => queue.tone)),
    troubled: troubled.length,
  }
}

function joinBindings(edges: readonly BindingEdge[], keyOf: (key: string) => string): readonly BindingEdge[] {
  return [...Map.groupBy(edges, (edge) => `${edge.is} ${edge.from} ${keyOf(edge.to)}`).entries()].flatMap(
    ([key, joined]) => {
      const [edge] = joined
      if (edge === undefined) return []
      if (joined.length === 1) return [{ ...edge, to: keyOf(edge.to) }]
      const labels = [...new Set(joined.flatMap(({ labels: all }) => all))]
      return [
        {
          ...{ key, from: edge.from, to: keyOf(edge.to), is: edge.is },
          labels: labels.length > 1 ? [...new Set(labels.map(namePattern))] : labels,
          mostPerSecond: sumSeen(joined.map(({ mostPerSecond }) => mostPerSecond)),
          ...markOf(joined),
        },
      ]
    },
  )
}

function joinDeadLetters(
  edges: readonly DeadLetterEdge[],
  keyOf: (key: string) => string,
): readonly DeadLetterEdge[] {
  return [...Map.groupBy(edges, (edge) => `${keyOf(edge.from)} ${edge.to}`).entries()].flatMap(
    ([key, [edge, ...others]]) => {
      if (edge === undefined) return []
      const { mark, ...rest } = edge
      return [{ ...rest, key, from: keyOf(edge.from), ...markOf([{ mark }, ...others]) }]
    },
  )
}

/** What all have in common; where they differ, they are changed. */
function markOf(edges: readonly { readonly mark?: EdgeMark | undefined }[]): { readonly mark?: EdgeMark } {
  const ways = new Set(edges.map(({ mark }) => mark?.is))
  const [first] = edges
  if (ways.size > 1) return { mark: { is: 'changed', sign: '●' } }
  return first?.mark === undefined ? {} : { mark: first.mark }
}
