import { useRef } from 'react'
import { formatClock, formatDay, formatMinute, formatSpan } from '../../../shared/base/format-time.ts'
import type { Timeline } from '../../../shared/api/history.ts'
import type { Stretch } from '../../api/instant.ts'
import { timeTicks } from '../../components/chart/domain.ts'
import { linearScale } from '../../components/chart/scale.ts'
import { useSize } from '../../components/use-size.ts'
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
  readonly timeline: Timeline | undefined
  readonly onRange: (range: Stretch, settled: boolean) => void
  readonly onJump: (at: number) => void
}

/** The upper strip: all there is. Drag the brush or its ends for the range, elsewhere for a new one, click to jump. */
export function AllHistory({ extent, range, at, timeline, onRange, onJump }: AllHistoryProps) {
  const [ref, { width }] = useSize()
  const x = linearScale(extent.from, Math.max(extent.to, extent.from + 1000), 0, width)
  const brush = useRef<{ kind: 'from' | 'to' | 'move' | 'new'; grab: number; range: Stretch }>(undefined)
  const inside = (px: number) => Math.max(0, Math.min(width, px))
  const left = inside(x.px(range.from))
  const right = Math.max(left + 4, inside(x.px(range.to)))

  const dragged = (px: number): Stretch => {
    const { kind, grab, range: old } = brush.current ?? { kind: 'new', grab: px, range }
    const at = x.value(Math.max(0, Math.min(width, px)))
    const start = x.value(Math.max(0, Math.min(width, grab)))
    const least = Math.max(10_000, (extent.to - extent.from) / width)
    if (kind === 'from') return { from: Math.min(at, old.to - least), to: old.to }
    if (kind === 'to') return { from: old.from, to: Math.max(at, old.from + least) }
    if (kind === 'new') return { from: Math.min(at, start), to: Math.max(at, start + least) }
    const by = Math.max(extent.from - old.from, Math.min(extent.to - old.to, at - start))
    return { from: old.from + by, to: old.to + by }
  }
  const pointer = useStripPointer({
    onDown: (px) => (brush.current = { kind: kindAt(px, left, right), grab: px, range }),
    onMove: (px, moved) => moved && onRange(dragged(px), false),
    onUp: (px, moved) => (moved ? onRange(dragged(px), true) : onJump(x.value(px))),
    onHover: () => undefined,
  })
  const clock = extent.to - extent.from < 600_000 ? formatClock : formatMinute
  const ticks = timeTicks(extent.from, extent.to, Math.max(2, width / 90))
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
            <rect
              key={span.id}
              x={Math.max(0, x.px(span.from))}
              y={height - 5}
              width={Math.max(3, x.px(span.to ?? extent.to) - Math.max(0, x.px(span.from)))}
              height={3.5}
              rx={1}
              fill={severityColor[span.severity]}
            />
          ))}
          {ticks.map((tick) => (
            <g key={tick}>
              <path d={`M${x.px(tick)} 1V${height - 1}`} stroke="var(--line-strong)" />
              <text className={style['halo']} x={x.px(tick) + 4} y={10} style={{ fontSize: 9.5 }}>
                {x.px(tick) + 52 > width ? '' : isMidnight(tick) ? formatDay(tick) : clock(tick)}
              </text>
            </g>
          ))}
          <rect width={Math.max(0, left)} height={height} fill="var(--panel)" opacity={0.45} />
          <rect
            x={right}
            width={Math.max(0, width - right)}
            height={height}
            fill="var(--panel)"
            opacity={0.45}
          />
          <rect
            x={Math.max(0.75, left)}
            y={0.75}
            width={Math.max(4, Math.min(width - 0.75, right) - Math.max(0.75, left))}
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
          {at !== undefined && <path d={`M${x.px(at)} 0V${height}`} stroke="var(--fg)" strokeWidth={1.5} />}
        </svg>
      )}
    </div>
  )
}

const isMidnight = (at: number) => new Date(at).getHours() === 0 && new Date(at).getMinutes() === 0

/** What a press at `px` takes hold of: an end of the brush, the brush, or nothing yet. */
function kindAt(px: number, left: number, right: number): 'from' | 'to' | 'move' | 'new' {
  const near = Math.min(6, Math.max(3, (right - left) / 3))
  if (Math.abs(px - left) <= near) return 'from'
  if (Math.abs(px - right) <= near) return 'to'
  return px > left && px < right ? 'move' : 'new'
}
