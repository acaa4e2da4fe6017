import { memo, useState } from 'react'
import type { Timeline } from '../../../shared/api/history.ts'
import {
  formatClock,
  formatDay,
  formatInstant,
  formatInstantLong,
  formatMinute,
} from '../../../shared/base/format-time.ts'
import type { Stretch } from '../../api/instant.ts'
import { timeTicks } from '../../components/chart/domain.ts'
import { hoverAt, useHover } from '../../components/chart/hover.ts'
import { linearScale } from '../../components/chart/scale.ts'
import type { Scale } from '../../components/chart/scale.ts'
import { useSize } from '../../components/use-size.ts'
import { BarTip } from './BarTip.tsx'
import { layLanes } from './lanes.ts'
import type { FindingSpan } from './lanes.ts'
import { useStripPointer, useWheel } from './pointer.ts'
import { severityColor, StripGround } from './Strip.tsx'
import style from './timebar.module.css'

export interface RangeStripProps {
  readonly range: Stretch
  readonly edge: number
  readonly at: number | undefined
  readonly isUnfolded: boolean
  /** No green at the edge: late, stopped or recorded. */
  readonly isLive: boolean
  readonly timeline: Timeline | undefined
  readonly onGo: (at: number, settled: boolean) => void
  readonly onZoom: (around: number, factor: number) => void
  readonly onPan: (byMs: number) => void
  readonly onFinding: (span: FindingSpan) => void
}

/** The lower strip: the range, its events, findings and gaps, and the one instant. */
export function RangeStrip(props: RangeStripProps) {
  const { range, edge, at, isUnfolded, timeline } = props
  const [ref, { width }] = useSize()
  const [isOver, setOver] = useState(false)
  const x = linearScale(range.from, range.to, 0, width)
  const size = isUnfolded ? unfolded : folded
  const shown = at ?? edge
  const clamped = (px: number) => Math.min(x.value(Math.max(0, Math.min(width, px))), edge)
  const pointer = useStripPointer({
    onDown: () => setOver(false),
    onMove: (px) => props.onGo(clamped(px), false),
    onUp: (px) => props.onGo(clamped(px), true),
    onHover: (px) => {
      setOver(px !== undefined)
      hoverAt(px === undefined ? undefined : x.value(px))
    },
  })
  const wheel = useWheel((event, px) => {
    const delta = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
      props.onPan(((range.to - range.from) * delta) / Math.max(1, width))
    else props.onZoom(x.value(px), Math.exp(delta / 400))
  })
  return (
    <div
      ref={(element) => {
        const stopWheel = wheel(element)
        const stopSize = ref(element)
        return () => {
          stopWheel?.()
          stopSize?.()
        }
      }}
      className={style['strip']}
      style={{ height: size.height + 14 }}
      role="slider"
      tabIndex={0}
      aria-label="Instant"
      aria-valuemin={range.from}
      aria-valuemax={range.to}
      aria-valuenow={shown}
      aria-valuetext={at === undefined ? `Live, ${formatClock(edge)}` : formatInstantLong(at)}
      {...pointer}
    >
      {width > 0 && (
        <svg width={width} height={size.height + 14}>
          <Ground {...{ data: timeline, range, width, edge, isUnfolded }} onFinding={props.onFinding} />
          <Cursor {...{ x, width, edge, at }} height={size.height} isLive={props.isLive} />
          {isOver && <HoverLine x={x} height={size.height} />}
        </svg>
      )}
      {isOver && <BarTip {...{ timeline, x, width, shown }} top={size.height + 16} />}
    </div>
  )
}

const folded = { height: 40, base: 22, lanes: 3, pitch: 5, thick: 4, top: 24 }
const unfolded = { height: 118, base: 48, lanes: 3, pitch: 21, thick: 18, top: 53 }

interface GroundProps {
  readonly data: Timeline | undefined
  readonly range: Stretch
  readonly width: number
  readonly edge: number
  readonly isUnfolded: boolean
  readonly onFinding: (span: FindingSpan) => void
}

