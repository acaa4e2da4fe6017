import { useMemo, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { formatNumber } from '../../../../shared/base/format-number.ts'
import { slotCount, type SlotRun } from '../../../../shared/systems/redis-slots.ts'
import { classes } from '../../../components/classes.ts'
import { useSize } from '../../../components/use-size.ts'
import { SlotCanvas } from './SlotCanvas.tsx'
import {
  cellOf,
  mapHeight,
  mapSize,
  mapWidth,
  ownerLabels,
  ownersOf,
  runOutline,
  slotAt,
  slotForKey,
  slotsInLine,
  type MapSize,
  type OwnedRun,
} from './slot-map.ts'
import style from './slots.module.css'

export interface MapOwner {
  readonly name: string
  /** Beside the name: how many slots. */
  readonly note: string
}

export interface MovingRun extends SlotRun {
  /** ":7001 → :7002" */
  readonly says: string
  /** One side alone says so. */
  readonly isStuck: boolean
}

export interface SlotMapProps {
  readonly owners: readonly MapOwner[]
  readonly runs: readonly OwnedRun[]
  /** Migrating or importing, as any node says, with what stands beside it. */
  readonly moving: readonly MovingRun[]
  /** Nodes name different owners. */
  readonly disputed: readonly SlotRun[]
  /** While two moments are compared: they had another owner. */
  readonly changed?: readonly SlotRun[] | undefined
  /** Owned, but the owner doesn't serve: it is known to be down. */
  readonly down: readonly SlotRun[]
  readonly heightPx: number
  /** Marked: what was asked for or clicked. */
  readonly selected: number | undefined
  readonly onSelect: (slot: number) => void
  /** What is known of a slot. */
  readonly tell: (slot: number) => ReactNode
}

/** Who owns each of the 16,384 slots; what moves, what nobody serves and what nodes disagree about lies over it. */
export function SlotMap(props: SlotMapProps) {
  const [ref, { width }] = useSize()
  const [hovered, setHovered] = useState<number>()
  const size = mapSize(Math.max(340, width), props.heightPx)
  const owners = useMemo(() => ownersOf(props.runs), [props.runs])
  const move = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    setHovered(slotAt(event.clientX - box.left, event.clientY - box.top, size))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const at = hovered ?? props.selected ?? 0
    const next = event.key === 'Enter' ? at : slotForKey(event.key, at)
    if (next === undefined) return
    setHovered(next)
    if (event.key === 'Enter') props.onSelect(next)
    event.preventDefault()
  }
  return (
    <div
      ref={ref}
      className={style['map']}
      style={{ height: size.top + mapHeight(size) + 8 }}
      tabIndex={0}
      role="img"
      aria-label={`${formatNumber(slotCount)} slots of ${props.owners.length} masters`}
      onPointerMove={move}
      onPointerLeave={() => setHovered(undefined)}
      onBlur={() => setHovered(undefined)}
      onClick={() => hovered !== undefined && props.onSelect(hovered)}
      onKeyDown={onKeyDown}
    >
      <SlotCanvas owners={owners} ownerCount={props.owners.length} size={size} />
      <Overlay {...props} size={size} width={width} hovered={hovered} />
      <Labels owners={props.owners} runs={props.runs} size={size} />
      {props.moving.slice(0, mostGoing).map((run) => (
        <Going key={run.from} run={run} size={size} />
      ))}
      {hovered !== undefined && <SlotTip slot={hovered} size={size} tell={props.tell} />}
    </div>
  )
}

interface OverlayProps extends SlotMapProps {
  readonly size: MapSize
  readonly width: number
  readonly hovered: number | undefined
}

