import type { Cadence } from '../../systems/sample.ts'
import { encodeSegment, sealBlock, type Segment } from '../codec/block.ts'
import { encodeInstants } from '../codec/instants.ts'
import { encodeRoster } from '../codec/roster.ts'
import { cadences, GROUPS, type Layout, NUMBERS, SLOTS_PER_GROUP } from '../layout.ts'
import type { HistoryFile } from '../read/file.ts'
import { type Asked, readRaw } from '../read/series.ts'
import type { Destination } from './cut-facts.ts'
import type { Range } from './cut-target.ts'
import type { RecordingRows } from './recording-rows.ts'

const TICKS_PER_SEGMENT = 90
/** As four windows make one span in the store: an instant is found by opening a few blocks, however long the cut is. */
const TICKS_PER_SPAN = 4 * TICKS_PER_SEGMENT

interface Observed extends Asked {
  /** Over all instants of the cut. */
  readonly values: Float64Array
}

/** A stretch of the cut that becomes one span. */
interface Stretch {
  readonly id: number
  /** First of its instants, and how many. */
  readonly start: number
  readonly ticks: number
  bytes: number
}

/**
 * Copies the raw samples of one cadence: series that were observed in the range, in spans as the store keeps them.
 * @param onSlots told how many more slots of the source were looked at
 * @returns the instants of the samples
 */
export function cutValues(
  source: HistoryFile,
  sourceTarget: number,
  cadence: Cadence,
  range: Range,
  { target, numbering, rows }: Destination,
  onSlots: (slots: number) => void,
): Float64Array {
  const layouts = source.directory.layouts(sourceTarget).filter((layout) => layout.cadence === cadence)
  const instants = instantsOf(source, layouts, range)
  if (instants.length === 0) return instants
  const { words } = source.directory
  const { paths } = source.directory.names(sourceTarget)
  const layout = rows.newLayout(target, cadences.indexOf(cadence))
  const stretches = stretchesOf(instants.length, rows)
  const roster = { metrics: new Array<number>(), entities: new Array<number>() }
  for (const group of groupsOf(observedIn(source, layouts, instants, range, onSlots))) {
    putGroup(group, stretches, roster.metrics.length / SLOTS_PER_GROUP, rows)
    for (const { word, entity } of group) {
      roster.metrics.push(numbering.word(words[word]!))
      roster.entities.push(numbering.entity(paths[entity]!))
    }
  }
  rows.putRoster(layout * NUMBERS, encodeRoster(roster))
  for (const { id, start, ticks, bytes } of stretches) {
    const own = instants.subarray(start, start + ticks)
    const [t0, t1] = [own[0]!, own.at(-1)!]
    const slots = roster.metrics.length
    rows.putSpan({ id, layout, tier: 0, t0, t1, ticks, slots, bytes, instants: encodeInstants(own) })
  }
  return instants
}

function stretchesOf(ticks: number, rows: RecordingRows): readonly Stretch[] {
  return Array.from({ length: Math.ceil(ticks / TICKS_PER_SPAN) }, (_, i): Stretch => {
    const start = i * TICKS_PER_SPAN
    return { id: rows.newSpan(), start, ticks: Math.min(TICKS_PER_SPAN, ticks - start), bytes: 0 }
  })
}

/** One block for each stretch in which anything of the group was observed. */
function putGroup(
  series: readonly Observed[],
  stretches: readonly Stretch[],
  group: number,
  rows: RecordingRows,
): void {
  for (const stretch of stretches) {
    const { id, start, ticks } = stretch
    const segments = segmentsOf(
      series.map(({ values }) => values.subarray(start, start + ticks)),
      ticks,
    )
    if (segments.every(({ bytes }) => bytes.length === 0)) continue
    const blob = sealBlock(segments)
    rows.putBlock(id * GROUPS + group, blob)
    stretch.bytes += blob.length
  }
}

function instantsOf(source: HistoryFile, layouts: readonly Layout[], { from, to }: Range): Float64Array {
  const all = layouts.flatMap((layout) => [
    ...source.spans.overlapping(layout.id, 0, from, to).flatMap((span) => [...source.spans.instants(span)]),
    ...source.tails.of(layout.id).instants(),
  ])
  return Float64Array.from(all.filter((at) => at >= from && at <= to))
}

/** Every series that was observed at least once, a group of source slots at a time. */
function* observedIn(
  source: HistoryFile,
  layouts: readonly Layout[],
  instants: Float64Array,
  { from, to }: Range,
  onSlots: (slots: number) => void,
): Generator<Observed> {
  for (const group of groupsOf(seriesOf(layouts))) {
    const { t, series } = readRaw(source, layouts, group, from, to)
    for (const [i, { last }] of series.entries()) {
      if (last.every((value) => Number.isNaN(value))) continue
      yield { ...group[i]!, values: t.length === instants.length ? last : spread(t, last, instants) }
    }
    onSlots(group.length)
  }
}

/** Values of some of the instants, set among all of them. */
function spread(t: Float64Array, last: Float64Array, instants: Float64Array): Float64Array {
  const values = new Float64Array(instants.length).fill(NaN)
  let i = 0
  for (const [k, at] of t.entries()) {
    while (instants[i]! < at) i++
    values[i] = last[k]!
  }
  return values
}

/** All series of some layouts, each once. */
function* seriesOf(layouts: readonly Layout[]): Generator<Asked> {
  const seen = new Set<number>()
  for (const { metrics, entities } of layouts)
    for (const [slot, word] of metrics.entries()) {
      const entity = entities[slot]!
      const key = word * NUMBERS + entity
      if (seen.has(key)) continue
      seen.add(key)
      yield { word, entity }
    }
}

function* groupsOf<T>(items: Iterable<T>): Generator<readonly T[]> {
  let group: T[] = []
  for (const item of items) {
    group.push(item)
    if (group.length < SLOTS_PER_GROUP) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}

function segmentsOf(columns: readonly Float64Array[], ticks: number): readonly Segment[] {
  const segments: Segment[] = []
  for (let start = 0; start < ticks; start += TICKS_PER_SEGMENT) {
    const count = Math.min(TICKS_PER_SEGMENT, ticks - start)
    const part = columns.map((column) => column.subarray(start, start + count))
    segments.push({ ticks: count, bytes: encodeSegment(part, count) })
  }
  return segments
}
