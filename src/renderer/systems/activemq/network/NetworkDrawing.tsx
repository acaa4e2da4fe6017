import { useMemo } from 'react'
import type { NetworkData, NetworkDestination } from '../../../../shared/systems/activemq-network-views.ts'
import { classes } from '../../../components/classes.ts'
import { Mark } from '../../../components/Mark.tsx'
import { firstMarked, useMarks } from '../../../components/marks.ts'
import { useTip } from '../../../components/tip.ts'
import { useSize } from '../../../components/use-size.ts'
import type { Times } from '../../Viewed.tsx'
import {
  bridgeLabel,
  bridgesOf,
  entitiesOf,
  isOf,
  nodesOf,
  wayOver,
  wholeState,
  type Bridge,
} from './bridges.ts'
import { BridgeLines } from './BridgeLines.tsx'
import { BridgeTold } from './BridgeTold.tsx'
import { BrokerCard } from './BrokerCard.tsx'
import { drawingText } from './drawing-text.ts'
import { networkLayout } from './network-layout.ts'
import style from './network.module.css'
import { placed, type Box } from './places.ts'
import { arrowsOf } from './ways.ts'

export interface NetworkDrawingProps {
  readonly data: NetworkData
  /** The queue or topic that is followed over the brokers; undefined: all of them together. */
  readonly destination: NetworkDestination | undefined
  readonly times: Times
  readonly heightPx: number
  /** Entity of a link. */
  readonly selected: string
  readonly onSelect: (entity: string) => void
}

/**
 * Brokers and the bridges between them. A duplex bridge is one line of two halves, each as its own broker tells it. With
 * a destination chosen, the cards say who holds its messages and who has consumers; where these never meet, the way
 * between them is marked.
 */
export function NetworkDrawing(props: NetworkDrawingProps) {
  const { data, destination, times, selected, onSelect } = props
  const [ref, { width }] = useSize()
  const bridges = useMemo(() => bridgesOf(data), [data])
  const nodes = useMemo(() => nodesOf(data, bridges), [data, bridges])
  const labels = useMemo(() => bridges.map((bridge) => bridgeLabel(bridge, times.at)), [bridges, times.at])
  const layout = useLayout(nodes, { bridges, labels, selected }, width, props.heightPx)
  const cut = useMemo(() => cutWay(bridges, destination), [bridges, destination])
  return (
    <div
      ref={ref}
      className={style['drawing']}
      style={{ height: layout.height }}
      role="group"
      aria-label={drawingText(data, destination)}
    >
      {width > 0 && (
        <>
          <BridgeLines {...{ bridges, layout, cut, selected, onSelect }} at={times.at} />
          {nodes.map((node, i) => (
            <BrokerCard key={node.key} {...{ node, data, destination, times }} box={layout.cards[i]} />
          ))}
          {bridges.map((bridge, i) => (
            <BridgeLabel
              key={bridge.entity}
              {...{ bridge, times }}
              lines={bridgeLabel(bridge, times.at, arrowsOf(layout.ways[i]))}
              box={layout.labels[i]}
              isChosen={isOf(bridge, selected)}
              onSelect={() => onSelect(isOf(bridge, selected) ? '' : bridge.entity)}
            />
          ))}
        </>
      )}
    </div>
  )
}

/** Brokers on the way from where messages are stranded to where they are waited for. */
function cutWay(bridges: readonly Bridge[], destination: NetworkDestination | undefined): readonly string[] {
  const stranded = destination?.stranded ?? null
  const [waiting] = stranded?.waiting ?? []
  return stranded === null || waiting === undefined ? [] : wayOver(bridges, stranded.on, waiting)
}

type Nodes = ReturnType<typeof nodesOf>

interface Labelled {
  readonly bridges: readonly Bridge[]
  readonly labels: readonly (readonly string[])[]
  readonly selected: string
}

const isCut = (bridge: Bridge) => ['down', 'stopped'].includes(wholeState(bridge))

/** The layout hangs on names, links and the length of labels alone: figures that move don't lay it out anew. */
function useLayout(nodes: Nodes, { bridges, labels, selected }: Labelled, width: number, height: number) {
  const placeOf = new Map(nodes.map((node, i) => [node.key, i]))
  const pairs = bridges.map(({ owner, other }) => ({
    from: placeOf.get(owner) ?? 0,
    to: placeOf.get(other) ?? 0,
  }))
  const ranks = bridges.map((bridge) => (isOf(bridge, selected) ? 2 : isCut(bridge) ? 1 : 0))
  const lengths = labels.map((lines) => Math.max(...lines.map((line) => Math.ceil(line.length / 4) * 4)))
  const key = JSON.stringify([nodes.length, pairs, ranks, lengths, width, height])
  return useMemo(
    () => networkLayout({ count: nodes.length, pairs, ranks, lengths }, { width, height }),
    [key],
  )
}

function BridgeLabel({
  bridge,
  lines,
  box,
  times,
  isChosen,
  onSelect,
}: {
  readonly bridge: Bridge
  readonly lines: readonly string[]
  readonly box: Box | undefined
  readonly times: Times
  readonly isChosen: boolean
  readonly onSelect: () => void
}) {
  const tip = useTip(() => <BridgeTold bridge={bridge} at={times.at} />)
  const marks = useMarks()
  if (box === undefined) return null
  const [name, what] = lines
  return (
    <button
      type="button"
      className={classes(style['label'], style[wholeState(bridge)], isChosen && style['chosen'])}
      style={placed(box)}
      aria-pressed={isChosen}
      onClick={onSelect}
      {...tip}
    >
      <b>
        {name} <Mark entity={firstMarked(marks, entitiesOf(bridge))} focusable={false} />
      </b>
      <span>{what}</span>
    </button>
  )
}
