import { useId, useMemo } from 'react'
import { usePlotArea } from 'recharts'
import { formatValue } from '../../../shared/base/format-unit.ts'
import { HatchPattern } from '../Hatch.tsx'
import { useMarks } from '../marks.ts'
import { toneColor } from '../tone.ts'
import { useChart } from './model.ts'
import type { ChartModel } from './model.ts'
import {
  bandPath,
  blindStretches,
  linePath,
  nearest,
  spread,
  tenths,
  windowOf,
} from '../../../shared/chart/path.ts'
import { linearScale } from '../../../shared/chart/scale.ts'
import type { Scale } from '../../../shared/chart/scale.ts'
import style from './TimeChart.module.css'

interface Plot {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What both axes of the shell mean, in px. */
export interface LayerProps {
  readonly from: number
  readonly to: number
  readonly lo: number
  readonly hi: number
}

/** Draws the series over the shell's axes. Only this runs when a sample arrives; the shell stays. */
export function Layers({ from, to, lo, hi }: LayerProps) {
  const plot = usePlotArea()
  const chart = useChart()
  const clip = useId()
  if (plot === undefined || !chart.isRead) return null
  const x = linearScale(from, to, plot.x, plot.x + plot.width)
  const y = linearScale(lo, hi, plot.y + plot.height, plot.y)
  return (
    <g>
      <clipPath id={clip}>
        <rect x={plot.x} y={plot.y - 1} width={plot.width} height={plot.height + 2} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        <Behind chart={chart} plot={plot} x={x} />
        <g transform={tenths}>
          <Lines chart={chart} x={x} y={y} />
        </g>
        <After chart={chart} plot={plot} x={x} y={y} />
      </g>
      <Pinned plot={plot} x={x} />
      <Marks chart={chart} plot={plot} x={x} />
      <EndLabels chart={chart} plot={plot} x={x} y={y} />
    </g>
  )
}

function Behind({ chart, plot, x }: { chart: ChartModel; plot: Plot; x: Scale }) {
  const hatch = useId()
  const { data, from, to } = chart
  const blind = useMemo(() => blindStretches(data.t, data.v, from, to), [data, from, to])
  return (
    <>
      <defs>
        <HatchPattern id={hatch} />
      </defs>
      {chart.shades.map((shade) => (
        <rect
          key={`${shade.from} ${shade.to}`}
          {...stretchBox(shade.from, shade.to, plot, x)}
          fill={toneColor(shade.tone)}
          opacity={0.11}
        />
      ))}
      {blind.map((each) => {
        const box = stretchBox(each.from, each.to, plot, x)
        return (
          <g key={each.from}>
            <rect {...box} fill={`url(#${hatch})`} />
            {box.width > 56 && (
              <text x={box.x + box.width / 2} y={plot.y + plot.height / 2 + 3} textAnchor="middle">
                not seen
              </text>
            )}
          </g>
        )
      })}
    </>
  )
}

function Lines({ chart, x, y }: { chart: ChartModel; x: Scale; y: Scale }) {
  const { data, lines, stacked, filled } = chart
  const window = windowOf(data.t, x.value(0) - 1, chart.to)
  const ground = useMemo(() => new Float64Array(data.t.length), [data])
  return lines.map((v, k) => {
    const color = chart.colors[k]
    const { isQuiet, isDashed } = chart.series[k] ?? {}
    const below = stacked ? (lines[k - 1] ?? ground) : ground
    const [min, max] = [data.min[k], data.max[k]]
    const isThinned = !stacked && min !== undefined && max !== undefined && differ(min, max)
    return (
      <g key={k} opacity={isQuiet ? 0.5 : 1}>
        {(stacked || filled) && (
          <path d={bandPath(data.t, below, v, window, x, y)} fill={color} opacity={stacked ? 0.3 : 0.16} />
        )}
        {isThinned && <path d={bandPath(data.t, min, max, window, x, y)} fill={color} opacity={0.22} />}
        <path
          d={linePath(data.t, v, window, x, y)}
          fill="none"
          stroke={color}
          strokeWidth={isQuiet ? 10 : 14}
          strokeLinecap="round"
          strokeLinejoin="bevel"
          strokeDasharray={isDashed ? '30 30' : undefined}
        />
      </g>
    )
  })
}

/** What came after the instant is faded, not hidden; the instant is a line with its dots. */
function After({ chart, plot, x, y }: { chart: ChartModel; plot: Plot; x: Scale; y: Scale }) {
  if (chart.at === undefined) return null
  const px = x.px(chart.at)
  const index = nearest(chart.data.t, chart.at)
  return (
    <>
      <rect
        x={px}
        y={plot.y}
        width={Math.max(0, plot.x + plot.width - px)}
        height={plot.height}
        fill="var(--panel)"
        opacity={0.55}
      />
      <path d={`M${px} ${plot.y}V${plot.y + plot.height}`} stroke="var(--accent)" strokeWidth={1.5} />
      {chart.lines.length <= 8 &&
        chart.lines.map((v, k) => {
          const value = v[index]
          if (value === undefined || Number.isNaN(value)) return null
          return <circle key={k} cx={px} cy={y.px(value)} r={2.5} fill={chart.colors[k]} />
        })}
    </>
  )
}

/** The moment that is compared, where it is of this target: dashed, as on the time bar. */
function Pinned({ plot, x }: { plot: Plot; x: Scale }) {
  const at = useMarks()?.at
  const px = at === undefined ? Number.NaN : x.px(at)
  if (!(px >= plot.x && px <= plot.x + plot.width)) return null
  return (
    <path
      d={`M${px} ${plot.y}V${plot.y + plot.height}`}
      stroke="var(--mark)"
      strokeWidth={1.5}
      strokeDasharray="4 2"
    />
  )
}

function Marks({ chart, plot, x }: { chart: ChartModel; plot: Plot; x: Scale }) {
  return chart.marks.map((mark) => {
    const px = x.px(mark.at)
    if (px < plot.x || px > plot.x + plot.width) return null
    const isRight = px > plot.x + plot.width * 0.7
    return (
      <g key={`${mark.at} ${mark.label}`}>
        <path
          d={`M${px} ${plot.y}V${plot.y + plot.height}`}
          stroke={toneColor(mark.tone)}
          strokeWidth={1.5}
        />
        <text
          className={style['label']}
          x={px + (isRight ? -5 : 5)}
          y={plot.y + 10}
          textAnchor={isRight ? 'end' : 'start'}
          style={{ fill: toneColor(mark.tone) }}
        >
          {mark.label}
        </text>
      </g>
    )
  })
}

const labelGap = 12

/** A line is named at its end. More than eight aren't: then the crosshair names them. */
function EndLabels({ chart, plot, x, y }: { chart: ChartModel; plot: Plot; x: Scale; y: Scale }) {
  const { data, lines, series } = chart
  if (series.length > 8) return null
  const ends = lines.map((v) =>
    lastSeen(v, chart.at === undefined ? v.length - 1 : nearest(data.t, chart.at)),
  )
  const wanted = ends.map((i, k) => y.px(i < 0 ? 0 : (lines[k]?.[i] ?? 0)) + 3.5)
  const rows = spread(wanted, labelGap, plot.y + 8, plot.y + plot.height)
  const left = plot.x + plot.width + 6
  return series.map((each, k) => {
    const i = ends[k] ?? -1
    const value = data.v[k]?.[i]
    const px = x.px(data.t[i] ?? Number.NaN)
    return (
      <text
        key={each.label}
        className={style['label']}
        x={left}
        y={rows[k]}
        style={{ fill: chart.colors[k] }}
      >
        <title>{value === undefined ? '' : `${each.label}: ${formatValue(value, chart.unit)}`}</title>
        {i < 0 ? `${each.label} ?` : px < plot.x ? '' : each.label}
      </text>
    )
  })
}

/** Where nothing was thinned both extremes are the value itself. */
function differ(a: Float64Array, b: Float64Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i] && a[i] === a[i]) return true
  return false
}

function lastSeen(v: Float64Array, from: number): number {
  for (let i = from; i >= 0; i--) if (v[i] === v[i]) return i
  return -1
}

function stretchBox(from: number, to: number, plot: Plot, x: Scale) {
  const left = Math.max(plot.x, x.px(from))
  const right = Math.min(plot.x + plot.width, x.px(to))
  return { x: left, y: plot.y, width: Math.max(0, right - left), height: plot.height }
}
