import { useId } from 'react'
import type { Timeline } from '../../../shared/api/history.ts'
import { HatchPattern } from '../../components/Hatch.tsx'
import type { Scale } from '../../../shared/chart/scale.ts'
import { densityPaths } from './density.ts'
import style from './timebar.module.css'

export const severityColor = {
  critical: 'var(--bad)',
  warning: 'var(--warn)',
  info: 'var(--accent)',
} as const

export interface StripProps {
  readonly timeline: Timeline | undefined
  readonly x: Scale
  readonly width: number
  readonly height: number
  /** Where the bars of events stand, and how high the highest is, px. */
  readonly base: number
  readonly tall: number
}

/** What both strips are made of: the ground, the density of events, and what nobody saw. */
export function StripGround({ timeline, x, width, height, base, tall }: StripProps) {
  const hatch = useId()
  const paths = timeline === undefined ? undefined : densityPaths(timeline, x, base, tall)
  return (
    <>
      <defs>
        <HatchPattern id={hatch} />
      </defs>
      <rect width={width} height={height} rx={3} fill="var(--bg)" stroke="var(--line)" />
      {paths !== undefined && (
        <svg width={width} height={height} className={style['cut']}>
          <path d={paths.plain} fill="var(--dim)" opacity={0.45} />
          <path d={paths.notable} fill="var(--dim)" opacity={0.9} />
        </svg>
      )}
      {timeline?.gaps.map((gap) => {
        const left = Math.max(0, x.px(gap.from))
        const right = Math.min(width, x.px(gap.to))
        if (left > width || right < 0) return null
        const wide = Math.max(2, right - left)
        return (
          <g key={gap.from}>
            <rect x={left} y={0.5} width={wide} height={height - 1} fill="var(--bg)" />
            <rect x={left} y={0.5} width={wide} height={height - 1} fill={`url(#${hatch})`} />
            {wide > 54 && (
              <text className={style['halo']} x={left + wide / 2} y={height / 2 + 3.5} textAnchor="middle">
                not seen
              </text>
            )}
          </g>
        )
      })}
    </>
  )
}
