import { useMemo, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { formatDuration, formatInstant } from '../../../../shared/base/format-time.ts'
import type { GroupData } from '../../../../shared/systems/kafka-group-views.ts'
import { useInstant, type Stretch } from '../../../api/instant.ts'
import { timeTicks } from '../../../../shared/chart/domain.ts'
import { formatTimeTick } from '../../../../shared/base/format-unit.ts'
import { useMarks } from '../../../components/marks.ts'
import { useSize } from '../../../components/use-size.ts'
import { memberColor, partitionLabel } from './labels.ts'
import {
  longestUnowned,
  matrixCells,
  matrixLabels,
  matrixLabelStep,
  matrixRowPx,
  matrixX,
  rebalanceLines,
  type Cell,
  type MatrixInput,
  type MatrixSize,
} from './matrix.ts'
import style from './matrix.module.css'

export interface OwnershipMatrixProps {
  readonly data: GroupData
  readonly window: Stretch
}

const topPx = 20
const bottomPx = 18
const charPx = 5.6

/** What is drawn and where, for the width there is. */
function useLayout({ data, window }: OwnershipMatrixProps, width: number) {
  const rows = data.partitions.partition.length
  const names = data.partitions.partition.map((_, i) => partitionLabel(data, i).length)
  const size: MatrixSize = {
    left: Math.min(200, 22 + Math.max(3, ...names) * charPx),
    right: Math.max(260, width) - 12,
    top: topPx,
    rowPx: matrixRowPx(rows),
  }
  const input: MatrixInput = { rows, spans: data.ownership, rebalances: data.rebalances, ...window }
  const cells = useMemo(() => matrixCells(input, size), [data, window.from, window.to, width])
  return { rows, size, input, cells }
}

/** Who owned what: partitions by time. A line is a rebalance; hatched is no owner; grey hatching was not observed. */
export function OwnershipMatrix(props: OwnershipMatrixProps) {
  const { data, window } = props
  const [ref, { width }] = useSize()
  const { go } = useInstant()
  const [cursor, setCursor] = useState<Cursor>()
  const { rows, size, input, cells } = useLayout(props, width)
  const height = topPx + rows * size.rowPx + bottomPx
  const hovered = cursor === undefined ? undefined : cellAt(cells, cursor, input, size)
  const onPointer = (event: PointerEvent<SVGSVGElement>) => setCursor(cursorAt(event, input, size))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && cursor !== undefined) go(cursor.at)
    else {
      const next = moved(event.key, cursor ?? { row: 0, at: window.to }, input)
      if (next === undefined) return
      setCursor(next)
    }
    event.preventDefault()
  }
  return (
    <div
      ref={ref}
      className={style['matrix']}
      tabIndex={0}
      role="img"
      aria-label={`Ownership of ${rows} partitions, ${data.rebalances.at.length} rebalances`}
      onKeyDown={onKeyDown}
      onBlur={() => setCursor(undefined)}
    >
      <svg
        width={Math.max(260, width)}
        height={height}
        onPointerMove={onPointer}
        onPointerLeave={() => setCursor(undefined)}
        onClick={() => cursor !== undefined && go(cursor.at)}
      >
        <RowNames data={data} size={size} />
        <Cells data={data} cells={cells} size={size} />
        <Rebalances data={data} input={input} size={size} />
        <Pinned input={input} size={size} />
        <Times input={input} size={size} height={height} />
      </svg>
      {cursor !== undefined && <Tip data={data} cursor={cursor} cell={hovered} input={input} size={size} />}
    </div>
  )
}

function Cells({ data, cells, size }: { data: GroupData; cells: readonly Cell[]; size: MatrixSize }) {
  return (
    <>
      <rect
        x={size.left}
        y={size.top}
        width={size.right - size.left}
        height={data.partitions.partition.length * size.rowPx}
        className={style['unseen']}
      />
      {cells.map((cell) => (
        <Owned key={`${cell.row} ${cell.from}`} cell={cell} />
      ))}
      {matrixLabels(cells, (m) => (data.members.name[m]?.length ?? 0) * charPx).map((label) => (
        <text key={label.member} x={label.x} y={label.y + 4} className={style['owner']}>
          {label.member < 0 ? '' : data.members.name[label.member]}
        </text>
      ))}
      <Unowned cell={longestUnowned(cells)} />
    </>
  )
}

/** On a ground of its own, so that the hatching of what was not seen doesn't shine through. */
function Owned({ cell }: { readonly cell: Cell }) {
  const box = {
    x: cell.x,
    y: cell.y + 0.75,
    width: Math.max(0.5, cell.width - 0.5),
    height: Math.max(1, cell.height - 1.5),
  }
  const isOwned = cell.member >= 0
  return (
    <>
      <rect x={cell.x} y={cell.y} width={cell.width} height={cell.height} className={style['ground']} />
      <rect
        {...box}
        className={style[isOwned ? 'owned' : 'unowned']}
        style={isOwned ? { fill: memberColor(cell.member) } : undefined}
      />
    </>
  )
}

interface Cursor {
  readonly row: number
  readonly at: number
}

function cursorAt(
  event: PointerEvent<SVGSVGElement>,
  input: MatrixInput,
  size: MatrixSize,
): Cursor | undefined {
  const box = event.currentTarget.getBoundingClientRect()
  const row = Math.floor((event.clientY - box.top - size.top) / size.rowPx)
  const part = (event.clientX - box.left - size.left) / (size.right - size.left)
  if (row < 0 || row >= input.rows || part < 0 || part > 1) return undefined
  return { row, at: input.from + part * (input.to - input.from) }
}

