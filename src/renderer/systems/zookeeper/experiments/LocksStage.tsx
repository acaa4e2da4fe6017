import { useId, useMemo } from 'react'
import { HatchPattern } from '../../../components/Hatch.tsx'
import { linearScale, type Scale } from '../../../../shared/chart/scale.ts'
import { seriesColor } from '../../../components/tone.ts'
import { formatRunTime, formatRunTimeLong } from '../../../experiments/log/run-time.ts'
import { spanOf, type StageProps, useStageFrame, useStageWidth } from '../../../experiments/stage.ts'
import { seqAt } from '../../stage-axis.ts'
import { type Fan, type LaneDrawing, laneHeight, type LocksDrawing, locksDrawing } from './locks-drawing.ts'
import { StageRows } from '../../StageRows.tsx'
import style from './stages.module.css'
import { StageTimeGrid } from '../../StageTimeGrid.tsx'

const namePx = 92
const topPx = 10
const wokenPx = 44
const axisPx = 20
const charPx = 5.9
const middleOf = (row: number, lanePx: number) => topPx + row * lanePx + lanePx / 2

/** Contenders by time: who waits, who owns, who is dead and still owns. Each release is a line to those that it woke. */
export function LocksStage(props: StageProps) {
  const { run, entries, until } = props
  const [ref, width] = useStageWidth()
  const drawing = useMemo(
    () => locksDrawing(entries, until, run.outcome === 'running'),
    [entries, until, run.outcome],
  )
  const span = drawing?.span ?? spanOf(props)
  const x = linearScale(span.from, span.to, namePx, Math.max(namePx + 80, width - 14))
  const lanes = Math.max(1, drawing?.lanes.length ?? 0)
  const lanePx = laneHeight(lanes)
  const lanesEnd = topPx + lanes * lanePx
  const bottom = lanesEnd + wokenPx
  const origin = entries[0]?.at ?? run.began
  return (
    <div ref={ref} className={style['stage']}>
      {width > 0 && (
        <svg width={width} height={bottom + axisPx} role="img" aria-label={describe(drawing)}>
          <StageTimeGrid {...{ origin, span, x, bottom }} top={topPx} />
          {drawing?.lanes.map((lane) => (
            <LaneRow key={lane.contender} {...{ lane, lanePx, x, width }} />
          ))}
          {drawing !== undefined && <Vacancies drawing={drawing} x={x} bottom={lanesEnd} />}
          {drawing?.fans.map((fan) => (
            <FanLine key={fan.at} {...{ fan, lanePx, x, entries }} />
          ))}
          {drawing !== undefined && <Woken {...{ drawing, x, width }} top={lanesEnd} />}
          {until < span.to && (
            <path d={`M${x.px(Math.max(span.from, until))} ${topPx}V${bottom}`} className={style['cursor']} />
          )}
        </svg>
      )}
      {drawing !== undefined && <ReleaseRows drawing={drawing} origin={origin} />}
    </div>
  )
}

interface LaneRowProps {
  readonly lane: LaneDrawing
  readonly lanePx: number
  readonly x: Scale
  readonly width: number
}

function LaneRow({ lane: { contender, row, bars, lane }, lanePx, x, width }: LaneRowProps) {
  const hatch = useId()
  const y = middleOf(row, lanePx)
  const barPx = lanePx - 10
  return (
    <g className={lane === undefined ? style['ahead'] : undefined}>
      <rect x={0} y={y - lanePx / 2 + 1} width={width} height={lanePx - 2} className={style['ground']} />
      <rect x={10} y={y - 4.5} width={9} height={9} rx={2} fill={seriesColor(row)} />
      <text x={25} y={y + 4} className={style['name']}>
        {contender}
      </text>
      <text x={namePx - 10} y={y + 4} className={style['turn']}>
        {lane?.turn === undefined ? '' : ordinal(lane.turn)}
      </text>
      <defs>
        <HatchPattern id={hatch} color="var(--bad)" />
      </defs>
      {bars.map(({ is, from, to }) => (
        <rect
          key={is}
          x={x.px(from)}
          y={is === 'waiting' ? y - 2.5 : y - barPx / 2}
          width={Math.max(1.5, x.px(to) - x.px(from))}
          height={is === 'waiting' ? 5 : barPx}
          rx={2}
          fill={is === 'expiring' ? `url(#${hatch})` : is === 'owning' ? seriesColor(row) : undefined}
          className={style[is]}
        >
          <title>{barSays[is](contender, lane)}</title>
        </rect>
      ))}
    </g>
  )
}

type Says = (contender: string, lane: LaneDrawing['lane']) => string
const barSays: Readonly<Record<'waiting' | 'owning' | 'expiring', Says>> = {
  waiting: (contender) => `${contender} waits`,
  owning: (contender, lane) => `${contender} owns the lock, fencing token ${lane?.token ?? ''}`,
  expiring: (contender, lane) =>
    `${contender} is dead; its session lives until its timeout of ${lane?.timeoutMs ?? '?'} ms is over`,
}

interface FanLineProps {
  readonly fan: Fan
  readonly lanePx: number
  readonly x: Scale
  readonly entries: StageProps['entries']
}

