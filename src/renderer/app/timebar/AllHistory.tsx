import { useRef } from 'react'
import { formatClock, formatDay, formatMinute, formatSpan } from '../../../shared/base/format-time.ts'
import type { Timeline } from '../../../shared/api/history.ts'
import type { Stretch } from '../../api/instant.ts'
import { timeTicks } from '../../../shared/chart/domain.ts'
import { linearScale } from '../../../shared/chart/scale.ts'
import type { Scale } from '../../../shared/chart/scale.ts'
import { useSize } from '../../components/use-size.ts'
import type { FindingSpan } from './lanes.ts'
import { useStripPointer } from './pointer.ts'
import type { Extent } from './ranges.ts'
import { severityColor, StripGround } from './Strip.tsx'
import style from './timebar.module.css'

const height = 26

export interface AllHistoryProps {
  readonly extent: Extent
  readonly range: Stretch
  /** The instant in force; undefined: live. */
  readonly at: number | undefined
  /** The moment that is compared. */
  readonly pinned?: number | undefined
  readonly timeline: Timeline | undefined
  readonly onRange: (range: Stretch, settled: boolean) => void
  readonly onJump: (at: number) => void
}

/** The upper strip: all there is. Drag the brush or its ends for the range, elsewhere for a new one, click to jump. */
export function AllHistory(props: AllHistoryProps) {
  const { extent, range, at, pinned, timeline } = props
  const [ref, { width }] = useSize()
  const x = linearScale(extent.from, Math.max(extent.to, extent.from + 1000), 0, width)
  const inside = (px: number) => Math.max(0, Math.min(width, px))
  const left = inside(x.px(range.from))
  const right = Math.max(left + 4, inside(x.px(range.to)))
  const pointer = useBrush(props, { x, width, left, right })
  return (
    <div
      ref={ref}
      className={style['strip']}
      style={{ height }}
      role="group"
      aria-label={`All history, ${formatSpan(extent.from, extent.to)}; shown ${formatSpan(range.from, range.to)}`}
      {...pointer}
    >
      {width > 0 && (
        <svg width={width} height={height}>
          <StripGround
            timeline={timeline}
            x={x}
            width={width}
            height={height}
            base={height - 7}
            tall={height - 11}
          />
          {timeline?.findings.map((span) => (
            <FindingLine key={span.id} span={span} x={x} edge={extent.to} />
          ))}
          <Ticks extent={extent} x={x} width={width} />
          <Brush left={left} right={right} width={width} />
          {pinned !== undefined && (
            <path d={`M${x.px(pinned)} 0V${height}`} stroke="var(--mark)" strokeWidth={1.5} />
          )}
          {at !== undefined && <path d={`M${x.px(at)} 0V${height}`} stroke="var(--fg)" strokeWidth={1.5} />}
        </svg>
      )}
    </div>
  )
}

interface BrushPlace {
  readonly x: Scale
  readonly width: number
  /** Where its ends lie, px. */
  readonly left: number
  readonly right: number
}

/** What is held while the pointer is down. */
interface Grip {
  readonly kind: 'from' | 'to' | 'move' | 'new'
  readonly px: number
  readonly range: Stretch
}

function useBrush(
  { extent, range, onRange, onJump }: AllHistoryProps,
  { x, width, left, right }: BrushPlace,
) {
  const grip = useRef<Grip>(undefined)
  const inside = (px: number) => x.value(Math.max(0, Math.min(width, px)))
  const dragged = (px: number): Stretch => {
    const { kind, px: start, range: old } = grip.current ?? { kind: 'new', px, range }
    const [at, begun] = [inside(px), inside(start)]
    const least = Math.max(10_000, (extent.to - extent.from) / Math.max(1, width))
    if (kind === 'from') return { from: Math.min(at, old.to - least), to: old.to }
    if (kind === 'to') return { from: old.from, to: Math.max(at, old.from + least) }
    if (kind === 'new') return { from: Math.min(at, begun), to: Math.max(at, begun + least) }
    const by = Math.max(extent.from - old.from, Math.min(extent.to - old.to, at - begun))
    return { from: old.from + by, to: old.to + by }
  }
  return useStripPointer({
    onDown: (px) => (grip.current = { kind: kindAt(px, left, right), px, range }),
    onMove: (px, moved) => moved && onRange(dragged(px), false),
    onUp: (px, moved) => (moved ? onRange(dragged(px), true) : onJump(inside(px))),
    onHover: () => undefined,
  })
}

function FindingLine({
  span,
  x,
  edge,
}: {
  readonly span: FindingSpan
  readonly x: Scale
  readonly edge: number
}) {
  const from = Math.max(0, x.px(span.from))
  const wide = Math.max(3, x.px(span.to ?? edge) - from)
  return <rect x={from} y={height - 5} width={wide} height={3.5} rx={1} fill={severityColor[span.severity]} />
}

function Ticks({ extent, x, width }: { readonly extent: Extent; readonly x: Scale; readonly width: number }) {
  const clock = extent.to - extent.from < 600_000 ? formatClock : formatMinute
  const ticks = timeTicks(extent.from, extent.to, Math.max(2, width / 90))
  return ticks.map((tick) => (
    <g key={tick}>
      <path d={`M${x.px(tick)} 1V${height - 1}`} stroke="var(--line-strong)" />
      <text className={style['halo']} x={x.px(tick) + 4} y={10} style={{ fontSize: 9.5 }}>
        {x.px(tick) + 52 > width ? '' : isMidnight(tick) ? formatDay(tick) : clock(tick)}
      </text>
    </g>
  ))
}

function Brush({
  left,
  right,
  width,
}: {
  readonly left: number
  readonly right: number
  readonly width: number
}) {
  const inner = { from: Math.max(0.75, left), to: Math.min(width - 0.75, right) }
  return (
    <>
      <rect width={left} height={height} fill="var(--panel)" opacity={0.45} />
      <rect x={right} width={Math.max(0, width - right)} height={height} fill="var(--panel)" opacity={0.45} />
      <rect
        x={inner.from}
        y={0.75}
        width={Math.max(4, inner.to - inner.from)}
        height={height - 1.5}
        rx={3}
        fill="var(--accent)"
        fillOpacity={0.13}
        stroke="var(--accent)"
        strokeWidth={1.5}
        style={{ cursor: 'grab' }}
      />
      {[left, right].map((px, k) => (
        <g key={k} className={style['handle']}>
          <rect x={px - 5} y={0} width={10} height={height} fill="transparent" />
          <rect x={px - 2} y={height / 2 - 5} width={4} height={10} rx={2} fill="var(--accent)" />
        </g>
      ))}
    </>
  )
}

const isMidnight = (at: number) => new Date(at).getHours() === 0 && new Date(at).getMinutes() === 0

/** What a press at `px` takes hold of: an end of the brush, the brush, or nothing yet. */
function kindAt(px: number, left: number, right: number): Grip['kind'] {
  const near = Math.min(6, Math.max(3, (right - left) / 3))
  if (Math.abs(px - left) <= near) return 'from'
  if (Math.abs(px - right) <= near) return 'to'
  return px > left && px < right ? 'move' : 'new'
}
