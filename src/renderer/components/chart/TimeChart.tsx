import { memo, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent, MouseEvent } from 'react'
import type { SeriesData } from '../../../shared/api/history.ts'
import { formatTick } from '../../../shared/base/format-unit.ts'
import type { Unit } from '../../../shared/systems/catalogue.ts'
import { seriesColor } from '../tone.ts'
import { useSize } from '../use-size.ts'
import { Crosshair } from './Crosshair.tsx'
import { extent, steadyRange, valueAxis } from '../../../shared/chart/domain.ts'
import { hoverAt, hoverNow } from './hover.ts'
import { ChartProvider } from './model.ts'
import type { ChartModel, ChartSeries, Margins, Mark, Shade } from './model.ts'
import { nearest, stack } from '../../../shared/chart/path.ts'
import { linearScale } from '../../../shared/chart/scale.ts'
import type { Scale } from '../../../shared/chart/scale.ts'
import { Shell } from './Shell.tsx'
import style from './TimeChart.module.css'
import { useTurn } from './use-turn.ts'

export interface TimeChartProps {
  /** What is drawn, for screen readers: "Bytes in by broker". */
  readonly label: string
  /** Undefined: not there yet. */
  readonly data: SeriesData | undefined
  /** One for each array of `data.v`. */
  readonly series: readonly ChartSeries[]
  readonly unit: Unit
  /** The range, epoch ms. */
  readonly from: number
  readonly to: number
  /** The instant in force when paused: marked, and what came after it is faded. */
  readonly at?: number | undefined
  /** px. Default 150. */
  readonly height?: number
  readonly stacked?: boolean
  /** Fills under the lines: for one or two series. */
  readonly filled?: boolean
  /** False: the axis needn't begin at zero (offsets). */
  readonly fromZero?: boolean
  readonly shades?: readonly Shade[]
  readonly marks?: readonly Mark[]
  /** A click, or Enter on the focused chart: go to that instant. */
  readonly onPick?: (at: number) => void
}

const defaultHeight = 150
const none: SeriesData = { t: new Float64Array(), v: [], min: [], max: [] }

/**
 * Series over time: axes of recharts, lines of our own. Gaps stay open and are hatched.
 * Live, the charts of a page are drawn in turns, so that a sample never holds a frame up; in the past they are drawn at
 * once, because a person is moving.
 */
export function TimeChart(props: TimeChartProps) {
  const [ref, { width }] = useSize()
  const wanted = useMemoOf({ ...props, width })
  const isPast = props.at !== undefined
  const drawn = useTurn(wanted, (last) => isPast && last.width === width && last.data !== undefined)
  return (
    <div ref={ref} className={style['chart']} style={{ height: props.height ?? defaultHeight }}>
      {drawn.width > 0 && <Drawn {...drawn} />}
    </div>
  )
}

interface DrawnProps extends TimeChartProps {
  /** px. */
  readonly width: number
}

const Drawn = memo(function Drawn(props: DrawnProps) {
  const { data = none, series, unit, width, height = defaultHeight } = props
  const { model, axis, from, to } = useModel(props, data, height)
  const margins = useMemo(
    () => marginsFor(axis.ticks, unit, series),
    [axis.ticks.join(), unit, series.map(labelOf).join()],
  )
  const x = linearScale(from, to, margins.left, width - margins.right)
  const { isOwn, handlers } = usePointing(props, data, x)
  return (
    <div
      className={style['plot']}
      role="img"
      aria-label={`${props.label}. ${series.length} series`}
      aria-busy={props.data === undefined}
      tabIndex={0}
      {...handlers}
    >
      <ChartProvider value={model}>
        <Shell
          {...{ width, height, from, to, unit, margins }}
          lo={axis.lo}
          hi={axis.hi}
          ticks={axis.ticks.join(' ')}
        />
        <Crosshair {...{ from, to, width, height, margins, isOwn }} />
        {/* not read yet is not the same as not seen: only the latter is hatched */}
        {props.data === undefined && <div className={style['reading']}>Reading the history…</div>}
      </ChartProvider>
    </div>
  )
})