/** ↑ ↓ by partition, ← → by a sixtieth of the window. */
function moved(key: string, { row, at }: Cursor, input: MatrixInput): Cursor | undefined {
  const step = (input.to - input.from) / 60
  const clampAt = (t: number) => Math.max(input.from, Math.min(input.to, t))
  if (key === 'ArrowUp') return { row: Math.max(0, row - 1), at }
  if (key === 'ArrowDown') return { row: Math.min(input.rows - 1, row + 1), at }
  if (key === 'ArrowLeft') return { row, at: clampAt(at - step) }
  if (key === 'ArrowRight') return { row, at: clampAt(at + step) }
  return undefined
}

const cellAt = (cells: readonly Cell[], { row, at }: Cursor, input: MatrixInput, size: MatrixSize) => {
  const x = matrixX(input, size, at)
  return cells.find((c) => c.row === row && x >= c.x && x <= c.x + c.width)
}

function RowNames({ data, size }: { readonly data: GroupData; readonly size: MatrixSize }) {
  const step = matrixLabelStep(size.rowPx)
  return Array.from(data.partitions.partition, (_, row) =>
    row % step === 0 ? (
      <text
        key={row}
        x={size.left - 8}
        y={size.top + row * size.rowPx + size.rowPx / 2 + 4}
        className={style['name']}
      >
        {partitionLabel(data, row)}
      </text>
    ) : null,
  )
}

function Unowned({ cell }: { readonly cell: Cell | undefined }) {
  if (cell === undefined || cell.to - cell.from < 2000) return null
  const text = `no owner, ${formatDuration(Math.round((cell.to - cell.from) / 1000) * 1000)}`
  const isLeft = cell.x > text.length * charPx + 60
  return (
    <text
      x={isLeft ? cell.x - 5 : cell.x + cell.width + 5}
      y={cell.y + cell.height / 2 + 4}
      className={style['nobody']}
      textAnchor={isLeft ? 'end' : 'start'}
    >
      {text}
    </text>
  )
}

function Rebalances({ data, input, size }: { data: GroupData; input: MatrixInput; size: MatrixSize }) {
  const words = (i: number) => {
    const moves = data.rebalances.moved[i] ?? 0
    const generation = data.rebalances.generation[i] ?? NaN
    const lead = Number.isFinite(generation) ? `${generation} · ` : ''
    return `${lead}${data.rebalances.cause[i] ?? ''}, ${moves} moved`
  }
  const bottom = size.top + input.rows * size.rowPx
  return rebalanceLines(input, size, (i) => words(i).length * charPx).map((line) => (
    <g key={line.index}>
      <path d={`M${line.x} ${size.top - 4}V${bottom}`} className={style['rebalance']} />
      {line.label !== undefined && (
        <text x={line.label.x} y={12} textAnchor={line.label.anchor} className={style['cause']}>
          {words(line.index)}
        </text>
      )}
    </g>
  ))
}

/** The moment that is compared, dashed as on the time bar. */
function Pinned({ input, size }: { readonly input: MatrixInput; readonly size: MatrixSize }) {
  const at = useMarks()?.at
  if (at === undefined || at < input.from || at > input.to) return null
  const bottom = size.top + input.rows * size.rowPx
  return <path d={`M${matrixX(input, size, at)} ${size.top - 4}V${bottom}`} className={style['pinned']} />
}

/** Ticks of time; one whose words would stand out of the drawing is left out. */
function Times({ input, size, height }: { input: MatrixInput; size: MatrixSize; height: number }) {
  const range = input.to - input.from
  const ticks = timeTicks(input.from, input.to, (size.right - size.left) / 90)
  return ticks.map((at) => {
    const x = matrixX(input, size, at)
    const text = formatTimeTick(at, range)
    const half = (text.length * charPx) / 2
    return x - half < size.left || x + half > size.right + 8 ? null : (
      <text key={at} x={x} y={height - 4} className={style['time']}>
        {text}
      </text>
    )
  })
}

function Tip(props: {
  readonly data: GroupData
  readonly cursor: Cursor
  readonly cell: Cell | undefined
  readonly input: MatrixInput
  readonly size: MatrixSize
}) {
  const { data, cursor, cell, input, size } = props
  const x = matrixX(input, size, cursor.at)
  const y = size.top + cursor.row * size.rowPx + size.rowPx + 4
  const isRight = x > (size.left + size.right) / 2
  const who =
    cell === undefined ? 'not observed' : cell.member < 0 ? 'no owner' : data.members.name[cell.member]
  const generation = generationAt(data, cursor.at)
  return (
    <div
      className={style['tip']}
      style={isRight ? { right: size.right - x + 20, top: y } : { left: x + 8, top: y }}
    >
      <b>{who}</b> on partition {partitionLabel(data, cursor.row)} at {formatInstant(cursor.at)}
      {cell !== undefined && (
        <div className={style['quiet']}>
          {cell.from <= input.from ? 'before ' : 'since '}
          {formatInstant(cell.from)}
          {generation === undefined ? '' : ` · generation ${generation}`}
        </div>
      )}
      <div className={style['source']}>group.members, DescribeGroups · click goes there</div>
    </div>
  )
}

function generationAt({ rebalances, generation }: GroupData, at: number): number | undefined {
  const last = rebalances.at.findLastIndex((t) => t <= at)
  const known = rebalances.generation[last] ?? NaN
  if (last >= 0) return Number.isFinite(known) ? known : undefined
  return rebalances.at.length === 0 && Number.isFinite(generation) ? generation : undefined
}
