import type { ExchangeNode, QueueNode, TopologyGraph } from './graph.ts'

/**
 * In which order exchanges and queues stand below each other, so that few lines cross. Only what is declared decides,
 * never a rate: between two samples nothing changes places.
 */
export function orderNodes(graph: TopologyGraph): {
  readonly exchanges: readonly ExchangeNode[]
  readonly queues: readonly QueueNode[]
} {
  const neighbours = neighboursOf(graph)
  const stage = stages(graph)
  let exchanges = graph.exchanges.toSorted(
    (a, b) => (stage.get(a.key) ?? 0) - (stage.get(b.key) ?? 0) || byText(a.name, b.name),
  )
  let queues = graph.queues.toSorted((a, b) => byText(a.label, b.label))
  for (let sweep = 0; sweep < 2; sweep++) {
    queues = besideTheir(queues, places(exchanges), neighbours)
    // those that only dead letters reach stay below the others
    exchanges = besideTheir(exchanges, places(queues), neighbours, stage)
  }
  queues = besideTheir(queues, places(exchanges), neighbours)
  return { exchanges, queues }
}

type Named = ExchangeNode | QueueNode

function besideTheir<T extends Named>(
  nodes: readonly T[],
  place: ReadonlyMap<string, number>,
  neighbours: ReadonlyMap<string, readonly string[]>,
  stage: ReadonlyMap<string, number> = new Map(),
): T[] {
  const middle = new Map(
    nodes.map(({ key }) => {
      const known = (neighbours.get(key) ?? []).flatMap((other) => place.get(other) ?? [])
      return [key, known.length === 0 ? Infinity : known.reduce((a, b) => a + b, 0) / known.length] as const
    }),
  )
  return nodes.toSorted((a, b) => {
    const first = (stage.get(a.key) ?? 0) - (stage.get(b.key) ?? 0)
    if (first !== 0) return first
    const [left = Infinity, right = Infinity] = [middle.get(a.key), middle.get(b.key)]
    return left === right ? byText(nameOf(a), nameOf(b)) : left - right
  })
}

const nameOf = (node: Named): string => ('label' in node ? node.label : node.name)

/** Numbers inside names count as numbers: `q.9` stands before `q.10`. One collator, it is dear to make. */
const byText = new Intl.Collator('en', { numeric: true }).compare

const places = (nodes: readonly Named[]): ReadonlyMap<string, number> =>
  new Map(nodes.map(({ key }, index) => [key, index]))

function neighboursOf({ bindings }: TopologyGraph): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, string[]>()
  const add = (of: string, other: string) => {
    const known = all.get(of)
    if (known === undefined) all.set(of, [other])
    else known.push(other)
  }
  for (const { from, to } of bindings) {
    add(from, to)
    add(to, from)
  }
  return all
}

/** 0: publishers publish to it, 1: dead letters come to it, 2: it isn't there. */
function stages({ exchanges, deadLetters }: TopologyGraph): ReadonlyMap<string, number> {
  const dead = new Set(deadLetters.map((edge) => edge.to))
  return new Map(exchanges.map(({ key, isMissing }) => [key, isMissing ? 2 : dead.has(key) ? 1 : 0] as const))
}
