import { memo } from 'react'
import { classes } from '../../../components/classes.ts'
import { toneColor } from '../../../components/tone.ts'
import { BoxMark } from './BoxMark.tsx'
import { widthOf } from './lines.ts'
import type { ExchangeNode, QueueNode } from './graph.ts'
import {
  consumersText,
  cutEnd,
  exchangeLine,
  exchangeName,
  fitted,
  perSecond,
  readyText,
  typeText,
  type Figure,
} from './node-words.ts'
import type { Measures, Placed } from './place.ts'
import style from './topology.module.css'

/** Of mono at 11 px, and of the sans face at 11 px. */
const monoPx = 6.7
const sansPx = 5.9

export interface BoxHandlers {
  readonly onSelect: (key: string) => void
  readonly onFollow: (key: string | undefined) => void
}

export interface BoxState {
  /** undefined: nothing is followed. */
  readonly isLit: boolean | undefined
  readonly isSelected: boolean
  /** Tab reaches one of all boxes; arrows walk from there. */
  readonly isStop: boolean
  readonly spoken: string
}

interface ShellProps extends BoxState, BoxHandlers {
  readonly box: Placed<ExchangeNode | QueueNode>
  readonly children: React.ReactNode
}

/** What every box is: something to hover, focus and choose. */
function Shell({ box, isLit, isSelected, isStop, spoken, onSelect, onFollow, children }: ShellProps) {
  const { node, x, y, width, height } = box
  const { key } = node
  return (
    <g
      data-node={key}
      role="button"
      aria-label={spoken}
      aria-pressed={isSelected}
      tabIndex={isStop ? 0 : -1}
      className={classes(
        style['node'],
        node.tone === 'bad' && style['bad'],
        node.tone === 'warn' && style['warn'],
        node.isMissing && style['missing'],
        node.gone !== undefined && style['gone'],
        isLit === true && style['litNode'],
        isLit === false && style['faint'],
        isSelected && style['selected'],
      )}
      onPointerEnter={() => onFollow(key)}
      onPointerLeave={() => onFollow(undefined)}
      onFocus={() => onFollow(key)}
      onBlur={() => onFollow(undefined)}
      onClick={() => onSelect(key)}
    >
      <rect x={x} y={y} width={width} height={height} rx={5} className={style['box']} />
      {children}
      <BoxMark node={node} x={x} y={y} />
    </g>
  )
}

export interface ExchangeBoxProps extends BoxState, BoxHandlers {
  readonly box: Placed<ExchangeNode>
  /** Where "routes nowhere" may stand, px. */
  readonly roomPx: number
}

export const ExchangeBox = memo(function ExchangeBox({ box, roomPx, ...shell }: ExchangeBoxProps) {
  const { node, x, y, width, height } = box
  const [first, second] = [y + height * 0.4, y + height * 0.78]
  const rate = perSecond(node.inPerSecond)
  return (
    <Shell box={box} {...shell}>
      <title>{shell.spoken}</title>
      <text x={x + 10} y={first} className={style['mono']}>
        {fitted(exchangeName(node.name), width - 20, monoPx)}
      </text>
      <text x={x + 10} y={second} className={classes(style['quiet'], node.isMissing && style['inkBad'])}>
        {cutEnd(exchangeLine(node), width - (node.isMissing ? 16 : 34 + rate.length * sansPx), sansPx)}
      </text>
      {!node.isMissing && node.gone === undefined && (
        <text x={x + width - 10} y={second} className={style['end']}>
          {rate} in
        </text>
      )}
      {node.problem !== undefined && !node.isMissing && (
        <DeadEnd
          x={x + width}
          y={y + height / 2}
          roomPx={roomPx}
          says={node.problem}
          isBad={node.tone === 'bad'}
        />
      )}
    </Shell>
  )
})

/** A dotted line that ends in nothing: the loudest thing on the drawing. */
function DeadEnd({
  x,
  y,
  roomPx,
  says,
  isBad,
}: {
  readonly x: number
  readonly y: number
  readonly roomPx: number
  readonly says: string
  readonly isBad: boolean
}) {
  const width = Math.min(roomPx - 44, says.length * sansPx + 22)
  return (
    <g className={style[isBad ? 'endBad' : 'endWarn']} aria-hidden>
      <path d={`M${x} ${y}h30`} className={style['stub']} />
      <rect x={x + 30} y={y - 11} width={width} height={22} rx={5} className={style['endBox']} />
      <text x={x + 40} y={y + 4} className={style['endText']}>
        {cutEnd(says, width - 12, sansPx)}
      </text>
    </g>
  )
}

