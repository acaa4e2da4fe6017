import type { TopologyGraph } from './graph.ts'

/** Nodes and edges that belong to a path, by key. */
export interface Reach {
  readonly nodes: ReadonlySet<string>
  readonly edges: ReadonlySet<string>
}

interface Edge {
  readonly key: string
  readonly from: string
  readonly to: string
}

/** All ways that lead to a node, and all that lead on from it, dead letters included. */
export function reachOf(graph: TopologyGraph, key: string): Reach {
  const edges: readonly Edge[] = [...graph.bindings, ...graph.deadLetters]
  const nodes = new Set([key])
  const lit = new Set<string>()
  walk(
    Map.groupBy(edges, (edge) => edge.from),
    'to',
    key,
    nodes,
    lit,
  )
  walk(
    Map.groupBy(edges, (edge) => edge.to),
    'from',
    key,
    nodes,
    lit,
  )
  return { nodes, edges: lit }
}

/** Each direction has seen of its own: who leads here must not light all that it leads to. */
function walk(
  index: ReadonlyMap<string, readonly Edge[]>,
  far: 'from' | 'to',
  start: string,
  nodes: Set<string>,
  lit: Set<string>,
): void {
  const seen = new Set([start])
  const waiting = [start]
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop())
    for (const edge of index.get(key) ?? []) {
      lit.add(edge.key)
      nodes.add(edge[far])
      if (!seen.has(edge[far])) waiting.push(edge[far])
      seen.add(edge[far])
    }
}
