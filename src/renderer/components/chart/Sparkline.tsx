import { linePath, tenths } from '../../../shared/chart/path.ts'
import { linearScale } from '../../../shared/chart/scale.ts'

export interface SparklineProps {
  readonly t: Float64Array
  /** NaN: not seen, the line breaks. */
  readonly v: Float64Array
  /** px. Default 80 × 16. */
  readonly width?: number
  readonly height?: number
  readonly color?: string
  /** Said instead of the drawing; omitted when a number beside it says the same. */
  readonly label?: string
}

/** The course of a number, without axes: beside the number itself, never alone. */
export function Sparkline({ t, v, width = 80, height = 16, color = 'var(--accent)', label }: SparklineProps) {
  let lo = Infinity
  let hi = -Infinity
  for (const value of v) {
    if (value < lo) lo = value
    if (value > hi) hi = value
  }
  const x = linearScale(t[0] ?? 0, t[t.length - 1] ?? 1, 1, width - 1)
  // what doesn't move lies in the middle, not at the bottom
  const y = hi > lo ? linearScale(lo, hi, height - 2, 2) : linearScale(lo - 1, lo + 1, height - 2, 2)
  const d = linePath(t, v, { first: 0, end: t.length }, x, y)
  return (
    <svg
      width={width}
      height={height}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <path
        d={d}
        transform={tenths}
        fill="none"
        stroke={color}
        strokeWidth={13}
        strokeLinecap="round"
        strokeLinejoin="bevel"
      />
    </svg>
  )
}
