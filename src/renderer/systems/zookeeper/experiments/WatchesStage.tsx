import { useId, useMemo } from 'react'
import { HatchPattern } from '../../../components/Hatch.tsx'
import { linearScale, type Scale } from '../../../../shared/chart/scale.ts'
import { spanOf, type StageProps, useStageFrame, useStageWidth } from '../../../experiments/stage.ts'
import { seqAt } from '../../stage-axis.ts'
import { StageRows } from '../../StageRows.tsx'
import style from './stages.module.css'
import { StageTimeGrid } from '../../StageTimeGrid.tsx'
import {
  type ChangeMark,
  type ReadMark,
  type WatchesDrawing,
  watchesDrawing,
  withRoom,
} from './watches-drawing.ts'

const namePx = 118
const topPx = 10
const rowPx = 56
const axisPx = 20
const rowNames = [
  { name: 'changes', says: 'dashed: never seen' },
  { name: 'notifications', says: 'type and path, no data' },
  { name: 'watch', says: 'hatched: none is set' },
  { name: 'reads', says: 'the state that is read' },
] as const
const middleOf = (row: number) => topPx + row * rowPx + 22
const bottom = topPx + rowNames.length * rowPx

/** Who knows what, when: changes above, below them what the client is told, when it could be told, and what it reads. */
export function WatchesStage(props: StageProps) {
  const { run, entries, until } = props
  const [ref, width] = useStageWidth()
  const drawing = useMemo(
    () => watchesDrawing(entries, until, run.outcome === 'running'),
    [entries, until, run.outcome],
  )
  const span = drawing?.span ?? spanOf(props)
  const x = linearScale(span.from, span.to, namePx, Math.max(namePx + 80, width - 14))
  const origin = entries[0]?.at ?? run.began
  return (
    <div ref={ref} className={style['stage']}>
      {width > 0 && (
        <svg width={width} height={bottom + axisPx} role="img" aria-label={describe(drawing)}>
          <RowGrounds width={width} />
          <StageTimeGrid {...{ origin, span, x, bottom }} top={topPx} />
          {drawing !== undefined && <Drawn drawing={drawing} x={x} entries={entries} />}
          {until < span.to && (
            <path d={`M${x.px(Math.max(span.from, until))} ${topPx}V${bottom}`} className={style['cursor']} />
          )}
        </svg>
      )}
      {drawing !== undefined && <ChangeRows drawing={drawing} />}
    </div>
  )
}

function RowGrounds({ width }: { readonly width: number }) {
  return rowNames.map(({ name, says }, row) => (
    <g key={name}>
      <rect x={0} y={topPx + row * rowPx} width={width} height={rowPx - 4} className={style['ground']} />
      <text x={10} y={middleOf(row) + 1} className={style['name']}>
        {name}
      </text>
      <text x={10} y={middleOf(row) + 15} className={style['note']}>
        {says}
      </text>
    </g>
  ))
}

interface DrawnProps {
  readonly drawing: WatchesDrawing
  readonly x: Scale
  readonly entries: StageProps['entries']
}

function Drawn({ drawing, x, entries }: DrawnProps) {
  const { changes, reads, armed, blind } = drawing
  const hatch = useId()
  return (
    <>
      <defs>
        <HatchPattern id={hatch} color="var(--warn)" />
      </defs>
      {blind.map(({ from, to }) => (
        <rect
          key={from}
          x={x.px(from)}
          y={topPx}
          width={Math.max(0.5, x.px(to) - x.px(from))}
          height={3 * rowPx - 4}
          fill={`url(#${hatch})`}
          className={style['blind']}
        >
          <title>No watch is set: changes are not told</title>
        </rect>
      ))}
      {armed.map(({ from, to }) => (
        <rect
          key={from}
          x={x.px(from)}
          y={middleOf(2) - 7}
          width={Math.max(1.5, x.px(to) - x.px(from))}
          height={14}
          rx={2}
          className={style['armed']}
        >
          <title>A watch is set</title>
        </rect>
      ))}
      <Told changes={changes} x={x} />
      <Changes changes={changes} x={x} entries={entries} />
      <Reads reads={reads} x={x} entries={entries} />
    </>
  )
}

