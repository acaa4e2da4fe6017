import { memo } from 'react'
import type { Timeline } from '../../../shared/api/history.ts'
import type { Stretch } from '../../api/instant.ts'
import { timeTicks } from '../../../shared/chart/domain.ts'
import { linearScale } from '../../../shared/chart/scale.ts'
import type { Scale } from '../../../shared/chart/scale.ts'
import { layLanes } from './lanes.ts'
import type { FindingSpan, Laned } from './lanes.ts'
import { severityColor, StripGround } from './Strip.tsx'
import style from './timebar.module.css'

/** Measures of the lower strip, px: where bars of events stand, and the lanes of findings below them. */
export interface RangeSize {
  readonly height: number
  readonly base: number
  readonly lanes: number
  readonly pitch: number
  readonly thick: number
  readonly top: number
}

export const folded: RangeSize = { height: 40, base: 22, lanes: 3, pitch: 5, thick: 4, top: 24 }
export const unfolded: RangeSize = { height: 118, base: 48, lanes: 3, pitch: 21, thick: 18, top: 53 }

export interface RangeGroundProps {
  readonly timeline: Timeline | undefined
  readonly range: Stretch
  readonly width: number
  readonly edge: number
  readonly isUnfolded: boolean
  readonly onFinding: (span: FindingSpan) => void
}

/** All that doesn't move with the instant: drawn anew only when range, size or data change. */
export const RangeGround = memo(function RangeGround(props: RangeGroundProps) {
  const { timeline, range, width, edge, isUnfolded, onFinding } = props
  const size = isUnfolded ? unfolded : folded
  const x = linearScale(range.from, range.to, 0, width)
  const gapMs = x.value(isUnfolded ? 4 : 2) - x.value(0)
  const { laned, left } = layLanes(timeline?.findings ?? [], size.lanes, gapMs, edge)
  return (
    <>
      <StripGround {...{ timeline, x, width }} height={size.height} base={size.base} tall={size.base - 3} />
      <Grid x={x} range={range} width={width} height={size.height} />
      {laned.map((each) => (
        <Span key={each.span.id} {...each} {...{ x, width, edge, isUnfolded, onFinding }} />
      ))}
      {isUnfolded && <Captions top={size.top} count={laned.length} left={left} />}
    </>
  )
})

interface SpanProps extends Laned {
  readonly x: Scale
  readonly width: number
  readonly edge: number
  readonly isUnfolded: boolean
  readonly onFinding: (span: FindingSpan) => void
}

/** A finding from its opening to its end; a click opens it. */
function Span({ span, lane, x, width, edge, isUnfolded, onFinding }: SpanProps) {
  const size = isUnfolded ? unfolded : folded
  const from = Math.max(0, x.px(span.from))
  const wide = Math.max(3, Math.min(width, x.px(span.to ?? edge)) - from)
  const y = size.top + lane * size.pitch
  const color = severityColor[span.severity]
  return (
    <g
      className={style['span']}
      // a press on it is no drag of the instant
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
      {isUnfolded && wide > 40 && (
        <text className={style['name']} x={from + 7} y={y + 12.5}>
          {cut(span.title, wide)}
        </text>
      )}
    </g>
  )
}

function Captions({
  top,
  count,
  left,
}: {
  readonly top: number
  readonly count: number
  readonly left: number
}) {
  const findings =
    count === 0 ? 'no findings in this range' : left > 0 ? `findings, ${left} more` : 'findings'
  return (
    <>
      <text className={style['halo']} x={4} y={12}>
        events
      </text>
      <text className={style['halo']} x={4} y={top + 11}>
        {findings}
      </text>
    </>
  )
}

interface GridProps {
  readonly x: Scale
  readonly range: Stretch
  readonly width: number
  readonly height: number
}

/** A line at each round time; their labels are drawn with the cursor, which they make room for. */
function Grid({ x, range, width, height }: GridProps) {
  return rangeTicks(range, width).map((tick) => (
    <path key={tick} d={`M${x.px(tick)} 0V${height}`} stroke="var(--line)" />
  ))
}

export function rangeTicks(range: Stretch, width: number): readonly number[] {
  return timeTicks(range.from, range.to, Math.max(2, width / 110))
}

/** By the usual width of a character at 11 px. */
function cut(text: string, widthPx: number): string {
  const most = Math.floor((widthPx - 12) / 5.8)
  return text.length <= most ? text : `${text.slice(0, Math.max(0, most - 1))}…`
}
