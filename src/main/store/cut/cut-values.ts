import type { Cadence } from '../../systems/sample.ts'
import { encodeSegment, sealBlock, type Segment } from '../codec/block.ts'
import { encodeInstants } from '../codec/instants.ts'
import { encodeRoster } from '../codec/roster.ts'
import { cadences, GROUPS, type Layout, NUMBERS, SLOTS_PER_GROUP } from '../layout.ts'
import type { HistoryFile } from '../read/file.ts'
import { type Asked, readRaw } from '../read/series.ts'
import type { Destination } from './cut-facts.ts'
import type { Range } from './cut-target.ts'

const TICKS_PER_SEGMENT = 90

interface Observed extends Asked {
  /** Over all instants of the cut. */
  readonly values: Float64Array
}

/** Copies the raw samples of one cadence: series that were observed in the range, in one span. */
export function cutValues(
  source: HistoryFile,
  sourceTarget: number,
  cadence: Cadence,
  range: Range,
  { target, numbering, rows }: Destination,
): void {
  const layouts = source.directory.layouts(sourceTarget).filter((layout) => layout.cadence === cadence)
  const instants = instantsOf(source, layouts, range)
  if (instants.length === 0) return
  const { words } = source.directory
  const { paths } = source.directory.names(sourceTarget)
  const layout = rows.newLayout(target, cadences.indexOf(cadence))
  const span = rows.newSpan()
  const roster = { metrics: new Array<number>(), entities: new Array<number>() }
  let bytes = 0
  for (const group of groupsOf(observedIn(source, layouts, instants, range))) {
    const blob = sealBlock(
      segmentsOf(
        group.map((series) => series.values),
        instants.length,
      ),
    )
    rows.putBlock(span * GROUPS + roster.metrics.length / SLOTS_PER_GROUP, blob)
    bytes += blob.length
    for (const { word, entity } of group) {
      roster.metrics.push(numbering.word(words[word]!))
      roster.entities.push(numbering.entity(paths[entity]!))
    }
  }
  rows.putRoster(layout * NUMBERS, encodeRoster(roster))
  rows.putSpan({
    id: span,
    layout,
    tier: 0,
    t0: instants[0]!,
    t1: instants.at(-1)!,
    ticks: instants.length,
    slots: roster.metrics.length,
    bytes,
    instants: encodeInstants(instants),
  })
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
): Generator<Observed> {
  const index = new Map(Array.from(instants, (at, i) => [at, i]))
  for (const group of groupsOf(seriesOf(layouts))) {
    const { t, series } = readRaw(source, layouts, group, from, to)
    for (const [i, points] of series.entries()) {
      const values = new Float64Array(instants.length).fill(NaN)
      t.forEach((at, k) => (values[index.get(at)!] = points.last[k]!))
      if (values.some((value) => !Number.isNaN(value))) yield { ...group[i]!, values }
    }
  }
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
