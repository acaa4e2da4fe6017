import type { TopologyGraph } from './graph.ts'
import type { TopologyLayout } from './layout.ts'

/** The box that an arrow key leads to: ↑ ↓ within a column, ← → along a binding or a dead letter. */
export function nodeAtArrow(
  { exchanges, queues }: TopologyLayout,
  graph: TopologyGraph,
  at: string,
  key: string,
): string | undefined {
  const column = exchanges.some(({ node }) => node.key === at) ? exchanges : queues
  const place = column.findIndex(({ node }) => node.key === at)
  const inColumn = (step: number) => column[place + step]?.node.key
  switch (key) {
    case 'ArrowDown':
      return inColumn(1)
    case 'ArrowUp':
      return inColumn(-1)
    case 'ArrowRight':
      return [...graph.bindings, ...graph.deadLetters].find(({ from }) => from === at)?.to
    case 'ArrowLeft':
      return [...graph.bindings, ...graph.deadLetters].find(({ to }) => to === at)?.from
    default:
      return undefined
  }
}