function Overlay(props: OverlayProps) {
  const { runs, moving, disputed, changed = [], down, size, hovered, selected } = props
  const outline = (kind: string) => (run: SlotRun) => (
    <path key={`${kind} ${run.from}`} d={runOutline(run, size)} className={style[kind]} />
  )
  return (
    <svg width={Math.max(340, props.width)} height={size.top + mapHeight(size) + 8} className={style['over']}>
      <Axis size={size} />
      {runs.filter((run) => run.owner < 0).map(outline('nobody'))}
      {down.map(outline('down'))}
      {disputed.map(outline('disputed'))}
      {changed.map(outline('changedGround'))}
      {changed.map(outline('changed'))}
      {moving.map(outline('moving'))}
      {selected !== undefined && <Cell slot={selected} size={size} kind="chosen" />}
      {hovered !== undefined && <Cell slot={hovered} size={size} kind="hovered" />}
    </svg>
  )
}

/** The frame of one cell, at least large enough to be seen. */
function Cell({
  slot,
  size,
  kind,
}: {
  readonly slot: number
  readonly size: MapSize
  readonly kind: string
}) {
  const { x, y } = cellOf(slot, size)
  const box = { x: x - 1.5, y: y - 1.5, width: size.cellWidth + 3, height: size.cellHeight + 3 }
  return <rect {...box} rx={1} className={style[kind]} />
}

function Axis({ size }: { readonly size: MapSize }) {
  return Array.from({ length: 9 }, (_, eighth) => {
    const slot = eighth === 8 ? slotCount - 1 : (eighth * slotCount) / 8
    const y = size.top + (eighth * mapHeight(size)) / 8
    return (
      <g key={slot}>
        <text x={size.left - 8} y={y + (eighth === 0 ? 8 : eighth === 8 ? 1 : 4)} className={style['tick']}>
          {formatNumber(slot)}
        </text>
        <path d={`M${size.left - 5} ${Math.round(y) + 0.5}h5`} className={style['tickLine']} />
      </g>
    )
  })
}

function Labels({ owners, runs, size }: Pick<SlotMapProps, 'owners' | 'runs'> & { readonly size: MapSize }) {
  return ownerLabels(runs, size).map(({ owner, y }) => (
    <span key={owner} className={style['owner']} style={{ left: size.left + 8, top: y - 9 }}>
      <b>{owners[owner]?.name ?? '?'}</b> <span>{owners[owner]?.note}</span>
    </span>
  ))
}

/** More moves than these are only outlined. */
const mostGoing = 4

/** What moves where, below its outline. */
function Going({ run, size }: { readonly run: MovingRun; readonly size: MapSize }) {
  const { x, y } = cellOf(run.from, size)
  const isRight = run.from % slotsInLine > slotsInLine / 2
  const across = isRight ? { right: `calc(100% - ${x + size.cellWidth}px)` } : { left: x }
  const isLow = y - size.top > mapHeight(size) - 30
  const down = isLow ? { bottom: `calc(100% - ${y - 4}px)` } : { top: y + size.cellHeight + 4 }
  return (
    <span className={classes(style['going'], run.isStuck && style['stuck'])} style={{ ...across, ...down }}>
      <b>{run.from === run.to ? run.from : `${run.from}–${run.to}`}</b> {run.says}
    </span>
  )
}

/** Beside the slot, on the side where there is room; never over the lines just below it. */
function SlotTip({
  slot,
  size,
  tell,
}: {
  readonly slot: number
  readonly size: MapSize
  readonly tell: (slot: number) => ReactNode
}) {
  const { x, y } = cellOf(slot, size)
  const isRight = slot % slotsInLine > slotsInLine / 2
  const isLow = y - size.top > mapHeight(size) / 2
  const across = isRight ? { right: `calc(100% - ${x - 8}px)` } : { left: x + size.cellWidth + 8 }
  const down = isLow ? { bottom: `calc(100% - ${y + size.cellHeight}px)` } : { top: y }
  return (
    <div className={style['tip']} style={{ ...across, ...down, maxWidth: mapWidth(size) / 2 }}>
      {tell(slot)}
    </div>
  )
}
