import type { Scale } from '../../../../../shared/chart/scale.ts'
import { placeLabels } from '../../../../experiments/fallback/labels.ts'
import { formatRunTick, runTicks } from '../../../../experiments/log/run-time.ts'
import type { Span } from '../../../../experiments/stage.ts'
import type { ReplicationDrawing } from './replication-drawing.ts'
import style from './replication.module.css'

interface GridProps {
  readonly span: Span
  readonly x: Scale
  readonly top: number
  readonly bottom: number
}

export function TimeGrid({ span, x, top, bottom }: GridProps) {
  const most = (x.px(span.to) - x.px(span.from)) / 70
  return runTicks(span.to - span.from, most).map((ms) => (
    <g key={ms}>
      <path d={`M${x.px(span.from + ms)} ${top}V${bottom}`} className={style['grid']} />
      <text x={x.px(span.from + ms)} y={bottom + 14} className={style['time']}>
        {formatRunTick(ms)}
      </text>
    </g>
  ))
}

interface MarksProps {
  readonly drawing: ReplicationDrawing
  readonly x: Scale
  readonly bottom: number
  readonly width: number
}

const said = { pause: ['paused', 'goes on'], kill: ['killed', 'started'] } as const

/** What was done to a broker, across everything that it did. */
export function FaultMarks({ drawing, x, bottom, width }: MarksProps) {
  const marks = drawing.lanes
    .flatMap(({ outages }) => outages)
    .flatMap(({ broker, what, from, to }) => [
      { at: from, text: `broker ${broker} ${said[what][0]}` },
      ...(to === undefined ? [] : [{ at: to, text: `broker ${broker} ${said[what][1]}` }]),
    ])
    .toSorted((a, b) => a.at - b.at)
  const labels = placeLabels(
    marks.map(({ at, text }) => ({ x: x.px(at), text })),
    { from: 4, to: width - 4 },
  )
  return marks.map(({ at, text }, index) => {
    const label = labels[index]
    return (
      <g key={`${at} ${text}`}>
        <path d={`M${x.px(at)} 28V${bottom}`} className={style['fault']} />
        {label !== undefined && (
          <text x={label.x} y={label.row === 0 ? 10 : 23} className={style['faultName']}>
            {text}
          </text>
        )}
      </g>
    )
  })
}
