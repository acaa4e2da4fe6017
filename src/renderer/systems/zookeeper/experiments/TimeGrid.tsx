import type { Scale } from '../../../../shared/chart/scale.ts'
import { formatRunTick } from '../../../experiments/log/run-time.ts'
import type { Span } from '../../../experiments/stage.ts'
import { ticksWithin } from './axis.ts'
import style from './stages.module.css'

export interface TimeGridProps {
  /** When the run began, epoch ms. */
  readonly origin: number
  readonly span: Span
  readonly x: Scale
  readonly top: number
  readonly bottom: number
}

export function TimeGrid({ origin, span, x, top, bottom }: TimeGridProps) {
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
