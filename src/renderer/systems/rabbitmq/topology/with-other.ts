import type {
  BindingEdge,
  DeadLetterEdge,
  EdgeSign,
  ExchangeNode,
  QueueNode,
  TopologyGraph,
} from './graph.ts'

export interface OtherGraph {
  readonly graph: TopologyGraph
  /** Which of its nodes are gone for certain: what nothing moves through is not drawn, and yet is there. */
  readonly isGone: (entity: string) => boolean
  /** "gone since 02:58:00" */
  readonly says: string
}

/** The graph with what was there at the moment that is compared, where it was; edges tell how they differ. */
export function withOther(now: TopologyGraph, { graph: before, isGone, says }: OtherGraph): TopologyGraph {
  const gone = <N extends ExchangeNode | QueueNode>(nodes: readonly N[]) =>
    nodes.filter(({ entities }) => entities.every(isGone)).map((node): N => ({ ...node, ...ghost(says) }))
  const [exchanges, queues] = [gone(before.exchanges), gone(before.queues)]
  const here = keysOf(now)
  const known = keysOf(before)
  const drawn = new Set([...here, ...exchanges.map(({ key }) => key), ...queues.map(({ key }) => key)])
  const isBetween = (nodes: ReadonlySet<string>) => (edge: Ends) =>
    edge.from !== byDefault && nodes.has(edge.from) && nodes.has(edge.to)
  return {
    exchanges: [...now.exchanges, ...exchanges],
    queues: [...now.queues, ...queues],
    bindings: compared(now.bindings, before.bindings, isBetween(known), isBetween(drawn)),
    deadLetters: compared(now.deadLetters, before.deadLetters, isBetween(known), isBetween(drawn)),
  }
}

type Ends = Pick<BindingEdge, 'from' | 'to'>

/** Drawn or not by what moves: its edges come and go by themselves. */
const byDefault = 'exchange/'

const ghost = (says: string) => ({
  ...{ gone: says, tone: 'quiet' as const, problem: undefined, troubled: 0 },
  ...{ inPerSecond: NaN, outPerSecond: NaN, ready: NaN, unacked: NaN, consumers: NaN },
})

const keysOf = ({ exchanges, queues }: TopologyGraph): ReadonlySet<string> =>
  new Set([...exchanges, ...queues].map(({ key }) => key))

/**
 * @param isKnown both ends were drawn before: that the edge was not there is certain
 * @param isDrawn both ends are drawn now
 */
function compared<E extends BindingEdge | DeadLetterEdge>(
  now: readonly E[],
  before: readonly E[],
  isKnown: (edge: E) => boolean,
  isDrawn: (edge: E) => boolean,
): readonly E[] {
  const was = new Map(before.map((edge) => [edge.key, edge]))
  const is = new Set(now.map(({ key }) => key))
  return [
    ...now.map((edge) => signed(edge, signOf(edge, was.get(edge.key), isKnown(edge)))),
    ...before.filter((edge) => !is.has(edge.key) && isDrawn(edge)).map((edge) => signed(edge, 'gone')),
  ]
}

function signOf<E extends BindingEdge | DeadLetterEdge>(
  edge: E,
  was: E | undefined,
  isKnown: boolean,
): EdgeSign | undefined {
  if (was === undefined) return isKnown ? 'new' : undefined
  const words = (of: E) => ('labels' in of ? JSON.stringify(of.labels.toSorted()) : '')
  return words(edge) === words(was) ? undefined : 'changed'
}

const signed = <E extends BindingEdge | DeadLetterEdge>(edge: E, sign: EdgeSign | undefined): E =>
  sign === undefined ? edge : { ...edge, sign }
