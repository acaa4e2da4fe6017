import type { SeriesData } from '../../../shared/api/history.ts'
import { findGaps, type Stretch, usualStep } from './instants.ts'
import type { Points } from './rollup-columns.ts'

/** Series of one cadence, read: shared instants, and each series' place in the answer. */
export interface Read {
  readonly t: Float64Array
  readonly series: readonly { readonly index: number; readonly points: Points }[]
}

/** Where the points of the answer lie. */
interface Grid {
  readonly t: Float64Array
  /** For each of some ascending instants, the point that it belongs to. */
  indexesOf(instants: Float64Array): Int32Array
}

/**
 * Brings series of one or two cadences onto shared instants, at most `points`. Few samples stay as they are; many
 * are thinned onto a grid that stands still while a range moves over it, so that a live chart doesn't shimmer.
 */
export function thin(
  reads: readonly Read[],
  count: number,
  from: number,
  to: number,
  points: number,
): SeriesData {
  const gaps = reads.map((read) => findGaps(read.t))
  const samples = reads.reduce((sum, read) => sum + read.t.length, 0)
  const exact = samples <= 2 * points ? exactGrid(reads, gaps) : undefined
  const grid = exact !== undefined && exact.t.length <= points ? exact : evenGrid(from, to, points)
  const out = { v: blank(count, grid), min: blank(count, grid), max: blank(count, grid) }
  const hasSample = new Uint8Array(grid.t.length)
  reads.forEach((read, i) => fill(read, gaps[i]!, grid, out, hasSample))
  return compact(grid.t, out, hasSample)
}

const blank = (count: number, grid: Grid): Float64Array[] =>
  Array.from({ length: count }, () => new Float64Array(grid.t.length).fill(NaN))

/** All instants, and one within every gap, so that lines break there. */
function exactGrid(reads: readonly Read[], gaps: readonly (readonly Stretch[])[]): Grid {
  const breaks = Float64Array.from(gaps.flat(), (gap) => Math.round((gap.from + gap.to) / 2)).sort()
  const t = [...reads.map((read) => read.t), breaks].reduce(union, new Float64Array())
  return {
    t,
    indexesOf(instants) {
      const indexes = new Int32Array(instants.length)
      for (let i = 0, point = 0; i < instants.length; i++) {
        while (t[point]! < instants[i]!) point++
        indexes[i] = point
      }
      return indexes
    },
  }
}

/** The instants of two ascending lists, ascending, each once. */
function union(a: Float64Array, b: Float64Array): Float64Array {
  if (a.length === 0) return b
  if (b.length === 0) return a
  const all = new Float64Array(a.length + b.length)
  let count = 0
  for (let i = 0, j = 0; i < a.length || j < b.length; count++) {
    const next = Math.min(a[i] ?? Infinity, b[j] ?? Infinity)
    if (a[i] === next) i++
    if (b[j] === next) j++
    all[count] = next
  }
  return all.subarray(0, count)
}

function evenGrid(from: number, to: number, points: number): Grid {
  const width = Math.max(1, Math.ceil((to - from) / Math.max(1, points - 1)))
  const origin = Math.floor(from / width) * width
  const count = Math.floor((to - origin) / width) + 1
  const t = new Float64Array(count)
  for (let i = 0; i < count; i++) t[i] = Math.min(to, Math.max(from, origin + (i + 0.5) * width))
  return {
    t,
    indexesOf(instants) {
      const indexes = new Int32Array(instants.length)
      for (let i = 0; i < instants.length; i++) indexes[i] = Math.floor((instants[i]! - origin) / width)
      return indexes
    },
  }
}

interface Out {
  readonly v: readonly Float64Array[]
  readonly min: readonly Float64Array[]
  readonly max: readonly Float64Array[]
}

function fill(read: Read, gaps: readonly Stretch[], grid: Grid, out: Out, hasSample: Uint8Array): void {
  const own = new Uint8Array(grid.t.length)
  const at = grid.indexesOf(read.t)
  for (let i = 0; i < at.length; i++) own[at[i]!] = 1
  for (let point = 0; point < own.length; point++) hasSample[point]! |= own[point]!
  const between = pointsBetween(read.t, gaps, grid, own)
  for (const { index, points } of read.series) {
    const v = out.v[index]!
    accumulate(at, points, v, out.min[index]!, out.max[index]!)
    // a point between two samples of this cadence shows what was read last
    if (between.length > 0)
      for (const values of [v, out.min[index]!, out.max[index]!])
        for (const point of between) values[point] = values[point - 1]!
  }
}

/** Samples of one point follow each other: each point is summed up and written once. */
function accumulate(
  at: Int32Array,
  { mean, min, max }: Points,
  v: Float64Array,
  lowest: Float64Array,
  highest: Float64Array,
): void {
  for (let i = 0; i < at.length;) {
    const point = at[i]!
    let count = 0
    let sum = 0
    let low = Infinity
    let high = -Infinity
    for (; i < at.length && at[i] === point; i++) {
      const value = mean[i]!
      if (value !== value) continue
      // not from 0: −0 stays −0
      sum = count++ === 0 ? value : sum + value
      if (min[i]! < low) low = min[i]!
      if (max[i]! > high) high = max[i]!
    }
    if (count === 0) continue
    v[point] = count === 1 ? sum : sum / count
    lowest[point] = low
    highest[point] = high
  }
}

/** Points without a sample of this cadence that lie between two of them, and in no gap; ascending. */
function pointsBetween(
  t: Float64Array,
  gaps: readonly Stretch[],
  grid: Grid,
  own: Uint8Array,
): readonly number[] {
  const first = t[0] ?? Infinity
  const last = (t.at(-1) ?? -Infinity) + (usualStep(t, t.length - 1) ?? 0)
  const isOpen = (at: number) => at > first && at < last && !gaps.some((gap) => at > gap.from && at < gap.to)
  const points: number[] = []
  for (let point = 1; point < own.length; point++)
    if (!own[point] && isOpen(grid.t[point]!)) points.push(point)
  return points
}

/** Leaves out points that no cadence has a sample in; of a gap, one stays. */
function compact(t: Float64Array, out: Out, hasSample: Uint8Array): SeriesData {
  const isKept = (point: number) =>
    hasSample[point] === 1 || (isUnknown(out, point) && (point === 0 || hasSample[point - 1] === 1))
  const kept: number[] = []
  for (let point = 0; point < t.length; point++) if (isKept(point)) kept.push(point)
  // never the cached instants themselves: the answer may be handed over to another thread
  if (kept.length === t.length) return { t: t.slice(), ...out }
  const pick = (values: Float64Array) => Float64Array.from(kept, (point) => values[point]!)
  return { t: pick(t), v: out.v.map(pick), min: out.min.map(pick), max: out.max.map(pick) }
}

const isUnknown = (out: Out, point: number): boolean => out.v.every((values) => Number.isNaN(values[point]))