export interface QueueBoxProps extends BoxState, BoxHandlers {
  readonly box: Placed<QueueNode>
  readonly measures: Measures
  readonly figure: Figure
}

export const QueueBox = memo(function QueueBox({ box, measures, figure, ...shell }: QueueBoxProps) {
  return (
    <Shell box={box} {...shell}>
      <title>{shell.spoken}</title>
      {box.node.names.length > 1 && <Stack box={box} />}
      {measures.isRoomy ? <RoomyQueue box={box} /> : <SlimQueue box={box} figure={figure} />}
      {box.node.gone === undefined && <Consumers box={box} measures={measures} />}
    </Shell>
  )
})

/** Edges of more boxes below: it stands for several. */
function Stack({ box: { x, y, width, height } }: { readonly box: Placed<QueueNode> }) {
  return (
    <path
      d={`M${x + 5} ${y + height + 2.5}H${x + width - 5}M${x + 9} ${y + height + 5}H${x + width - 9}`}
      className={style['stack']}
    />
  )
}

function Standing({ box, cy }: { readonly box: Placed<QueueNode>; readonly cy: number }) {
  const { node, x } = box
  if (node.gone !== undefined) return null
  if (node.tone === 'unknown') return <circle cx={x + 12} cy={cy} r={3.5} className={style['unseen']} />
  return <circle cx={x + 12} cy={cy} r={4} style={{ fill: toneColor(node.tone) }} />
}

function RoomyQueue({ box }: { readonly box: Placed<QueueNode> }) {
  const { node, x, y, width } = box
  const rate = node.gone === undefined ? perSecond(node.inPerSecond) : ''
  const ready = node.gone === undefined ? readyText(node) : ''
  const about = node.gone ?? node.problem ?? typeText(node)
  return (
    <>
      <Standing box={box} cy={y + 15} />
      <text x={x + 22} y={y + 19} className={style['mono']}>
        {fitted(node.label, width - 40 - rate.length * sansPx, monoPx)}
      </text>
      <text x={x + width - 10} y={y + 19} className={style['end']}>
        {rate}
      </text>
      <text x={x + 10} y={y + 37} className={classes(style['quiet'], inkOf(node))}>
        {cutEnd(about, width - 26 - ready.length * sansPx, sansPx)}
      </text>
      <text x={x + width - 10} y={y + 37} className={classes(style['end'], style['quiet'])}>
        {ready}
      </text>
    </>
  )
}

function SlimQueue({ box, figure }: { readonly box: Placed<QueueNode>; readonly figure: Figure }) {
  const { node, x, y, width } = box
  const number = node.gone ?? (figure === 'rates' ? perSecond(node.inPerSecond) : readyText(node))
  const name = node.names.length > 1 ? `${node.label} ×${node.names.length}` : node.label
  return (
    <>
      <Standing box={box} cy={y + 11} />
      <text x={x + 22} y={y + 15} className={style['mono']}>
        {fitted(name, width - 42 - number.length * sansPx, monoPx)}
      </text>
      <text x={x + width - 10} y={y + 15} className={classes(style['end'], inkOf(node) ?? style['quiet'])}>
        {number}
      </text>
    </>
  )
}

const inkOf = ({ problem, tone }: QueueNode) =>
  problem === undefined ? undefined : style[tone === 'bad' ? 'inkBad' : 'inkWarn']

function Consumers({ box, measures }: { readonly box: Placed<QueueNode>; readonly measures: Measures }) {
  const { node, x, y, width, height } = box
  const cy = Math.round(y + height * (measures.isRoomy ? 0.36 : 0.4))
  const isNone = node.consumers === 0
  const isWanted = isNone && node.problem === 'nobody takes from it'
  return (
    <g aria-hidden>
      {!isNone && (
        <path
          d={`M${x + width} ${cy}H${measures.consumers.x - 6}`}
          className={style['taken']}
          strokeWidth={widthOf(node.outPerSecond)}
          markerEnd="url(#topology-end)"
        />
      )}
      <text
        x={measures.consumers.x}
        y={cy + 4}
        className={classes(style['quiet'], isWanted && style['inkWarn'])}
      >
        {consumersText(node)}
      </text>
    </g>
  )
}
