import { useId, useMemo } from 'react'
import { HatchPattern } from '../../components/Hatch.tsx'
import { linearScale } from '../../../shared/chart/scale.ts'
import { toneColor } from '../../components/tone.ts'
import { formatRunTick, formatRunTimeLong, runTicks } from '../log/run-time.ts'
import { stepSpans } from '../log/steps.ts'
import { toneOf } from '../outcome.ts'
import { spanOf, useStageFrame, useStageWidth } from '../stage.ts'
import type { Span, StageProps } from '../stage.ts'
import { lanesOf, thinned } from './lanes.ts'
import type { Lane } from './lanes.ts'
import { placeLabels } from './labels.ts'
import style from './lanes.module.css'

const nameWidth = 108
const topPx = 34
const lanePx = 38
const axisPx = 22

/** What is drawn where no experiment drew better: who acts, by time; each event a tick, each step a line across. */
export function LanesStage(props: StageProps) {
  const { run, entries, until } = props
  const [ref, width] = useStageWidth()
  const span = spanOf(props)
  const scale = linearScale(span.from, span.to, nameWidth, Math.max(nameWidth + 80, width - 14))
  // all lanes of the run, so that a replay doesn't grow under the pointer
  const names = useMemo(() => lanesOf(entries, Infinity).map((lane) => lane.name), [entries])
  const lanes = useMemo(() => lanesOf(entries, until), [entries, until])
  const height = topPx + Math.max(1, names.length) * lanePx + axisPx
  return (
    <div ref={ref} className={style['stage']}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={describe(lanes, until - span.from)}>
          {names.map((name, row) => (
            <rect
              key={name}
              y={topPx + row * lanePx - 2}
              width={width}
              height={lanePx - 4}
              className={style['ground']}
            />
          ))}
          <TimeAxis span={span} px={scale.px} bottom={height - axisPx} />
          <StepLines {...props} px={scale.px} bottom={height - axisPx} width={width} />
          {names.map((name, row) => (
            <LaneRow
              key={name}
              name={name}
              lane={lanes.find((lane) => lane.name === name)}
              y={topPx + row * lanePx}
              until={until}
              px={scale.px}
            />
          ))}
          {run.outcome === 'running' || until < span.to ? (
            <path d={`M${scale.px(until)} ${topPx - 14}V${height - axisPx}`} className={style['cursor']} />
          ) : null}
        </svg>
      )}
    </div>
  )
}

interface RowProps {
  readonly name: string
  /** undefined: not seen yet at this instant. */
  readonly lane: Lane | undefined
  readonly y: number
  readonly until: number
  readonly px: (at: number) => number
}

function LaneRow({ name, lane, y, until, px }: RowProps) {
  const { lit, light, seek } = useStageFrame()
  const hatch = useId()
  const middle = y + 12
  return (
    <g className={lane === undefined ? style['ahead'] : undefined}>
      <text x={10} y={middle + 4} className={style['name']}>
        {name}
      </text>
      {lane !== undefined && (
        <>
          <path d={`M${px(lane.from)} ${middle}H${px(lane.to ?? until)}`} className={style['life']} />
          <defs>
            <HatchPattern id={hatch} color="var(--bad)" />
          </defs>
          {lane.outages.map(({ from, to, what }) => (
            <rect
              key={from}
              x={px(from)}
              y={middle - 8}
              width={Math.max(2, px(to ?? until) - px(from))}
              height={16}
              fill={`url(#${hatch})`}
              className={style['outage']}
            >
              <title>{what}</title>
            </rect>
          ))}
          {thinned(lane.ticks, px).map((tick) => (
            <path
              key={tick.seq}
              d={`M${px(tick.at)} ${middle - 6}v12`}
              stroke={toneColor(toneOf(tick.tone))}
              className={lit === tick.seq ? style['litTick'] : style['tick']}
              onPointerEnter={() => light(tick.seq)}
              onPointerLeave={() => light(undefined)}
              onClick={() => seek(tick.at)}
            />
          ))}
          <text x={nameWidth} y={y + 30} className={style['words']}>
            {lane.last}
          </text>
        </>
      )}
    </g>
  )
}

function StepLines({ run, entries, until, px, bottom, width }: StageProps & LineProps) {
  const begun = stepSpans(run, entries).flatMap(({ began, title, id }) =>
    began === undefined || began > until ? [] : [{ id, at: began, title }],
  )
  const labels = placeLabels(
    begun.map(({ at, title }) => ({ x: px(at), text: title })),
    { from: 4, to: width - 4 },
  )
  return begun.map(({ id, at, title }, index) => {
    const label = labels[index]
    return (
      <g key={id}>
        <path d={`M${px(at)} ${topPx - 6}V${bottom}`} className={style['step']} />
        {label !== undefined && (
          <text x={label.x} y={label.row === 0 ? 12 : 25} className={style['stepName']}>
            {title}
          </text>
        )}
      </g>
    )
  })
}

interface LineProps {
  readonly px: (at: number) => number
  readonly bottom: number
  readonly width: number
}

function TimeAxis({ span, px, bottom }: { span: Span; px: (at: number) => number; bottom: number }) {
  const most = (px(span.to) - px(span.from)) / 70
  return runTicks(span.to - span.from, most).map((ms) => (
    <g key={ms}>
      <path d={`M${px(span.from + ms)} ${topPx - 6}V${bottom}`} className={style['grid']} />
      <text x={px(span.from + ms)} y={bottom + 15} className={style['time']}>
        {formatRunTick(ms)}
      </text>
    </g>
  ))
}

function describe(lanes: readonly Lane[], ms: number): string {
  const said = lanes.map(({ name, last }) => `${name}: ${last || 'nothing said'}`).join('. ')
  return `After ${formatRunTimeLong(ms)}. ${said}`
}