/** What is drawn, and the axes it is drawn on. */
function useModel(props: TimeChartProps, data: SeriesData, height: number) {
  const {
    series,
    unit,
    stacked = false,
    filled = false,
    shades = [],
    marks = [],
    at,
    fromZero = true,
  } = props
  const lines = useMemo(() => (stacked ? stack(data.v) : data.v), [data, stacked])
  const { from, to } = at === undefined ? steadyRange(props.from, props.to) : props
  const axis = useMemo(() => {
    const seen = extent(data.t, stacked ? lines : [...data.min, ...data.max], from, to)
    return valueAxis(seen, Math.max(1, Math.floor(height / 44)), fromZero, isCounted(unit) ? 1 : 0)
  }, [data, lines, stacked, from, to, height, fromZero, unit])
  const colors = series.map((each, k) => each.color ?? seriesColor(k))
  const range = { from: props.from, to: props.to }
  const model: ChartModel = {
    isRead: props.data !== undefined,
    data,
    lines,
    series,
    colors,
    unit,
    ...range,
    at,
    stacked,
    filled,
    shades,
    marks,
  }
  return { model, axis, from, to }
}

/** Pointer and keyboard over the plot: both move the one hovered instant, and both can pick it. */
function usePointing({ onPick, from, to, at }: TimeChartProps, data: SeriesData, x: Scale) {
  const [isOwn, setOwn] = useState(false)
  const timeAt = (event: MouseEvent<HTMLElement>) =>
    x.value(event.clientX - event.currentTarget.getBoundingClientRect().left)
  const leave = () => {
    setOwn(false)
    hoverAt(undefined)
  }
  const handlers = {
    onPointerMove: (event: MouseEvent<HTMLElement>) => {
      setOwn(true)
      hoverAt(timeAt(event))
    },
    onPointerLeave: leave,
    onFocus: () => setOwn(true),
    onBlur: leave,
    onClick: (event: MouseEvent<HTMLElement>) => onPick?.(Math.max(from, Math.min(to, timeAt(event)))),
    onKeyDown: (event: KeyboardEvent) => stepHover(event, data.t, at ?? to, onPick),
  }
  return { isOwn, handlers }
}

/** ← → walk along the samples, Enter goes to the instant under the crosshair. */
function stepHover(
  event: KeyboardEvent,
  t: Float64Array,
  start: number,
  onPick: ((at: number) => void) | undefined,
): void {
  const now = hoverNow() ?? start
  if (event.key === 'Enter') onPick?.(now)
  else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
    const index = nearest(t, now) + (event.key === 'ArrowLeft' ? -1 : 1)
    hoverAt(t[Math.max(0, Math.min(t.length - 1, index))])
  } else return
  event.preventDefault()
}

/** The same object while every property is the same: a parent that is drawn anew asks for no turn. */
function useMemoOf<T extends object>(value: T): T {
  const held = useRef(value)
  if (!isShallowEqual(held.current, value)) held.current = value
  return held.current
}

function isShallowEqual<T extends object>(a: T, b: T): boolean {
  const keys = Object.keys(b) as (keyof T)[]
  return keys.length === Object.keys(a).length && keys.every((key) => Object.is(a[key], b[key]))
}

const isCounted = (unit: Unit) => unit === 'count' || unit === 'messages' || unit === 'offset'

const labelOf = (each: ChartSeries) => each.label

/** Room for the widest tick at the left and the longest name at the right, by the usual width of a character. */
function marginsFor(ticks: readonly number[], unit: Unit, series: readonly ChartSeries[]): Margins {
  const tickWidth = Math.max(...ticks.map((value) => formatTick(value, unit).length)) * 5.8
  const names = series.length > 8 ? 0 : Math.max(0, ...series.map((each) => each.label.length)) * 5.9
  return { left: Math.max(34, tickWidth + 14), right: Math.min(130, names) + 12, top: 8, bottom: 18 }
}