/** The herd at a glance: one line over all that are woken, or only to the next. */
function FanLine({ fan, lanePx, x, entries }: FanLineProps) {
  const { seek, light, lit } = useStageFrame()
  const { release, byRow, rows, at } = fan
  const seq = useMemo(() => seqAt(entries, at), [entries, at])
  const told = release.notified[0]?.at ?? at
  const ends = [byRow, ...rows]
  const top = middleOf(Math.min(...ends), lanePx)
  const low = middleOf(Math.max(...ends), lanePx)
  return (
    <g
      className={lit !== undefined && lit === seq ? style['litFan'] : style['fan']}
      onPointerEnter={() => light(seq)}
      onPointerLeave={() => light(undefined)}
      onClick={() => seek(at)}
    >
      <title>{`${release.by} ${howSays[release.how]}: ${release.notified.length} woken`}</title>
      {rows.length > 0 && <path d={`M${x.px(told)} ${top}V${low}`} />}
      {rows.map((row) => (
        <circle key={row} cx={x.px(told)} cy={middleOf(row, lanePx)} r={4} />
      ))}
      {release.how !== 'released' && (
        <text x={x.px(at) + 6} y={middleOf(byRow, lanePx) + 4} className={style['killed']}>
          {`killed ${release.how === 'owner died' ? 'while owning' : 'while waiting'}`}
        </text>
      )}
    </g>
  )
}

const howSays = {
  released: 'lets go',
  'owner died': 'dies owning',
  'waiting one died': 'dies waiting',
} as const

function Vacancies({
  drawing,
  x,
  bottom,
}: {
  readonly drawing: LocksDrawing
  readonly x: Scale
  readonly bottom: number
}) {
  return drawing.vacancies.map(({ from, to, isOver }) => {
    const text = `nobody${isOver ? ' for' : ','} ${formatRunTimeLong(to - from)}`
    const middle = (x.px(from) + x.px(to)) / 2
    const hasRoom = x.px(to) - x.px(from) > text.length * charPx
    return (
      <g key={from}>
        <rect
          x={x.px(from)}
          y={topPx}
          width={x.px(to) - x.px(from)}
          height={bottom - topPx}
          className={style['vacant']}
        />
        {hasRoom && (
          <text x={middle} y={bottom + 12} className={style['nobody']}>
            {text}
          </text>
        )}
      </g>
    )
  })
}

interface WokenProps {
  readonly drawing: LocksDrawing
  readonly x: Scale
  readonly width: number
  readonly top: number
}

/** How many each release woke. */
function Woken({ drawing, x, width, top }: WokenProps) {
  const base = top + wokenPx - 6
  const height = (count: number) => (count / drawing.mostWoken) * (wokenPx - 24)
  return (
    <g>
      <text x={10} y={base - 8} className={style['name']}>
        woken
      </text>
      <text x={10} y={base + 4} className={style['note']}>
        by a release
      </text>
      <path d={`M${namePx} ${base}H${width - 14}`} className={style['base']} />
      {drawing.fans.map(({ release: { notified } }) => {
        const at = notified[0]?.at
        if (at === undefined) return null
        return (
          <g key={at}>
            <rect
              x={x.px(at) - 5}
              y={base - height(notified.length)}
              width={10}
              height={height(notified.length)}
              className={notified.length > 1 ? style['many'] : style['one']}
            />
            <text x={x.px(at)} y={base - height(notified.length) - 3} className={style['count']}>
              {notified.length}
            </text>
          </g>
        )
      })}
    </g>
  )
}

function ReleaseRows({ drawing, origin }: { readonly drawing: LocksDrawing; readonly origin: number }) {
  const rows = drawing.tally.releases.map(({ by, how, at, waiting, notified, next, isInTurn }) => ({
    key: `${by} ${how}`,
    cells: [
      formatRunTime(at - origin),
      `${by} ${howSays[how]}`,
      waiting.length,
      notified.length === 0
        ? '0'
        : `${notified.length}: ${notified.map(({ contender }) => contender).join(', ')}`,
      next === undefined ? '' : `${next.contender}, after ${(next.at - at).toFixed(1)} ms`,
      isInTurn === undefined ? '' : isInTurn ? 'yes' : 'no',
    ],
  }))
  const heads = ['At, s', 'What', 'Waiting', 'Woken', 'Next owner', 'In order of arrival']
  return <StageRows label="Releases" heads={heads} rows={rows} />
}

function ordinal(turn: number): string {
  const ending = turn % 100 > 10 && turn % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][turn % 10] ?? 'th')
  return `${turn}${ending}`
}

function describe(drawing: LocksDrawing | undefined): string {
  if (drawing === undefined) return 'Nobody wants the lock yet'
  const { lanes, releases, notifications, ownersAtOnce } = drawing.tally
  const owner = lanes.find(({ spans }) => spans.some(({ is, to }) => is === 'owning' && to === undefined))
  const now = owner === undefined ? 'nobody owns now' : `${owner.contender} owns now`
  const woken = releases.map(({ notified }) => notified.length).join(', ')
  return `${lanes.length} contenders, ${now}, at most ${ownersAtOnce} at once. ${notifications} notifications: woken by each release ${woken || 'none yet'}. The table below has each release.`
}
