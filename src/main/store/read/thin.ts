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
  /** The point that a sample belongs to. */
  indexOf(at: number): number
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
  const instants = new Set<number>()
  for (const { t } of reads) for (const at of t) instants.add(at)
  for (const gap of gaps.flat()) instants.add(Math.round((gap.from + gap.to) / 2))
  const t = Float64Array.from(instants).sort()
  const index = new Map(Array.from(t, (at, i) => [at, i]))
  return { t, indexOf: (at) => index.get(at) ?? 0 }
}

function evenGrid(from: number, to: number, points: number): Grid {
  const width = Math.max(1, Math.ceil((to - from) / Math.max(1, points - 1)))
  const origin = Math.floor(from / width) * width
  const count = Math.floor((to - origin) / width) + 1
  const t = Float64Array.from({ length: count }, (_, i) =>
    Math.min(to, Math.max(from, origin + (i + 0.5) * width)),
  )
  return { t, indexOf: (at) => Math.floor((at - origin) / width) }
}

interface Out {
  readonly v: readonly Float64Array[]
  readonly min: readonly Float64Array[]
  readonly max: readonly Float64Array[]
}

function fill(read: Read, gaps: readonly Stretch[], grid: Grid, out: Out, hasSample: Uint8Array): void {
  const own = new Uint8Array(grid.t.length)
  const at = Int32Array.from(read.t, (instant) => grid.indexOf(instant))
  for (const point of at) own[point] = hasSample[point] = 1
  const between = pointsBetween(read.t, gaps, grid, own)
  for (const { index, points } of read.series) {
    const v = out.v[index]!
    accumulate(at, points, v, out.min[index]!, out.max[index]!)
    // a point between two samples of this cadence shows what was read last
    for (const point of between)
      for (const values of [v, out.min[index]!, out.max[index]!]) values[point] = values[point - 1] ?? NaN
  }
}

function accumulate(
  at: Int32Array,
  points: Points,
  v: Float64Array,
  min: Float64Array,
  max: Float64Array,
): void {
  const counts = new Uint32Array(v.length)
  for (let i = 0; i < at.length; i++) {
    const mean = points.mean[i]!
    if (mean !== mean) continue
    const point = at[i]!
    if (counts[point] === 0) {
      v[point] = mean
      min[point] = points.min[i]!
      max[point] = points.max[i]!
    } else {
      v[point]! += mean
      if (points.min[i]! < min[point]!) min[point] = points.min[i]!
      if (points.max[i]! > max[point]!) max[point] = points.max[i]!
    }
    counts[point]! += 1
  }
  for (let point = 0; point < v.length; point++) if (counts[point]! > 1) v[point]! /= counts[point]!
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
  const keep = Int32Array.from(Array.from(t.keys()).filter(isKept))
  if (keep.length === t.length) return { t, ...out }
  const pick = (values: Float64Array) => Float64Array.from(keep, (point) => values[point]!)
  return { t: pick(t), v: out.v.map(pick), min: out.min.map(pick), max: out.max.map(pick) }
}

const isUnknown = (out: Out, point: number): boolean => out.v.every((values) => Number.isNaN(values[point]))
