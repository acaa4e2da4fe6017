import type { ReportChart } from '../../../shared/api/report.ts'
import { formatClock, formatMinute } from '../../../shared/base/format-time.ts'
import { formatValue } from '../../../shared/base/format-unit.ts'
import type { Unit } from '../../../shared/base/unit.ts'
import { blindStretches, linePath, spread, tenths, windowOf } from '../../../shared/chart/path.ts'
import { extent, timeTicks, valueAxis } from '../../../shared/chart/domain.ts'
import type { Axis } from '../../../shared/chart/domain.ts'
import { linearScale } from '../../../shared/chart/scale.ts'
import type { Scale } from '../../../shared/chart/scale.ts'
import { escapeHtml } from '../format/escape.ts'

const width = 720
const height = 170
const plot = { left: 58, right: 560, top: 10, bottom: height - 24 }
/** Series that get a name at their end; the others are drawn quietly. */
const mostNamed = 8

interface Drawn {
  readonly t: Float64Array
  readonly v: readonly Float64Array[]
  readonly x: Scale
  readonly y: Scale
  readonly axis: Axis
}

/**
 * Evidence as an SVG text: the same paths as on screen, with axes of its own. It needs neither a browser nor a script;
 * its colours are the document's (`--fg`, `--dim`, `--line`, `--series-n`, `--tone`).
 */
export function evidenceChart(chart: ReportChart): string {
  const t = Float64Array.from(chart.t)
  const v = chart.series.map((series) => Float64Array.from(series.v, (value) => value ?? Number.NaN))
  const axis = valueAxis(extent(t, v, chart.from, chart.to), 4)
  const x = linearScale(chart.from, chart.to, plot.left, plot.right)
  const y = linearScale(axis.lo, axis.hi, plot.bottom, plot.top)
  const drawn: Drawn = { t, v, x, y, axis }
  return [
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(inWords(chart, v))}">`,
    shade(chart, x),
    ...axes(chart, drawn),
    ...blind(chart, drawn),
    ...lines(chart, drawn),
    ...names(chart, drawn),
    '</svg>',
  ].join('')
}

function shade({ shade: { from, to }, from: first, to: last }: ReportChart, x: Scale): string {
  const left = x.px(Math.max(first, from))
  const wide = Math.max(1, x.px(Math.min(last, to)) - left)
  return `<rect class="shade" x="${r(left)}" y="${plot.top}" width="${r(wide)}" height="${plot.bottom - plot.top}"/>`
}

function axes({ from, to, unit }: ReportChart, { x, y, axis }: Drawn): readonly string[] {
  const clock = to - from < 600_000 ? formatClock : formatMinute
  const rows = axis.ticks.map(
    (tick) =>
      `<path class="grid" d="M${plot.left} ${r(y.px(tick))}H${plot.right}"/>` +
      `<text x="${plot.left - 6}" y="${r(y.px(tick) + 3.5)}" text-anchor="end">${escapeHtml(formatValue(tick, unit as Unit))}</text>`,
  )
  const columns = timeTicks(from, to, 6).map(
    (tick) => `<text x="${r(x.px(tick))}" y="${height - 8}" text-anchor="middle">${clock(tick)}</text>`,
  )
  return [...rows, ...columns]
}

/** Not seen is hatched, never drawn through. */
function blind({ from, to }: ReportChart, { t, v, x }: Drawn): readonly string[] {
  return blindStretches(t, v, from, to).map(
    (gap) =>
      `<rect class="blind" x="${r(x.px(gap.from))}" y="${plot.top}" width="${r(x.px(gap.to) - x.px(gap.from))}" height="${plot.bottom - plot.top}"/>`,
  )
}

function lines({ series, from, to }: ReportChart, { t, v, x, y }: Drawn): readonly string[] {
  const window = windowOf(t, from, to)
  // what is claimed about is drawn last, above the others
  const order = series.map((_, index) => index).sort((a, b) => Number(isMain(a)) - Number(isMain(b)))
  function isMain(index: number): boolean {
    return series[index]?.isMain === true
  }
  return order.map((index) => {
    const path = linePath(t, v[index] ?? new Float64Array(0), window, x, y)
    return `<path class="line ${color(isMain(index), index)}" transform="${tenths}" d="${path}"/>`
  })
}

function names({ series }: ReportChart, { v, y }: Drawn): readonly string[] {
  const named = series.slice(0, mostNamed)
  const wanted = named.map((_, index) => y.px(lastOf(v[index]) ?? 0))
  const placed = spread(wanted, 13, plot.top + 4, plot.bottom)
  return named.map(({ label, isMain }, index) => {
    const text = label.length > 26 ? `${label.slice(0, 25)}…` : label
    return `<text x="${plot.right + 8}" y="${r((placed[index] ?? 0) + 3.5)}" class="name ${color(isMain, index)}">${escapeHtml(text)}</text>`
  })
}

/** A class: a page that forbids styles on elements draws it as well. */
function color(isMain: boolean, index: number): string {
  return isMain ? 'main' : `series-${(index % 6) + 1}`
}

/** What one would read off it, for whoever can't see it. */
function inWords({ label, unit, series }: ReportChart, v: readonly Float64Array[]): string {
  const told = series.slice(0, mostNamed).map((each, index) => {
    const seen = (v[index] ?? new Float64Array(0)).filter((value) => !Number.isNaN(value))
    if (seen.length === 0) return `${each.label}: not seen`
    const value = (number: number) => formatValue(number, unit as Unit)
    return `${each.label} from ${value(seen[0] ?? 0)} to ${value(seen[seen.length - 1] ?? 0)}, at most ${value(Math.max(...seen))}`
  })
  return `${label}. ${told.join('; ')}`
}

function lastOf(v: Float64Array | undefined): number | undefined {
  return v?.findLast((value) => !Number.isNaN(value))
}

/** A tenth of a px is finer than any printer's dot here. */
function r(px: number): number {
  return Math.round(px * 10) / 10
}
