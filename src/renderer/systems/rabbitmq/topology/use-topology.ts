import { useCallback, useMemo } from 'react'
import type { TopologyData } from '../../../../shared/systems/rabbitmq-topology-views.ts'
import { useMarks } from '../../../components/marks.ts'
import { usePageState } from '../../../app/use-page-state.ts'
import { useOtherRabbitmqView } from '../use-rabbitmq-view.ts'
import { filterGraph, type Shown } from './filter.ts'
import { foldAlike, foldsOf } from './fold.ts'
import { graphOf } from './graph-of.ts'
import { queueKey, type TopologyGraph } from './graph.ts'
import { withOther, type OtherGraph } from './with-other.ts'

/** What of the topology is drawn, and what the reader chose of it; all of it stays in the address. */
export interface Topology {
  readonly graph: TopologyGraph
  /** The node that a queue is drawn as: its own, or the fold's. */
  readonly keyOf: (queue: string) => string
  readonly folds: number
  readonly isUnfolded: boolean
  readonly unfold: (key: string) => void
  readonly unfoldAll: () => void
  readonly foldAll: () => void
  readonly filter: Shown
  readonly setFilter: (filter: Shown) => void
  readonly text: string
  readonly setText: (text: string) => void
  readonly selected: string | undefined
  readonly select: (key: string | undefined) => void
}

/** More queues than these open with what moves or is in trouble. */
const mostAtOnce = 60

export function useTopology(data: TopologyData): Topology {
  const other = useOther(data)
  const whole = useMemo(() => {
    const graph = graphOf(data)
    return other === undefined ? graph : withOther(graph, other)
  }, [data, other])
  const folds = useMemo(() => foldsOf(whole), [whole])
  const open = useOpenFolds()
  const folded = useMemo(() => {
    const opened = open.isAll ? new Set(folds.map(({ key }) => key)) : open.keys
    return foldAlike(whole, opened)
  }, [whole, folds, open.isAll, open.keys])
  const [kept, setKept] = usePageState('show', '')
  const filter = shownOf(kept, folded.queues.length)
  const [text, setText] = usePageState('q', '')
  const graph = useMemo(() => filterGraph(folded, filter, text), [folded, filter, text])
  const keyOf = useMemo(() => keysByQueue(folded), [folded])
  const [node, setNode] = usePageState('node', '')
  const select = useCallback((key: string | undefined) => setNode(key ?? ''), [setNode])
  return {
    ...{ graph, keyOf, filter, text, setText, select },
    folds: folds.length,
    isUnfolded: open.isAll,
    ...{ unfold: open.add, unfoldAll: open.all, foldAll: open.none },
    setFilter: setKept,
    selected: node === '' ? undefined : node,
  }
}

/** What the other moment has, while two are compared; of more queues than are drawn nothing can be said. */
function useOther(data: TopologyData): OtherGraph | undefined {
  const marks = useMarks()
  const other = useOtherRabbitmqView('topology', { vhost: data.vhost })
  const [before, relation] = [other?.data, other?.relation]
  return useMemo(() => {
    if (marks === undefined || before === undefined || relation === undefined || isCut(before) || isCut(data))
      return undefined
    const gone = new Set(marks.gone)
    return { graph: graphOf(before), isGone: (entity) => gone.has(entity), relation }
  }, [data, marks, before, relation])
}

const isCut = ({ queues, totalQueues }: TopologyData) => queues.length < totalQueues

function shownOf(kept: string, queues: number): Shown {
  if (kept === 'all' || kept === 'traffic' || kept === 'trouble') return kept
  return queues > mostAtOnce ? 'traffic' : 'all'
}

function keysByQueue({ queues }: TopologyGraph): (queue: string) => string {
  const keys = new Map(queues.flatMap(({ key, names }) => names.map((name) => [name, key] as const)))
  return (queue) => keys.get(queue) ?? queueKey(queue)
}

/** Which folds are open: some, by key, or all. */
function useOpenFolds() {
  const [text, setText] = usePageState('open', '')
  const isAll = text === 'all'
  const keys = useMemo(() => new Set(isAll ? [] : text.split('\n').filter(Boolean)), [isAll, text])
  return {
    ...{ isAll, keys },
    add: (key: string) => setText([...keys, key].join('\n')),
    all: () => setText('all'),
    none: () => setText(''),
  }
}
