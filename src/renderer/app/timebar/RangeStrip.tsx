import { useCallback, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { formatClock, formatInstantLong } from '../../../shared/base/format-time.ts'
import type { Stretch } from '../../api/instant.ts'
import { hoverAt } from '../../components/chart/hover.ts'
import { linearScale } from '../../../shared/chart/scale.ts'
import type { Scale } from '../../../shared/chart/scale.ts'
import { useSize } from '../../components/use-size.ts'
import { Cursor, HoverLine, PinnedMark } from './Cursor.tsx'
import { useStripPointer, useWheel } from './pointer.ts'
import style from './timebar.module.css'

/** The moment that is compared, as a second mark that can be dragged. */
export interface Pinned {
  readonly at: number
  readonly onMove: (at: number, settled: boolean) => void
}

export interface RangeStripProps {
  readonly range: Stretch
  readonly edge: number
  readonly at: number | undefined
  readonly pinned?: Pinned | undefined
  /** Of the ground, px. */
  readonly height: number
  /** No green at the edge: late, stopped or recorded. */
  readonly isLive: boolean
  readonly edgeWord: 'now' | 'end'
  /** What happened: all that doesn't move with the instant. */
  readonly ground: (width: number) => ReactNode
  /** What lies under the pointer. */
  readonly tip?: (place: TipPlace) => ReactNode
  readonly onGo: (at: number, settled: boolean) => void
  readonly onZoom: (around: number, factor: number) => void
  readonly onPan: (byMs: number) => void
}

export interface TipPlace {
  readonly x: Scale
  readonly width: number
  /** The instant in force. */
  readonly shown: number
  readonly top: number
}

/** The lower strip: the range, what happened in it, and the one instant. */
export function RangeStrip(props: RangeStripProps) {
  const { range, edge, at, pinned, height, ground, tip } = props
  const [measure, { width }] = useSize()
  const x = linearScale(range.from, range.to, 0, width)
  const { isOver, pointer, wheel } = useStrip(props, x, width)
  const shown = at ?? edge
  const ref = useCallback(
    (element: HTMLDivElement | null) => {
      const stops = [wheel(element), measure(element)]
      return () => stops.forEach((stop) => stop?.())
    },
    [wheel, measure],
  )
  return (
    <div
      ref={ref}
      className={style['strip']}
      style={{ height: height + 14 }}
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
        <svg width={width} height={height + 14}>
          {ground(width)}
          <Cursor
            {...{ x, range, width, height, edge, at }}
            isLive={props.isLive}
            edgeWord={props.edgeWord}
          />
          {pinned !== undefined && <PinnedMark {...{ x, width, height }} at={pinned.at} />}
          {isOver && <HoverLine x={x} height={height} />}
        </svg>
      )}
      {isOver && tip?.({ x, width, shown, top: height + 16 })}
    </div>
  )
}

/** So near a mark the pointer takes hold of it. */
const holdPx = 6

/** Drag and click move the instant, the wheel zooms at the pointer, with Shift it pans. */
function useStrip(props: RangeStripProps, x: Scale, width: number) {
  const { range, edge, at, pinned, onGo, onZoom, onPan } = props
  const [isOver, setOver] = useState(false)
  const move = useRef(onGo)
  const timeAt = (px: number) => Math.min(x.value(Math.max(0, Math.min(width, px))), edge)
  const pointer = useStripPointer({
    onDown(px) {
      setOver(false)
      // where both marks stand close, the instant is what one takes hold of
      const away = pinned === undefined ? Infinity : Math.abs(x.px(pinned.at) - px)
      const holdsPinned = away <= holdPx && away < Math.abs(x.px(at ?? edge) - px)
      move.current = holdsPinned && pinned !== undefined ? pinned.onMove : onGo
    },
    onMove: (px) => move.current(timeAt(px), false),
    onUp: (px) => move.current(timeAt(px), true),
    onHover: (px) => {
      setOver(px !== undefined)
      hoverAt(px === undefined ? undefined : x.value(px))
    },
  })
  const wheel = useWheel((event, px) => {
    const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY)
    const delta = isSideways ? event.deltaX : event.deltaY
    if (event.shiftKey || isSideways) onPan(((range.to - range.from) * delta) / Math.max(1, width))
    else onZoom(x.value(px), Math.exp(delta / 400))
  })
  return { isOver, pointer, wheel }
}
