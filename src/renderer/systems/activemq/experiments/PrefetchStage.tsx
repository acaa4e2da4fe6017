import { type ReactNode, useMemo } from 'react'
import { linearScale, type Scale } from '../../../../shared/chart/scale.ts'
import { seriesColor } from '../../../components/tone.ts'
import { formatRunTick, runTicks } from '../../../experiments/log/run-time.ts'
import { spanOf, type StageProps, useStageWidth } from '../../../experiments/stage.ts'
import {
  type HolderDrawing,
  type PrefetchDrawing,
  prefetchDrawing,
  type Stretch,
} from './prefetch-drawing.ts'
import style from './stages.module.css'

const namePx = 118
const rightPx = 60
const topPx = 10
const lanePx = 92
const axisPx = 22

/** What lies in the queue, and what each consumer holds, by time; below each the messages that it is done with. */
export function PrefetchStage(props: StageProps) {
  const { run, entries, until } = props
  const [ref, width] = useStageWidth()
  const drawing = useMemo(
    () => prefetchDrawing(entries, until, run.outcome === 'running'),
    [entries, until, run.outcome],
  )
  const span = drawing?.span ?? spanOf(props)
  const x = linearScale(span.from, span.to, namePx, Math.max(namePx + 80, width - rightPx))
  const lanes = 1 + Math.max(2, drawing?.holders.length ?? 0)
  const bottom = topPx + lanes * lanePx
  return (
    <div ref={ref} className={style['stage']}>
      {width > 0 && (
        <svg width={width} height={bottom + axisPx} role="img" aria-label={describe(drawing)}>
          <Grid {...{ span, x, bottom }} origin={entries[0]?.at ?? run.began} />
          {drawing !== undefined && (
            <>
              <Lane name="in the queue" note="handed to nobody" row={0} right={width - rightPx}>
                <Bars stretches={drawing.free} {...{ x, row: 0, most: drawing.most }} color="var(--dim)" />
              </Lane>
              {drawing.holders.map((holder, index) => (
                <Holder
                  key={holder.name}
                  {...{ holder, index, x, right: width - rightPx, most: drawing.most }}
                />
              ))}
            </>
          )}
          {until < span.to && (
            <path d={`M${x.px(Math.max(span.from, until))} ${topPx}V${bottom}`} className={style['cursor']} />
          )}
        </svg>
      )}
    </div>
  )
}

interface GridProps {
  readonly span: PrefetchDrawing['span']
  /** When the run began: its events are counted from there. */
  readonly origin: number
  readonly x: Scale
  readonly bottom: number
}

function Grid({ span, origin, x, bottom }: GridProps) {
  const most = (x.px(span.to) - x.px(origin)) / 80
  const ticks = runTicks(span.to - origin, most).filter((ms) => origin + ms >= span.from)
  return ticks.map((ms) => (
    <g key={ms}>
      <path d={`M${x.px(origin + ms)} ${topPx}V${bottom}`} className={style['grid']} />
      <text x={x.px(origin + ms)} y={bottom + 14} className={style['time']}>
        {formatRunTick(ms)}
      </text>
    </g>
  ))
}

interface LaneProps {
  readonly name: string
  readonly note: string
  readonly row: number
  readonly right: number
  readonly color?: string
  readonly children: ReactNode
}

const baseOf = (row: number) => topPx + (row + 1) * lanePx - 18

function Lane({ name, note, row, right, color, children }: LaneProps) {
  const y = topPx + row * lanePx
  return (
    <g>
      <rect x={0} y={y + 1} width={right + rightPx} height={lanePx - 2} className={style['ground']} />
      {color !== undefined && <rect x={10} y={y + 22} width={9} height={9} rx={2} fill={color} />}
      <text x={color === undefined ? 10 : 25} y={y + 31} className={style['name']}>
        {name}
      </text>
      <text x={10} y={y + 46} className={style['key']}>
        {note}
      </text>
      <path d={`M${namePx} ${baseOf(row)}H${right}`} className={style['grid']} />
      {children}
    </g>
  )
}

interface BarsProps {
  readonly stretches: readonly Stretch[]
  readonly x: Scale
  readonly row: number
  readonly most: number
  readonly color: string
}

function Bars({ stretches, x, row, most, color }: BarsProps) {
  // a single message is seen beside a thousand
  const height = (count: number) => (count === 0 ? 0 : Math.max(4, (count / most) * (lanePx - 26)))
  return stretches.map(({ from, to, count }) => (
    <rect
      key={from}
      x={x.px(from)}
      y={baseOf(row) - height(count)}
      width={Math.max(0.5, x.px(to) - x.px(from))}
      height={height(count)}
      fill={color}
      className={style['heap']}
    >
      <title>{`${count} messages`}</title>
    </rect>
  ))
}

interface HolderProps {
  readonly holder: HolderDrawing
  readonly index: number
  readonly x: Scale
  readonly right: number
  readonly most: number
}

function Holder({ holder: { name, since, held, workedAt }, index, x, right, most }: HolderProps) {
  const row = index + 1
  const now = held.at(-1)?.count ?? 0
  const color = seriesColor(index)
  return (
    <Lane
      {...{ name, row, right, color }}
      note={since === undefined ? 'not there yet' : `holds ${now}, done ${workedAt.length}`}
    >
      <Bars stretches={held} {...{ x, row, most, color }} />
      {since !== undefined && (
        <path d={`M${x.px(since)} ${topPx + row * lanePx + 4}V${baseOf(row)}`} className={style['came']} />
      )}
      <path
        d={workedAt.map((at) => `M${x.px(at)} ${baseOf(row) + 3}v9`).join('')}
        stroke={color}
        className={style['worked']}
      />
      <text x={right + 8} y={baseOf(row) + 12} className={style['name']}>
        {workedAt.length}
      </text>
    </Lane>
  )
}

function describe(drawing: PrefetchDrawing | undefined): string {
  if (drawing === undefined) return 'Nothing is in the queue yet'
  const free = drawing.free.at(-1)?.count ?? 0
  const each = drawing.holders.map(({ name, since, held, workedAt }) =>
    since === undefined
      ? `${name} is not there yet`
      : `${name} holds ${held.at(-1)?.count ?? 0} and is done with ${workedAt.length}`,
  )
  return `${[`${free} messages in the queue handed to nobody`, ...each].join(', ')}.`
}
