import { useId } from 'react'
import type { ReactNode } from 'react'
import style from './sketch-parts.module.css'

export interface SheetProps {
  readonly height: number
  /** What the drawing shows, in words. */
  readonly says: string
  readonly children: ReactNode
}

/** A small explaining drawing, 560 px wide. */
export function Sheet({ height, says, children }: SheetProps) {
  return (
    <svg
      width={560}
      height={height}
      viewBox={`0 0 560 ${height}`}
      className={style['sheet']}
      role="img"
      aria-label={says}
    >
      {children}
    </svg>
  )
}

interface BoxProps {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly name: string
  readonly kind?: 'client' | 'server' | 'good' | 'lost'
}

/** A client or a server with its name; `x`, `y` are its left upper corner. */
export function Box({ x, y, width, name, kind = 'server' }: BoxProps) {
  return (
    <g className={style[kind]}>
      <rect x={x} y={y} width={width} height={26} rx={4} />
      <text x={x + width / 2} y={y + 17} className={style['middle']}>
        {name}
      </text>
    </g>
  )
}

interface ArrowProps {
  readonly from: readonly [x: number, y: number]
  readonly to: readonly [x: number, y: number]
  /** Ends in a cross: it never arrives. */
  readonly isLost?: boolean
}

export function Arrow({ from: [x1, y1], to: [x2, y2], isLost = false }: ArrowProps) {
  const id = useId()
  const path = `M${x1} ${y1}L${x2} ${y2}`
  if (isLost)
    return (
      <g className={style['lostLine']}>
        <path d={path} />
        <path d={`M${x2 - 5} ${y2 - 5}l10 10m0 -10l-10 10`} />
      </g>
    )
  return (
    <g className={style['arrow']}>
      <defs>
        <marker id={id} viewBox="0 0 8 8" refX={7} refY={4} markerWidth={7} markerHeight={7} orient="auto">
          <path d="M0 0L8 4L0 8Z" />
        </marker>
      </defs>
      <path d={path} markerEnd={`url(#${id})`} />
    </g>
  )
}

interface WordsProps {
  readonly x: number
  readonly y: number
  readonly tone?: 'strong' | 'quiet' | 'bad' | 'accent'
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly children: ReactNode
}

export function Words({ x, y, tone = 'quiet', anchor = 'middle', children }: WordsProps) {
  return (
    <text x={x} y={y} textAnchor={anchor} className={style[tone]}>
      {children}
    </text>
  )
}