/** All that doesn't move with the instant: drawn anew only when range, size or data change. */
const Ground = memo(function Ground({ data, range, width, edge, isUnfolded, onFinding }: GroundProps) {
  const size = isUnfolded ? unfolded : folded
  const x = linearScale(range.from, range.to, 0, width)
  const gapMs = x.value(isUnfolded ? 4 : 2) - x.value(0)
  const { laned, left } = layLanes(data?.findings ?? [], size.lanes, gapMs, edge)
  return (
    <>
      <StripGround
        timeline={data}
        x={x}
        width={width}
        height={size.height}
        base={size.base}
        tall={size.base - 3}
      />
      <TimeAxis x={x} range={range} width={width} height={size.height} />
      {laned.map(({ span, lane }) => {
        const from = Math.max(0, x.px(span.from))
        const wide = Math.max(3, Math.min(width, x.px(span.to ?? edge)) - from)
        const y = size.top + lane * size.pitch
        const color = severityColor[span.severity]
        return (
          <g
            key={span.id}
            className={style['span']}
            onPointerDown={(event) => event.stopPropagation()}
            onClick={() => onFinding(span)}
          >
            <rect
              x={from}
              y={y}
              width={wide}
              height={size.thick}
              rx={1.5}
              fill={color}
              {...(isUnfolded ? { fillOpacity: 0.28, stroke: color } : {})}
            />
            {isUnfolded && (
              <text className={style['name']} x={from + 7} y={y + 12.5}>
                {wide > 40 ? cut(span.title, wide) : ''}
              </text>
            )}
          </g>
        )
      })}
      {isUnfolded && (
        <>
          <text className={style['halo']} x={4} y={12}>
            events
          </text>
          <text className={style['halo']} x={4} y={size.top + 11}>
            {laned.length === 0
              ? 'no findings in this range'
              : left > 0
                ? `findings, ${left} more`
                : 'findings'}
          </text>
        </>
      )}
    </>
  )
})

function TimeAxis(props: {
  readonly x: Scale
  readonly range: Stretch
  readonly width: number
  readonly height: number
}) {
  const { x, range, width, height } = props
  const ticks = timeTicks(range.from, range.to, Math.max(2, width / 110))
  const label = range.to - range.from < 600_000 ? formatClock : formatMinute
  const isMidnight = (at: number) => new Date(at).getHours() === 0 && new Date(at).getMinutes() === 0
  return ticks.map((tick) => {
    const px = x.px(tick)
    return (
      <g key={tick}>
        <path d={`M${px} 0V${height}`} stroke="var(--line)" />
        {px > 60 && px < width - 60 && (
          <text x={px} y={height + 11} textAnchor="middle">
            {isMidnight(tick) ? formatDay(tick) : label(tick)}
          </text>
        )}
      </g>
    )
  })
}

interface CursorProps {
  readonly x: Scale
  readonly width: number
  readonly height: number
  readonly edge: number
  readonly at: number | undefined
  readonly isLive: boolean
}

/** The instant: green and at the edge while live, blue in the past, with what came after it faded. */
function Cursor({ x, width, height, edge, at, isLive }: CursorProps) {
  const px = x.px(at ?? edge)
  const edgePx = x.px(edge)
  const color = at !== undefined ? 'var(--accent)' : isLive ? 'var(--ok)' : 'var(--dim)'
  const isInside = px >= -1 && px <= width + 1
  const text = formatInstant(at ?? edge, edge)
  const half = text.length * 3 + 4
  const middle = Math.max(half, Math.min(width - half, px))
  return (
    <g pointerEvents="none">
      <text x={0} y={height + 11}>
        {middle - half > 70 ? formatInstant(x.value(0), edge) : ''}
      </text>
      <text x={width} y={height + 11} textAnchor="end">
        {at !== undefined && middle + half < width - 90 ? endText(x.value(width), edge) : ''}
      </text>
      {at !== undefined && (
        <rect
          x={Math.max(0, px)}
          y={0.5}
          width={Math.max(0, Math.min(width, edgePx) - Math.max(0, px))}
          height={height - 1}
          fill="var(--panel)"
          opacity={0.5}
        />
      )}
      {isInside && (
        <>
          <path d={`M${px} -2V${height + 2}`} stroke={color} strokeWidth={2} />
          <circle cx={px} cy={0} r={4.5} fill={color} />
          <rect x={middle - half} y={height + 1.5} width={half * 2} height={13} rx={3} fill={color} />
          <text className={style['on']} x={middle} y={height + 11.5} textAnchor="middle">
            {text}
          </text>
        </>
      )}
    </g>
  )
}

function HoverLine({ x, height }: { readonly x: Scale; readonly height: number }) {
  const hover = useHover()
  if (hover === undefined) return null
  return (
    <path d={`M${x.px(hover)} 0V${height}`} stroke="var(--fg)" strokeDasharray="2 2" pointerEvents="none" />
  )
}

function endText(at: number, edge: number): string {
  return edge - at < 1500 ? `now ${formatClock(edge)}` : formatInstant(at, edge)
}

/** By the usual width of a character at 11 px. */
function cut(text: string, widthPx: number): string {
  const most = Math.floor((widthPx - 12) / 5.8)
  return text.length <= most ? text : `${text.slice(0, Math.max(0, most - 1))}…`
}