/** From a change to its notification. */
function Told({ changes, x }: { readonly changes: readonly ChangeMark[]; readonly x: Scale }) {
  return changes.map(({ change, at, toldAt }) =>
    toldAt === undefined ? null : (
      <g key={change}>
        <path
          d={`M${x.px(at)} ${middleOf(0) + 9}L${x.px(toldAt)} ${middleOf(1) - 6}`}
          className={style['way']}
        />
        <path d={diamond(x.px(toldAt), middleOf(1))} className={style['told']}>
          <title>{`Told of change ${change}`}</title>
        </path>
      </g>
    ),
  )
}

function Changes({
  changes,
  x,
  entries,
}: { readonly changes: readonly ChangeMark[] } & Omit<DrawnProps, 'drawing'>) {
  const { seek } = useStageFrame()
  const hasRoom = withRoom(
    changes.map(({ at }) => x.px(at)),
    17,
  )
  return changes.map(({ change, znode, at, is }, i) => (
    <g key={change} className={style[is]} onClick={() => seek(at)}>
      <title>{`Change ${change} of ${znode}: ${saidOf[is]}`}</title>
      <Lit at={at} entries={entries}>
        <circle cx={x.px(at)} cy={middleOf(0)} r={hasRoom[i] === true ? 8.5 : 3.5} />
      </Lit>
      {hasRoom[i] === true && (
        <text x={x.px(at)} y={middleOf(0) + 3.5} className={style['number']}>
          {change}
        </text>
      )}
    </g>
  ))
}

const saidOf = {
  seen: 'its state was read',
  unseen: 'its state was never seen',
  open: 'not read yet',
} as const

function Reads({ reads, x, entries }: { readonly reads: readonly ReadMark[] } & Omit<DrawnProps, 'drawing'>) {
  const hasRoom = withRoom(
    reads.map(({ at }) => x.px(at)),
    17,
  )
  return reads.map(({ at, state, since }, i) => (
    <g key={at} className={style['read']}>
      <title>{state === 0 ? 'Read: nothing changed yet' : `Read the state of change ${state}`}</title>
      {since !== undefined && (
        <path
          d={`M${x.px(since)} ${middleOf(1) + 6}L${x.px(at)} ${middleOf(3) - 9}`}
          className={style['work']}
        />
      )}
      <Lit at={at} entries={entries}>
        <rect x={x.px(at) - 8} y={middleOf(3) - 8} width={16} height={16} rx={3} />
      </Lit>
      {hasRoom[i] === true && (
        <text x={x.px(at)} y={middleOf(3) + 3.5} className={style['number']}>
          {state}
        </text>
      )}
    </g>
  ))
}

interface LitProps {
  readonly at: number
  readonly entries: StageProps['entries']
  readonly children: React.ReactNode
}

/** Lights its entry in the list of events, and is lit by it. */
function Lit({ at, entries, children }: LitProps) {
  const { lit, light } = useStageFrame()
  const seq = useMemo(() => seqAt(entries, at), [entries, at])
  const isLit = lit !== undefined && lit === seq
  return (
    <g
      className={isLit ? style['lit'] : undefined}
      onPointerEnter={() => light(seq)}
      onPointerLeave={() => light(undefined)}
    >
      {children}
    </g>
  )
}

const diamond = (x: number, y: number) => `M${x} ${y - 6}l5 6l-5 6l-5 -6z`

function ChangeRows({ drawing }: { readonly drawing: WatchesDrawing }) {
  const first = drawing.changes[0]?.sentAt ?? 0
  const rows = drawing.changes.map(({ change, znode, sentAt, toldAt, is }) => ({
    key: String(change),
    cells: [
      change,
      znode,
      `${Math.round(sentAt - first)} ms`,
      toldAt === undefined ? 'not told' : `${(toldAt - sentAt).toFixed(1)} ms later`,
      saidOf[is],
    ],
  }))
  return (
    <StageRows
      label="Changes"
      heads={['Change', 'Znode', 'Sent after the first', 'Notification', 'State']}
      rows={rows}
    />
  )
}

function describe(drawing: WatchesDrawing | undefined): string {
  if (drawing === undefined) return 'Nothing has changed yet'
  const { changes, notifications, reads, unseen, isSettled } = drawing.tally
  const known = isSettled ? `${unseen} states were never seen` : 'it goes on'
  return `${changes.length} changes, ${notifications.length} notifications, ${reads.length} reads; ${known}. The table below has each change.`
}
