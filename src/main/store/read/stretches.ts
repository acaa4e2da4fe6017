import type { Block } from '../codec/block.ts'
import { DamagedFrame } from '../codec/frame.ts'
import type { Layout } from '../layout.ts'
import { SLOTS_PER_GROUP, SLOTS_PER_ROLLUP_GROUP } from '../layout.ts'
import { SLOTS_PER_CHUNK } from '../codec/tick.ts'
import type { HistoryFile } from './file.ts'
import { lastAtOrBefore } from './instants.ts'
import { type Points, readPoints } from './rollup-columns.ts'
import type { Span } from './spans.ts'
import type { Tail } from './tails.ts'
import type { Tier } from '../tiers.ts'

/** A piece of several series of one cadence: shared instants, one set of points for each series asked for. */
export interface Piece {
  readonly t: Float64Array
  readonly series: readonly Points[]
}

/** Slots that are asked for, parallel to the series; undefined: the layout doesn't have that series. */
export type Slots = readonly (number | undefined)[]

/** Four samples a second for a month and a half. */
const MOST_SAMPLES = 2 ** 24

/** Raw samples of a layout in [from, to]: closed windows, then the tail. Undefined: there are none. */
export function rawPiece(
  file: HistoryFile,
  layout: Layout,
  slots: Slots,
  from: number,
  to: number,
): Piece | undefined {
  const overlapping = file.spans.overlapping(layout.id, 0, from, to)
  if (overlapping.reduce((sum, { ticks }) => sum + ticks, 0) > MOST_SAMPLES)
    throw new DamagedFrame('a layout has too many samples')
  const spans = overlapping.map((span): SpanRange => {
    const instants = file.spans.instants(span)
    return { span, instants, ...rangeOf(instants, from, to) }
  })
  const tail = file.tails.of(layout.id)
  const tailRange = { instants: tail.instants(), ...rangeOf(tail.instants(), from, to) }
  const ranges = [...spans, tailRange]
  const count = ranges.reduce((sum, { start, end }) => sum + end - start, 0)
  if (count === 0) return undefined
  const t = new Float64Array(count)
  const values = slots.map(() => new Float64Array(count))
  let at = 0
  for (const range of spans) {
    readSpan(file, range, slots, values, at)
    at += range.end - range.start
  }
  readTail(tail, tailRange, slots, values, at)
  at = 0
  for (const { instants, start, end } of ranges) {
    t.set(instants.subarray(start, end), at)
    at += end - start
  }
  return { t, series: values.map(rawPoints) }
}

/** Instants `start` to `end` − 1 are asked for. */
interface Range {
  readonly instants: Float64Array
  readonly start: number
  readonly end: number
}

interface SpanRange extends Range {
  readonly span: Span
}

/** What is asked for of a span, decoded into place. */
function readSpan(
  file: HistoryFile,
  { span, instants, start, end }: SpanRange,
  slots: Slots,
  values: readonly Float64Array[],
  at: number,
): void {
  const isWhole = end - start === instants.length
  const scratch = isWhole ? undefined : new Float64Array(instants.length)
  const blockOf = blocksIn(file, span, SLOTS_PER_GROUP)
  slots.forEach((slot, i) => {
    const out = values[i]!
    const block = slot === undefined ? undefined : blockOf(slot)
    if (slot === undefined || block === undefined) out.fill(NaN, at, at + end - start)
    else {
      block.read(slot % SLOTS_PER_GROUP, scratch ?? out, isWhole ? at : 0)
      if (scratch !== undefined) out.set(scratch.subarray(start, end), at)
    }
  })
}

/** Finds the block of a slot; neighbours ask for the same one. */
function blocksIn(file: HistoryFile, span: Span, slotsPerGroup: number): (slot: number) => Block | undefined {
  let last: { readonly group: number; readonly block: Block | undefined } | undefined
  return (slot) => {
    const group = Math.floor(slot / slotsPerGroup)
    if (last?.group !== group) last = { group, block: file.spans.block(span, group) }
    return last.block
  }
}

function readTail(
  tail: Tail,
  { start, end }: Range,
  slots: Slots,
  values: readonly Float64Array[],
  at: number,
): void {
  if (start >= end) return
  for (const out of values) out.fill(NaN, at)
  for (const [chunk, asked] of slotsByChunk(slots))
    tail.walk(chunk, start, end - 1, (now, index) => {
      for (const [series, slot] of asked) values[series]![at + index - start] = now[slot]!
    })
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
    const { start, end } = rangeOf(all, from, to)
    const blockOf = blocksIn(file, span, SLOTS_PER_ROLLUP_GROUP)
    const series = slots.map((slot): Points => {
      const block = slot === undefined ? undefined : blockOf(slot)
      if (slot === undefined || block === undefined) return rawPoints(missing(end - start))
      return cut(readPoints(block, slot % SLOTS_PER_ROLLUP_GROUP), start, end)
    })
    yield { t: all.subarray(start, end), series }
  }
}

/** First index in [from, to], and the one after the last. */
function rangeOf(instants: Float64Array, from: number, to: number): { start: number; end: number } {
  const before = lastAtOrBefore(instants, from)
  const start = before >= 0 && instants[before] === from ? before : before + 1
  return { start, end: Math.max(start, lastAtOrBefore(instants, to) + 1) }
}

const missing = (count: number): Float64Array => new Float64Array(count).fill(NaN)
const rawPoints = (values: Float64Array): Points => ({ min: values, max: values, mean: values, last: values })
const cut = ({ min, max, mean, last }: Points, start: number, end: number): Points => ({
  min: min.subarray(start, end),
  max: max.subarray(start, end),
  mean: mean.subarray(start, end),
  last: last.subarray(start, end),
})
