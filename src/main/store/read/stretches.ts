import type { Layout } from '../layout.ts'
import { SLOTS_PER_GROUP, SLOTS_PER_ROLLUP_GROUP } from '../layout.ts'
import { SLOTS_PER_CHUNK } from '../codec/tick.ts'
import type { HistoryFile } from './file.ts'
import { type Points, readPoints } from './rollup-columns.ts'
import type { Tier } from '../tiers.ts'

/** A piece of several series of one cadence: shared instants, one set of points for each series asked for. */
export interface Piece {
  readonly t: Float64Array
  readonly series: readonly Points[]
}

/** Slots that are asked for, parallel to the series; undefined: the layout doesn't have that series. */
export type Slots = readonly (number | undefined)[]

/** Raw samples of a layout in [from, to], oldest first: closed windows, then the tail. */
export function* rawPieces(
  file: HistoryFile,
  layout: Layout,
  slots: Slots,
  from: number,
  to: number,
): Generator<Piece> {
  for (const span of file.spans.overlapping(layout.id, 0, from, to)) {
    const all = file.spans.instants(span)
    const [start, end] = rangeOf(all, from, to)
    const scratch = new Float64Array(all.length)
    const values = slots.map((slot) => {
      const block =
        slot === undefined ? undefined : file.spans.block(span, Math.floor(slot / SLOTS_PER_GROUP))
      if (slot === undefined || block === undefined) return missing(end - start)
      block.read(slot % SLOTS_PER_GROUP, scratch)
      return scratch.slice(start, end)
    })
    yield { t: all.subarray(start, end), series: values.map(rawPoints) }
  }
  const tail = tailPiece(file, layout, slots, from, to)
  if (tail !== undefined) yield tail
}

function tailPiece(
  file: HistoryFile,
  layout: Layout,
  slots: Slots,
  from: number,
  to: number,
): Piece | undefined {
  const tail = file.tails.of(layout.id)
  const [start, end] = rangeOf(tail.instants(), from, to)
  if (start >= end) return undefined
  const values = slots.map(() => missing(end - start))
  for (const [chunk, asked] of slotsByChunk(slots))
    tail.walk(chunk, start, end - 1, (at, index) => {
      for (const [series, slot] of asked) values[series]![index - start] = at[slot]!
    })
  return { t: tail.instants().slice(start, end), series: values.map(rawPoints) }
}

/** Chunk → the series asked for in it, and where in the chunk they stand. */
function slotsByChunk(slots: Slots): ReadonlyMap<number, readonly (readonly [number, number])[]> {
  const chunks = new Map<number, [number, number][]>()
  slots.forEach((slot, series) => {
    if (slot === undefined) return
    const chunk = Math.floor(slot / SLOTS_PER_CHUNK)
    const asked = chunks.get(chunk) ?? []
    chunks.set(chunk, asked)
    asked.push([series, slot % SLOTS_PER_CHUNK])
  })
  return chunks
}

/** Thinned points of a layout in [from, to], oldest first. */
export function* thinnedPieces(
  file: HistoryFile,
  layout: Layout,
  tier: Tier,
  slots: Slots,
  from: number,
  to: number,
): Generator<Piece> {
  for (const span of file.spans.overlapping(layout.id, tier, from, to)) {
    const all = file.spans.instants(span)
    const [start, end] = rangeOf(all, from, to)
    const series = slots.map((slot): Points => {
      const block =
        slot === undefined ? undefined : file.spans.block(span, Math.floor(slot / SLOTS_PER_ROLLUP_GROUP))
      if (slot === undefined || block === undefined) return rawPoints(missing(end - start))
      return cut(readPoints(block, slot % SLOTS_PER_ROLLUP_GROUP), start, end)
    })
    yield { t: all.subarray(start, end), series }
  }
}

/** First index in [from, to], and the one after the last. */
function rangeOf(instants: Float64Array, from: number, to: number): readonly [number, number] {
  let start = 0
  while (start < instants.length && instants[start]! < from) start++
  let end = instants.length
  while (end > start && instants[end - 1]! > to) end--
  return [start, end]
}

const missing = (count: number): Float64Array => new Float64Array(count).fill(NaN)
const rawPoints = (values: Float64Array): Points => ({ min: values, max: values, mean: values, last: values })
const cut = ({ min, max, mean, last }: Points, start: number, end: number): Points => ({
  min: min.subarray(start, end),
  max: max.subarray(start, end),
  mean: mean.subarray(start, end),
  last: last.subarray(start, end),
})
