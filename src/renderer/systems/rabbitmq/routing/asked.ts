import {
  indexRouting,
  route,
  type Routed,
  type RoutedMessage,
  type RoutingIndex,
  type RoutingTable,
} from '../../../../shared/systems/rabbitmq-routing.ts'
import { exchangeKey, type TopologyGraph } from '../topology/graph.ts'
import type { Reach } from '../topology/reach.ts'
import { near, nearness } from './nearness.ts'

/** One binding that was looked at for a message. */
export interface Step {
  readonly source: string
  readonly destination: string
  readonly toExchange: boolean
  readonly key: string
  readonly arguments: RoutingTable['bindings'][number]['arguments']
  readonly matches: boolean
  readonly why: string
  /** It does not match, but nearly. */
  readonly isNear: boolean
}

export interface Answer {
  readonly routed: Routed
  /** Those that match, then those that nearly do, then the rest. */
  readonly steps: readonly Step[]
  readonly matching: number
}

/** What a message would reach, with all bindings that were asked on its way. */
export function answerFor(index: RoutingIndex, message: RoutedMessage): Answer {
  const routed = route(index, message)
  const scored = routed.steps.map(({ binding, matches, why }) => ({
    score: matches ? 2 : nearness(index.exchanges.get(binding.source), binding, message),
    step: { ...binding, matches, why },
  }))
  const steps = scored
    .toSorted((a, b) => b.score - a.score)
    .map(({ score, step }): Step => ({ ...step, isNear: !step.matches && score >= near }))
  return { routed, steps, matching: steps.filter(({ matches }) => matches).length }
}

/** The bindings by name: made once for a table, asked at every key that is typed. */
export const indexOf = (table: RoutingTable): RoutingIndex => indexRouting(table)

/** The ways of a message in the drawing. @param keyOf a queue's node there: itself, or the fold it is in */
export function reachOfAnswer(
  { routed, steps }: Answer,
  graph: TopologyGraph,
  keyOf: (queue: string) => string,
): Reach {
  const isDrawn = new Set([...graph.exchanges, ...graph.queues].map(({ key }) => key))
  const nodes = new Set<string>(
    [...routed.exchanges.map(exchangeKey), ...routed.queues.map(keyOf)].filter((key) => isDrawn.has(key)),
  )
  const ways = new Set([
    ...steps
      .filter(({ matches }) => matches)
      .map((step) =>
        wayOf(step.source, step.toExchange ? exchangeKey(step.destination) : keyOf(step.destination)),
      ),
    ...routed.alternates.map(({ from, to }) => wayOf(from, exchangeKey(to))),
    ...(routed.exchanges[0] === '' ? routed.queues.map((queue) => wayOf('', keyOf(queue))) : []),
  ])
  const edges = graph.bindings.filter(({ from, to }) => ways.has(`${from} ${to}`)).map(({ key }) => key)
  return { nodes, edges: new Set(edges) }
}

const wayOf = (source: string, to: string) => `${exchangeKey(source)} ${to}`

/** "4 of 5 bindings match: 4 queues get a copy" */
export function saidOf({ routed, steps, matching }: Answer): string {
  const copies = copiesText(routed.queues.length)
  if (routed.exchanges[0] === '')
    return routed.queues.length > 0
      ? 'The key is a queue’s name: it gets the message'
      : 'No queue has that name: the message is dropped'
  const bindings = `${matching} of ${steps.length} ${steps.length === 1 ? 'binding matches' : 'bindings match'}`
  if (routed.missing.length > 0 && routed.exchanges.length === 0)
    return 'There is no such exchange: the channel is closed with 404'
  return `${bindings}: ${copies}`
}

function copiesText(queues: number): string {
  if (queues === 0) return 'the message is dropped'
  return queues === 1 ? '1 queue gets it' : `${queues} queues get a copy`
}
