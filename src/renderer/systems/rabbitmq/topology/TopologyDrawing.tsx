import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useSize } from '../../../components/use-size.ts'
import { ExchangeBox, QueueBox, type BoxHandlers, type BoxState } from './Boxes.tsx'
import { EdgeLabels, Edges } from './Edges.tsx'
import type { TopologyGraph } from './graph.ts'
import { layoutTopology, type TopologyLayout } from './layout.ts'
import { nodeAtArrow } from './walk.ts'
import { spokenExchange, spokenQueue, type Figure } from './node-words.ts'
import { reachOf, type Reach } from './reach.ts'
import style from './topology.module.css'

export interface TopologyDrawingProps {
  readonly graph: TopologyGraph
  readonly figure: Figure
  readonly selected: string | undefined
  readonly onSelect: (key: string | undefined) => void
  /** What the routing tester found: lit while nothing is hovered. */
  readonly tested: Reach | undefined
}

/** Exchange → binding → queue → consumers, and the dead letters back. Hover or focus a box: only its paths stay. */
export function TopologyDrawing(props: TopologyDrawingProps) {
  const [ref, size] = useSize()
  const layout = useMemo(() => layoutTopology(props.graph, size), [props.graph, size])
  const box = useRef<HTMLDivElement>(null)
  const isDrawn = size.width > 0
  useEffect(() => {
    if (props.selected !== undefined) boxOf(box.current, props.selected)?.scrollIntoView({ block: 'nearest' })
    // only when something else is selected: live data must not scroll
  }, [props.selected, isDrawn])
  return (
    <div ref={box} className={style['frame']}>
      <Heads layout={layout} />
      <div ref={ref} className={style['scroll']}>
        {isDrawn && <Picture {...props} layout={layout} />}
      </div>
    </div>
  )
}

function Heads({ layout: { measures } }: { readonly layout: TopologyLayout }) {
  const { exchange, queue, consumers } = measures
  return (
    <div className={style['heads']} aria-hidden>
      <span style={{ left: exchange.x }}>Exchanges</span>
      <span style={{ right: `calc(100% - ${queue.x - 14}px)` }}>Bindings</span>
      <span style={{ left: queue.x }}>Queues</span>
      <span style={{ left: consumers.x }}>Consumers</span>
    </div>
  )
}

function Picture(props: TopologyDrawingProps & { readonly layout: TopologyLayout }) {
  const { graph, layout, figure, selected, onSelect, tested } = props
  const [followed, follow] = useFollowed()
  const lit = useLit(graph, followed, tested, selected)
  const handlers = useMemo<BoxHandlers>(
    () => ({ onSelect: (key) => onSelect(key), onFollow: follow }),
    [onSelect, follow],
  )
  const spoken = useSpoken(graph)
  const stop = selected ?? layout.exchanges[0]?.node.key ?? layout.queues[0]?.node.key
  const stateOf = (key: string): BoxState => ({
    isLit: lit?.nodes.has(key),
    isSelected: key === selected,
    isStop: key === stop,
    spoken: spoken.get(key) ?? '',
  })
  const { measures, height } = layout
  const roomPx = measures.queue.x - measures.exchange.x - measures.exchange.width
  return (
    <svg
      width={measures.width}
      height={height}
      role="group"
      aria-label="Topology: exchanges, the queues bound to them, and where dead letters go"
      onKeyDown={(event) => walk(event, layout, graph, onSelect)}
    >
      <ArrowHead />
      <Edges layout={layout} lit={lit} />
      {layout.exchanges.map((box) => (
        <ExchangeBox key={box.node.key} {...{ box, roomPx }} {...handlers} {...stateOf(box.node.key)} />
      ))}
      {layout.queues.map((box) => (
        <QueueBox
          key={box.node.key}
          {...{ box, measures, figure }}
          {...handlers}
          {...stateOf(box.node.key)}
        />
      ))}
      <EdgeLabels layout={layout} lit={lit} />
    </svg>
  )
}

/** Long enough to get from one box to the next without all lighting up in between. */
const lingerMs = 120

function useFollowed(): readonly [string | undefined, (key: string | undefined) => void] {
  const [followed, setFollowed] = useState<string>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const follow = useCallback((key: string | undefined) => {
    clearTimeout(timer.current)
    if (key === undefined) timer.current = setTimeout(() => setFollowed(undefined), lingerMs)
    else setFollowed(key)
  }, [])
  useEffect(() => () => clearTimeout(timer.current), [])
  return [followed, follow]
}

/** What is followed: hovered or focused, else what the tester lit, else what is selected. */
function useLit(
  graph: TopologyGraph,
  followed: string | undefined,
  tested: Reach | undefined,
  selected: string | undefined,
): Reach | undefined {
  const key = followed ?? (tested === undefined ? selected : undefined)
  const isThere = key !== undefined && [...graph.exchanges, ...graph.queues].some((node) => node.key === key)
  const reach = useMemo(() => (isThere ? reachOf(graph, key) : undefined), [graph, key, isThere])
  return reach ?? tested
}

function useSpoken(graph: TopologyGraph): ReadonlyMap<string, string> {
  return useMemo(
    () =>
      new Map([
        ...graph.exchanges.map((node) => [node.key, spokenExchange(node, graph)] as const),
        ...graph.queues.map((node) => [node.key, spokenQueue(node, graph)] as const),
      ]),
    [graph],
  )
}

function walk(
  event: KeyboardEvent<SVGSVGElement>,
  layout: TopologyLayout,
  graph: TopologyGraph,
  onSelect: (key: string | undefined) => void,
): void {
  const at = event.target instanceof Element ? event.target.getAttribute('data-node') : null
  if (at === null) return
  if (event.key === 'Escape') onSelect(undefined)
  else if (event.key === 'Enter' || event.key === ' ') onSelect(at)
  else {
    const next = nodeAtArrow(layout, graph, at, event.key)
    if (next === undefined) return
    boxOf(event.currentTarget, next)?.focus()
  }
  event.preventDefault()
}

function boxOf(within: Element | null, key: string): SVGGElement | null | undefined {
  return within?.querySelector<SVGGElement>(`[data-node="${CSS.escape(key)}"]`)
}

function ArrowHead() {
  return (
    <defs>
      <marker
        id="topology-end"
        viewBox="0 0 8 8"
        refX="7"
        refY="4"
        markerUnits="userSpaceOnUse"
        markerWidth="8"
        markerHeight="8"
        orient="auto"
      >
        <path d="M0 0 8 4 0 8Z" style={{ fill: 'context-stroke' }} />
      </marker>
    </defs>
  )
}
