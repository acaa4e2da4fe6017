import { Pause, Play, SkipBack, SkipForward } from 'lucide-react'
import { useMemo } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import type { Run, RunEntry } from '../../../shared/api/experiments.ts'
import { linearScale } from '../../../shared/chart/scale.ts'
import { Button } from '../../components/Button.tsx'
import { toneColor } from '../../components/tone.ts'
import { useSize } from '../../components/use-size.ts'
import { thinned } from '../fallback/lanes.ts'
import { isListed } from '../log/log.ts'
import { formatRunTick, formatRunTime, formatRunTimeLong, runTicks } from '../log/run-time.ts'
import { stepSpans } from '../log/steps.ts'
import { toneOf } from '../outcome.ts'
import { speeds } from '../replay.ts'
import type { Speed } from '../replay.ts'
import type { Span } from '../stage.ts'
import type { ReplayControl } from '../use-replay.ts'
import style from './scrubber.module.css'

export interface ScrubberProps {
  readonly run: Run
  readonly entries: readonly RunEntry[]
  readonly replay: ReplayControl
}

/** The time of a run: play it again at any speed, go to any event. Live it stands at now. */
export function Scrubber({ run, entries, replay }: ScrubberProps) {
  const isLive = run.outcome === 'running' && replay.cursor === 'end'
  const isMoving = replay.isPlaying || isLive
  return (
    <section className={style['bar']} data-live={isLive} aria-label="Time of the run">
      <Now {...{ run, replay, isLive }} />
      <Button kind="ghost" label="Event before" keys="←" onClick={() => replay.step(-1)}>
        <SkipBack size={13} />
      </Button>
      <Button kind="ghost" label={isMoving ? 'Pause' : 'Play'} keys="Space" onClick={replay.toggle}>
        {isMoving ? <Pause size={14} /> : <Play size={14} />}
      </Button>
      <Button kind="ghost" label="Event after" keys="→" onClick={() => replay.step(1)}>
        <SkipForward size={13} />
      </Button>
      <Track run={run} entries={entries} replay={replay} />
      <select
        className={style['speed']}
        aria-label="Speed"
        value={replay.speed}
        onChange={(event) => replay.setSpeed(Number(event.target.value) as Speed)}
      >
        {speeds.map((speed) => (
          <option key={speed} value={speed}>
            ×{speed}
          </option>
        ))}
      </select>
    </section>
  )
}

function Now({
  run,
  replay,
  isLive,
}: {
  readonly run: Run
  readonly replay: ReplayControl
  readonly isLive: boolean
}) {
  const { until, span, cursor } = replay
  const isRunning = run.outcome === 'running'
  return (
    <span className={style['now']}>
      <b>{isLive ? 'Live' : isRunning ? 'Looking back' : cursor === 'end' ? 'Recorded' : 'Replay'}</b>{' '}
      {formatRunTimeLong(until - span.from)}
      {cursor !== 'end' && <span className={style['of']}> of {formatRunTime(span.to - span.from)}</span>}
      {isRunning && !isLive && (
        <Button kind="primary" onClick={() => replay.seek('end')}>
          Back to live
        </Button>
      )}
    </span>
  )
}

const heightPx = 34
const insetPx = 6

function Track({ run, entries, replay }: ScrubberProps) {
  const [ref, { width }] = useSize()
  const { span, until, seek } = replay
  const scale = linearScale(span.from, span.to, insetPx, Math.max(insetPx + 1, width - insetPx))
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1) return
    const left = event.currentTarget.getBoundingClientRect().left
    seek(scale.value(event.clientX - left))
  }
  return (
    <div
      ref={ref}
      className={style['track']}
      role="slider"
      aria-label="Instant of the run"
      aria-valuemin={0}
      aria-valuemax={Math.round(span.to - span.from)}
      aria-valuenow={Math.round(until - span.from)}
      aria-valuetext={formatRunTimeLong(until - span.from)}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        onPointer(event)
      }}
      onPointerMove={onPointer}
      onKeyDown={(event) => page(event, replay)}
    >
      {width > 0 && (
        <svg width={width} height={heightPx} aria-hidden>
          <Ticks entries={entries} px={scale.px} />
          <Axis span={span} px={scale.px} />
          <Steps run={run} entries={entries} px={scale.px} width={width} />
          <rect
            x={scale.px(until)}
            y={0}
            width={Math.max(0, width - scale.px(until))}
            height={heightPx}
            className={style['ahead']}
          />
          <path d={`M${scale.px(until)} 0V${heightPx}`} className={style['cursor']} />
        </svg>
      )}
    </div>
  )
}

type Px = (at: number) => number

function Ticks({ entries, px }: { readonly entries: readonly RunEntry[]; readonly px: Px }) {
  const ticks = useMemo(
    () =>
      thinned(
        entries.filter(isListed).map(({ at, seq, tone }) => ({ at, seq, tone })),
        px,
      ),
    [entries, px(0), px(1e9)],
  )
  return ticks.map((tick) => {
    const isLoud = tick.tone === 'bad' || tick.tone === 'warn'
    return (
      <path
        key={tick.seq}
        d={`M${px(tick.at)} 24V${isLoud ? 11 : 17}`}
        stroke={isLoud ? toneColor(toneOf(tick.tone)) : 'var(--series-6)'}
        strokeWidth={isLoud ? 2 : 1.2}
      />
    )
  })
}

function Steps({
  run,
  entries,
  px,
  width,
}: {
  run: Run
  entries: readonly RunEntry[]
  px: Px
  width: number
}) {
  const begun = stepSpans(run, entries).flatMap(({ id, title, began }) =>
    began === undefined ? [] : [{ id, title, x: px(began) }],
  )
  return (
    <>
      {begun.map(({ id, x }) => (
        <path key={id} d={`M${x} 0V24`} className={style['step']} />
      ))}
      {withRoom(begun, width).map(({ id, title, x }) => (
        <text key={id} x={x + 4} y={9} className={style['title']}>
          {title}
        </text>
      ))}
    </>
  )
}

const charPx = 5.4

/** Those whose words cover neither the ones before nor the edge. */
function withRoom<T extends { readonly x: number; readonly title: string }>(
  marks: readonly T[],
  width: number,
): readonly T[] {
  let free = -Infinity
  return marks.filter(({ x, title }) => {
    const end = x + title.length * charPx
    if (x <= free || end >= width) return false
    free = end + 8
    return true
  })
}

function Axis({ span, px }: { readonly span: Span; readonly px: Px }) {
  const most = (px(span.to) - px(span.from)) / 60
  return (
    <>
      <path d={`M${px(span.from)} 24.5H${px(span.to)}`} className={style['line']} />
      {runTicks(span.to - span.from, most).map((ms) => (
        <text key={ms} x={px(span.from + ms)} y={33} className={style['time']}>
          {formatRunTick(ms)}
        </text>
      ))}
    </>
  )
}

/** PageUp and PageDown move a slider by a tenth; the arrows go by events, as everywhere on the stage. */
function page(event: KeyboardEvent, { until, span, seek }: ReplayControl): void {
  const by = event.key === 'PageDown' ? -0.1 : event.key === 'PageUp' ? 0.1 : 0
  if (by === 0) return
  seek(until + by * (span.to - span.from))
  event.preventDefault()
}
