import type { TopologyGraph } from './graph.ts'
import { reachOf } from './reach.ts'

export type Shown = 'all' | 'traffic' | 'trouble'

/** What is left to draw: everything, what moves, holds messages or is gone, or the paths of what is in trouble. */
export function filterGraph(graph: TopologyGraph, shown: Shown, text: string): TopologyGraph {
  const kept = shown === 'all' ? graph : keep(graph, shown === 'traffic' ? moving(graph) : troubled(graph))
  const wanted = text.trim().toLowerCase()
  return wanted === '' ? kept : keep(kept, alongPaths(kept, named(kept, wanted)))
}

function keep(graph: TopologyGraph, nodes: ReadonlySet<string>): TopologyGraph {
  const isKept = (edge: { readonly from: string; readonly to: string }) =>
    nodes.has(edge.from) && nodes.has(edge.to)
  return {
    exchanges: graph.exchanges.filter(({ key }) => nodes.has(key)),
    queues: graph.queues.filter(({ key }) => nodes.has(key)),
    bindings: graph.bindings.filter(isKept),
    deadLetters: graph.deadLetters.filter(isKept),
  }
}

function moving({ exchanges, queues }: TopologyGraph): ReadonlySet<string> {
  const active = queues.filter(
    (queue) =>
      queue.problem !== undefined ||
      queue.gone !== undefined ||
      [queue.inPerSecond, queue.outPerSecond, queue.ready, queue.unacked].some((value) => value > 0),
  )
  const fed = exchanges.filter(
    ({ problem, gone, inPerSecond }) => problem !== undefined || gone !== undefined || inPerSecond > 0,
  )
  return new Set([...active, ...fed].map(({ key }) => key))
}

const troubled = (graph: TopologyGraph): ReadonlySet<string> =>
  alongPaths(
    graph,
    [...graph.exchanges, ...graph.queues]
      .filter(({ problem }) => problem !== undefined)
      .map(({ key }) => key),
  )

/** By their own name, or by the keys that lead to them. */
function named(graph: TopologyGraph, wanted: string): readonly string[] {
  const has = (text: string) => text.toLowerCase().includes(wanted)
  return [
    ...graph.exchanges.filter(({ name }) => has(name)).map(({ key }) => key),
    ...graph.queues.filter(({ label, names }) => has(label) || names.some(has)).map(({ key }) => key),
    ...graph.bindings.filter(({ labels }) => labels.some(has)).map(({ to }) => to),
  ]
}

/** With what leads to them and what they lead to. */
function alongPaths(graph: TopologyGraph, keys: readonly string[]): ReadonlySet<string> {
  return new Set(keys.flatMap((key) => [...reachOf(graph, key).nodes]))
}
