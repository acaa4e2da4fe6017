import type { Scale } from '../../shared/chart/scale.ts'
import { formatRunTick } from '../experiments/log/run-time.ts'
import type { Span } from '../experiments/stage.ts'
import { ticksWithin } from './stage-axis.ts'
import style from './stage-parts.module.css'

export interface StageTimeGridProps {
  /** When the run began, epoch ms. */
  readonly origin: number
  readonly span: Span
  readonly x: Scale
  readonly top: number
  readonly bottom: number
}

/** Vertical lines at round instants of a run, with how long after its begin they lie. */
export function StageTimeGrid({ origin, span, x, top, bottom }: StageTimeGridProps) {
  const most = (x.px(span.to) - x.px(span.from)) / 80
  return ticksWithin(origin, span, most).map(({ at, offsetMs }) => (
    <g key={at}>
      <path d={`M${x.px(at)} ${top}V${bottom}`} className={style['grid']} />
      <text x={x.px(at)} y={bottom + 14} className={style['time']}>
        {formatRunTick(offsetMs)}
      </text>
    </g>
  ))
}
