import { useId, useMemo } from 'react'
import { formatNumber } from '../../../../../shared/base/format-number.ts'
import { HatchPattern } from '../../../../components/Hatch.tsx'
import { linePath, tenths, windowOf } from '../../../../../shared/chart/path.ts'
import { linearScale, type Scale } from '../../../../../shared/chart/scale.ts'
import { seriesColor } from '../../../../components/tone.ts'
import { spanOf, type StageProps, useStageWidth } from '../../../../experiments/stage.ts'
import { type OffsetLine, type ReplicationDrawing, replicationDrawing } from './replication-drawing.ts'
import { BrokerRow, ClientRow, rowPx } from './ReplicationRows.tsx'
import { FaultMarks, TimeGrid } from './ReplicationMarks.tsx'
import style from './replication.module.css'

const namePx = 104
const topPx = 30
const chartPx = 210
const gapPx = 12
const axisPx = 20

/**
 * One partition in time. Above: where the log of each replica ends, and the high watermark under which a consumer may
 * read. Below: who led and who was in sync, and when the clients got something.
 */
export function ReplicationStage(props: StageProps) {
  const { entries, until } = props
  const [ref, width] = useStageWidth()
  const drawing = useMemo(() => replicationDrawing(entries, until), [entries, until])
  const span = spanOf(props)
  const x = linearScale(span.from, span.to, namePx, Math.max(namePx + 80, width - 14))
  const rows = topPx + chartPx + gapPx
  const bottom = rows + (drawing.lanes.length + 2) * rowPx
  return (
    <div ref={ref} className={style['stage']}>
      {width > 0 && (
        <svg width={width} height={bottom + axisPx} role="img" aria-label={describe(drawing)}>
          <TimeGrid span={span} x={x} top={topPx} bottom={bottom} />
          <Offsets drawing={drawing} x={x} until={until} />
          {drawing.lanes.map((lane, row) => (
            <BrokerRow key={lane.broker} lane={lane} index={row} y={rows + row * rowPx} x={x} until={until} />
          ))}
          <ClientRow
            name="acknowledged"
            instants={drawing.acknowledged}
            y={rows + drawing.lanes.length * rowPx}
            x={x}
          />
          <ClientRow
            name="read"
            instants={drawing.read}
            y={rows + (drawing.lanes.length + 1) * rowPx}
            x={x}
          />
          <FaultMarks drawing={drawing} x={x} bottom={bottom} width={width} />
          <path d={`M${x.px(until)} ${topPx - 12}V${bottom}`} className={style['cursor']} />
        </svg>
      )}
    </div>
  )
}

interface OffsetsProps {
  readonly drawing: ReplicationDrawing
  readonly x: Scale
  readonly until: number
}

/** Between the watermark and the end of the leader's log lies what nobody may read yet. */
function Offsets({ drawing, x, until }: OffsetsProps) {
  const hatch = useId()
  const { offsets, lanes, highWatermark, leaderEnd } = drawing
  const y = linearScale(offsets.from, offsets.to, topPx + chartPx - 4, topPx + 6)
  const pathOf = (line: OffsetLine) => linePath(line.t, line.v, windowOf(line.t, -Infinity, until), x, y)
  const hasOpen = isBelow(drawing.lastStable, highWatermark)
  const readable = hasOpen ? drawing.lastStable : highWatermark
  return (
    <g>
      <defs>
        <HatchPattern id={hatch} color="var(--warn)" />
      </defs>
      <text x={10} y={topPx + 10} className={style['axisName']}>
        offset
      </text>
      {[offsets.from, offsets.to].map((offset) => (
        <text key={offset} x={namePx - 8} y={y.px(offset) + 4} className={style['offset']}>
          {formatNumber(offset)}
        </text>
      ))}
      <path d={areaPath(readable, leaderEnd, x, y)} fill={`url(#${hatch})`} className={style['unread']} />
      {lanes.map(({ broker, logEnd }, index) => (
        <path
          key={broker}
          d={pathOf(logEnd)}
          transform={tenths}
          stroke={seriesColor(index)}
          className={style['logEnd']}
        >
          <title>{`Log end offset on broker ${broker}`}</title>
        </path>
      ))}
      {hasOpen && (
        <path d={pathOf(drawing.lastStable)} transform={tenths} className={style['stable']}>
          <title>Last stable offset</title>
        </path>
      )}
      <path d={pathOf(highWatermark)} transform={tenths} className={style['mark']}>
        <title>High watermark</title>
      </path>
      <Legend hasOpen={hasOpen} />
    </g>
  )
}

/** In the corner that a rising log leaves free. */
function Legend({ hasOpen }: { readonly hasOpen: boolean }) {
  const lines = [
    { name: 'high watermark', path: 'mark' },
    ...(hasOpen ? [{ name: 'last stable offset', path: 'stable' }] : []),
    { name: 'log end offset, by broker', path: 'ends' },
  ] as const
  return lines.map(({ name, path }, row) => (
    <g key={name} transform={`translate(${namePx + 10} ${topPx + 14 + row * 15})`}>
      {path === 'ends' ? (
        [0, 1, 2].map((index) => (
          <path key={index} d={`M0 ${index * 3 - 7}h18`} stroke={seriesColor(index)} strokeWidth={1.5} />
        ))
      ) : (
        <path d="M0 -40h180" transform={tenths} className={style[path]} />
      )}
      <text x={26} className={style['legend']}>
        {name}
      </text>
    </g>
  ))
}

/** px; each line keeps its own instants, so the area goes along one and back along the other. */
function areaPath(low: OffsetLine, high: OffsetLine, x: Scale, y: Scale): string {
  const along = (line: OffsetLine) =>
    [...line.t].flatMap((at, i) => (Number.isNaN(line.v[i]!) ? [] : [`${x.px(at)} ${y.px(line.v[i]!)}`]))
  const there = along(high)
  const back = along(low).toReversed()
  return there.length < 2 || back.length < 2 ? '' : `M${[...there, ...back].join('L')}Z`
}

/** A transaction was open: what may be read with read_committed ended below the watermark. */
function isBelow(stable: OffsetLine, mark: OffsetLine): boolean {
  const last = new Map([...mark.t].map((at, i) => [at, mark.v[i]!]))
  return stable.t.some((at, i) => stable.v[i]! < (last.get(at) ?? -Infinity))
}

function describe({ lanes, highWatermark }: ReplicationDrawing): string {
  const mark = highWatermark.v.findLast((value) => !Number.isNaN(value))
  const brokers = lanes.map(({ broker, logEnd, stretches, outages }) => {
    const end = logEnd.v.findLast((value) => !Number.isNaN(value))
    const isOut = outages.some(({ to }) => to === undefined)
    const standing = isOut ? 'does not answer' : (stretches.at(-1)?.standing ?? 'unknown')
    return `broker ${broker}: ${standing}, log end offset ${end ?? 'not read'}`
  })
  return `High watermark ${mark ?? 'not read'}; ${brokers.join('; ')}`
}
