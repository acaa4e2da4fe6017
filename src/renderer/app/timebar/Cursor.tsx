import { formatClock, formatDay, formatInstant, formatMinute } from '../../../shared/base/format-time.ts'
import type { Stretch } from '../../api/instant.ts'
import { useHover } from '../../components/chart/hover.ts'
import type { Scale } from '../../../shared/chart/scale.ts'
import { rangeTicks } from './RangeGround.tsx'
import style from './timebar.module.css'

export interface CursorProps {
  readonly x: Scale
  readonly range: Stretch
  readonly width: number
  readonly height: number
  readonly edge: number
  /** Undefined: at the edge. */
  readonly at: number | undefined
  /** Samples come: green. Late, stopped or recorded the edge is grey. */
  readonly isLive: boolean
  /** What the edge is called: that of a recording isn't now. */
  readonly edgeWord: 'now' | 'end'
}

/** The instant: green and at the edge while live, blue in the past, with what came after it faded. */
export function Cursor({ x, range, width, height, edge, at, isLive, edgeWord }: CursorProps) {
  const px = x.px(at ?? edge)
  const color = at !== undefined ? 'var(--accent)' : isLive ? 'var(--ok)' : 'var(--dim)'
  const isInside = px >= -1 && px <= width + 1
  return (
    <g pointerEvents="none">
      <Labels {...{ x, range, width, height, edge, at, edgeWord }} />
      {at !== undefined && <Faded from={px} to={Math.min(width, x.px(edge))} height={height} />}
      {isInside && (
        <>
          <path d={`M${px} -2V${height + 2}`} stroke={color} strokeWidth={2} />
          <circle cx={px} cy={0} r={4.5} fill={color} />
          <Flag {...flagPlace(px, width, formatInstant(at ?? edge, edge))} y={height} color={color} />
        </>
      )}
    </g>
  )
}

export interface PinnedMarkProps {
  readonly x: Scale
  readonly width: number
  readonly height: number
  readonly at: number
}

/** The moment that is compared: a second line, held at its foot by a diamond where the instant has a round head. */
export function PinnedMark({ x, width, height, at }: PinnedMarkProps) {
  const px = x.px(at)
  if (px < -1 || px > width + 1) return null
  return (
    <g className={style['pinned']}>
      <title>The moment compared with; drag it to another one</title>
      <rect x={px - 6} y={0} width={12} height={height} fill="transparent" />
      <path d={`M${px} 0V${height}`} stroke="var(--mark)" strokeWidth={2} strokeDasharray="4 2" />
      <path d={`M${px} ${height - 11}l5.5 5.5l-5.5 5.5l-5.5 -5.5Z`} fill="var(--mark)" />
    </g>
  )
}

function Faded({
  from,
  to,
  height,
}: {
  readonly from: number
  readonly to: number
  readonly height: number
}) {
  const left = Math.max(0, from)
  return (
    <rect
      x={left}
      y={0.5}
      width={Math.max(0, to - left)}
      height={height - 1}
      fill="var(--panel)"
      opacity={0.5}
    />
  )
}

interface FlagPlace {
  readonly text: string
  readonly middle: number
  readonly half: number
}

/** The flag stays inside the strip, also at its ends. */
function flagPlace(px: number, width: number, text: string): FlagPlace {
  const half = text.length * 3 + 4
  return { text, half, middle: Math.max(half, Math.min(width - half, px)) }
}

function Flag({ text, middle, half, y, color }: FlagPlace & { readonly y: number; readonly color: string }) {
  return (
    <>
      <rect x={middle - half} y={y + 1.5} width={half * 2} height={13} rx={3} fill={color} />
      <text className={style['on']} x={middle} y={y + 11.5} textAnchor="middle">
        {text}
      </text>
    </>
  )
}

type LabelsProps = Omit<CursorProps, 'isLive'>

/** The instants at both ends of the strip and at its ticks, as far as flag and ends leave them room. */
function Labels({ x, range, width, height, edge, at, edgeWord }: LabelsProps) {
  const flag = flagPlace(x.px(at ?? edge), width, formatInstant(at ?? edge, edge))
  const last = x.value(width)
  const start = formatInstant(x.value(0), edge)
  const end = edge - last < 1500 ? `${edgeWord} ${formatClock(edge)}` : formatInstant(last, edge)
  const hasStart = flag.middle - flag.half > 70
  const hasEnd = at !== undefined && flag.middle + flag.half < width - 90
  const isFree = (px: number) =>
    Math.abs(px - flag.middle) > flag.half + 28 &&
    px > (hasStart ? 90 : 28) &&
    px < width - (hasEnd ? 110 : 28)
  const label = range.to - range.from < 600_000 ? formatClock : formatMinute
  return (
    <>
      <text x={0} y={height + 11}>
        {hasStart ? start : ''}
      </text>
      {rangeTicks(range, width).map((tick) => (
        <text key={tick} x={x.px(tick)} y={height + 11} textAnchor="middle">
          {isFree(x.px(tick)) ? (isMidnight(tick) ? formatDay(tick) : label(tick)) : ''}
        </text>
      ))}
      <text x={width} y={height + 11} textAnchor="end">
        {hasEnd ? end : ''}
      </text>
    </>
  )
}

const isMidnight = (at: number) => new Date(at).getHours() === 0 && new Date(at).getMinutes() === 0

/** A dashed line at the instant under the pointer, here or over a chart. */
export function HoverLine({ x, height }: { readonly x: Scale; readonly height: number }) {
  const hover = useHover()
  if (hover === undefined) return null
  return (
    <path d={`M${x.px(hover)} 0V${height}`} stroke="var(--fg)" strokeDasharray="2 2" pointerEvents="none" />
  )
}
