import { useId, useMemo } from 'react'
import { linearScale, type Scale } from '../../../../shared/chart/scale.ts'
import { HatchPattern } from '../../../components/Hatch.tsx'
import { seriesColor } from '../../../components/tone.ts'
import { formatRunTick, formatRunTimeLong, runTicks } from '../../../experiments/log/run-time.ts'
import { type Span, spanOf, type StageProps, useStageWidth } from '../../../experiments/stage.ts'
import { type PrefetchDrawing, prefetchDrawing, type StepPoint, type WorkerLane } from './prefetch-drawing.ts'
import style from './stages.module.css'

const namePx = 108
const rightPx = 16
const topPx = 18
const lanePx = 86
const axisPx = 22

/** The queue and its two workers in time: what waits, what each of them holds unacknowledged, and who has nothing to do. */
export function PrefetchStage(props: StageProps) {
  const { run, entries, until } = props
  const [ref, width] = useStageWidth()
  const drawing = useMemo(
    () => prefetchDrawing(entries, run.parameters, until),
    [entries, run.parameters, until],
  )
  const span = drawing.span ?? spanOf(props)
  const x = linearScale(span.from, span.to, namePx, Math.max(namePx + 80, width - rightPx))
  const bottom = topPx + (drawing.lanes.length + 1) * lanePx
  const end = Math.min(until, span.to)
  return (
    <div ref={ref} className={style['stage']}>
      {width > 0 && (
        <svg width={width} height={bottom + axisPx} role="img" aria-label={describe(drawing)}>
          <TimeGrid span={span} x={x} bottom={bottom} />
          <Lane
            {...{ x, end, top: topPx, most: drawing.most }}
            points={drawing.ready}
            color="var(--dim)"
            name="queue"
            says="ready"
          />
          {drawing.lanes.map((lane, row) => (
            <WorkerRow key={lane.name} {...{ lane, row, x, end, most: drawing.most }} />
          ))}
          <Theory drawing={drawing} x={x} bottom={bottom} />
          {until < span.to && (
            <path d={`M${x.px(Math.max(span.from, until))} ${topPx}V${bottom}`} className={style['cursor']} />
          )}
        </svg>
      )}
    </div>
  )
}

interface TimeGridProps {
  readonly span: Span
  readonly x: Scale
  readonly bottom: number
}

function TimeGrid({ span, x, bottom }: TimeGridProps) {
  const most = (x.px(span.to) - x.px(span.from)) / 80
  return runTicks(span.to - span.from, most).map((offset) => (
    <g key={offset}>
      <path d={`M${x.px(span.from + offset)} ${topPx}V${bottom}`} className={style['grid']} />
      <text x={x.px(span.from + offset)} y={bottom + 14} className={style['time']}>
        {formatRunTick(offset)}
      </text>
    </g>
  ))
}

interface LaneProps {
  readonly points: readonly StepPoint[]
  readonly color: string
  readonly name: string
  readonly says: string
  readonly top: number
  readonly most: number
  readonly x: Scale
  /** Up to where the last value holds. */
  readonly end: number
}

/** A value in steps, filled to its base. */
function Lane({ points, color, name, says, top, most, x, end }: LaneProps) {
  const base = top + lanePx - 8
  const y = linearScale(0, most, base, top + 8)
  const last = points.at(-1)
  const path = points
    .map(({ at, value }, i) => `${i === 0 ? `M${x.px(at)} ${base}` : `H${x.px(at)}`}V${y.px(value)}`)
    .join('')
  return (
    <g>
      <rect x={0} y={top + 2} width={namePx - 8} height={lanePx - 6} className={style['ground']} />
      <text x={10} y={top + 22} className={style['name']}>
        {name}
      </text>
      <text x={10} y={top + 38} className={style['quiet']}>
        {`${last?.value ?? 0} ${says}`}
      </text>
      <path d={`M${namePx} ${base}H${x.px(end)}`} className={style['grid']} />
      {last !== undefined && (
        <path
          d={`${path}H${Math.max(x.px(last.at), x.px(end))}V${base}Z`}
          fill={color}
          stroke={color}
          className={style['area']}
        />
      )}
    </g>
  )
}

interface WorkerRowProps {
  readonly lane: WorkerLane
  readonly row: number
  readonly x: Scale
  readonly end: number
  readonly most: number
}

function WorkerRow({ lane: { name, unacked, done, idle, expected }, row, x, end, most }: WorkerRowProps) {
  const hatch = useId()
  const top = topPx + (row + 1) * lanePx
  return (
    <g>
      <Lane {...{ x, end, top, most }} points={unacked} color={seriesColor(row)} name={name} says="unacked" />
      <text x={10} y={top + 54} className={style['quiet']}>
        {`${done} done`}
      </text>
      <text x={10} y={top + 70} className={style['quiet']}>
        {`theory: ${expected}`}
      </text>
      {idle !== undefined && (
        <g>
          <defs>
            <HatchPattern id={hatch} color="var(--warn)" />
          </defs>
          <rect
            x={x.px(idle.from)}
            y={top + 12}
            width={Math.max(0, x.px(idle.to) - x.px(idle.from))}
            height={lanePx - 20}
            fill={`url(#${hatch})`}
            className={style['idle']}
          />
          {x.px(idle.to) - x.px(idle.from) > 110 && (
            <text x={(x.px(idle.from) + x.px(idle.to)) / 2} y={top + 46} className={style['idleWords']}>
              {`nothing to do, ${formatRunTimeLong(idle.to - idle.from)}`}
            </text>
          )}
        </g>
      )}
    </g>
  )
}

function Theory({
  drawing: { expectedAt },
  x,
  bottom,
}: {
  readonly drawing: PrefetchDrawing
  readonly x: Scale
  readonly bottom: number
}) {
  if (expectedAt === undefined) return null
  return (
    <g>
      <path d={`M${x.px(expectedAt)} ${topPx - 4}V${bottom}`} className={style['theory']} />
      <text x={x.px(expectedAt) - 5} y={topPx - 6} className={style['theoryWords']}>
        theory: done
      </text>
    </g>
  )
}

function describe({ lanes, ready, drainedAt }: PrefetchDrawing): string {
  const told = lanes.map(
    ({ name, done, holds, idle }) =>
      `the ${name} worker did ${done} and holds ${holds}${idle === undefined ? '' : ', and has nothing to do'}`,
  )
  const waits = ready.at(-1)?.value ?? 0
  return `${waits} messages wait in the queue; ${told.join('; ')}.${drainedAt === undefined ? '' : ' All are done.'}`
}
