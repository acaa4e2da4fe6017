import type {
  BindingEdge,
  DeadLetterEdge,
  EdgeMark,
  ExchangeNode,
  QueueNode,
  TopologyGraph,
} from './graph.ts'

export interface OtherGraph {
  readonly graph: TopologyGraph
  /** Which of its nodes are gone for certain: what nothing moves through is not drawn, and yet is there. */
  readonly isGone: (entity: string) => boolean
  /** How it lies to the one on screen. */
  readonly relation: 'before' | 'after' | 'other'
}

/** What is said of nodes that only the other one has. */
const words = { before: 'gone', after: 'not there yet', other: 'only there' } as const

/** The graph with what was there at the moment that is compared, where it was; edges tell how they differ. */
export function withOther(
  now: TopologyGraph,
  { graph: before, isGone, relation }: OtherGraph,
): TopologyGraph {
  const gone = <N extends ExchangeNode | QueueNode>(nodes: readonly N[]) =>
    nodes
      // what is named and does not exist is drawn already
      .filter(({ key, entities }) => !here.has(key) && entities.every(isGone))
      .map((node): N => ({ ...node, ...ghost(words[relation]) }))
  const here = keysOf(now)
  const [exchanges, queues] = [gone(before.exchanges), gone(before.queues)]
  const known = keysOf(before)
  const drawn = new Set([...here, ...exchanges.map(({ key }) => key), ...queues.map(({ key }) => key)])
  const signs = signsOf(relation)
  const isBetween = (nodes: ReadonlySet<string>) => (edge: Ends) =>
    edge.from !== byDefault && nodes.has(edge.from) && nodes.has(edge.to)
  return {
    exchanges: [...now.exchanges, ...exchanges],
    queues: [...now.queues, ...queues],
    bindings: compared(now.bindings, before.bindings, {
      isKnown: isBetween(known),
      isDrawn: isBetween(drawn),
      signs,
    }),
    deadLetters: compared(now.deadLetters, before.deadLetters, {
      ...{ isKnown: isBetween(known), isDrawn: isBetween(drawn), signs },
    }),
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

interface Signs {
  readonly here: EdgeMark
  readonly there: EdgeMark
}

/** + is what came and − what went, as time runs. */
function signsOf(relation: OtherGraph['relation']): Signs {
  const isLater = relation === 'after'
  return {
    here: { is: 'here', sign: isLater ? '−' : '+' },
    there: { is: 'there', sign: isLater ? '+' : '−' },
  }
}

interface Certain {
  /** Both ends were drawn before: that the edge was not there is certain. */
  readonly isKnown: (edge: Ends) => boolean
  /** Both ends are drawn now. */
  readonly isDrawn: (edge: Ends) => boolean
  readonly signs: Signs
}

function compared<E extends BindingEdge | DeadLetterEdge>(
  now: readonly E[],
  before: readonly E[],
  { isKnown, isDrawn, signs }: Certain,
): readonly E[] {
  const was = new Map(before.map((edge) => [edge.key, edge]))
  const is = new Set(now.map(({ key }) => key))
  const markOf = (edge: E): EdgeMark | undefined => {
    const old = was.get(edge.key)
    if (old === undefined) return isKnown(edge) ? signs.here : undefined
    return labelsOf(edge) === labelsOf(old) ? undefined : { is: 'changed', sign: '●' }
  }
  return [
    ...now.map((edge) => marked(edge, markOf(edge))),
    ...before.filter((edge) => !is.has(edge.key) && isDrawn(edge)).map((edge) => marked(edge, signs.there)),
  ]
}

const labelsOf = (edge: BindingEdge | DeadLetterEdge): string =>
  'labels' in edge ? JSON.stringify(edge.labels.toSorted()) : ''

const marked = <E extends BindingEdge | DeadLetterEdge>(edge: E, mark: EdgeMark | undefined): E =>
  mark === undefined ? edge : { ...edge, mark }
