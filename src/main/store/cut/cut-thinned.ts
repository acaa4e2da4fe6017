import type { Cadence } from '../../systems/sample.ts'
import { encodeInstants } from '../codec/instants.ts'
import { encodeRoster } from '../codec/roster.ts'
import { cadences, GROUPS, type Layout, NUMBERS, SLOTS_PER_ROLLUP_GROUP } from '../layout.ts'
import type { HistoryFile } from '../read/file.ts'
import type { Span } from '../read/spans.ts'
import type { Destination } from './cut-facts.ts'
import type { Range } from './cut-target.ts'

/**
 * Copies the points of days whose raw samples are gone already. A day is taken whole, as it lies there.
 * @returns how many points of five minutes, or where those are gone too of an hour, there were
 */
export function cutThinned(
  source: HistoryFile,
  sourceTarget: number,
  cadence: Cadence,
  range: Range,
  out: Destination,
): number {
  const layouts = source.directory.layouts(sourceTarget).filter((layout) => layout.cadence === cadence)
  const rawFrom = Math.min(...layouts.map((layout) => firstRaw(source, layout)))
  let points = 0
  for (const layout of layouts) {
    const days = ([1, 2] as const).flatMap((tier) =>
      source.spans
        .overlapping(layout.id, tier, range.from, range.to)
        .filter(({ t0 }) => t0 < rawFrom)
        .map((span) => ({ tier, span })),
    )
    if (days.length === 0) continue
    const copy = putLayout(source, sourceTarget, layout, out)
    for (const { tier, span } of days) putSpan(source, span, tier, copy, out)
    points += days.reduce((sum, { span }) => sum + span.ticks, 0)
  }
  return points
}

function firstRaw(source: HistoryFile, layout: Layout): number {
  return source.spans.extent(layout.id, 0)?.from ?? source.tails.of(layout.id).from ?? Infinity
}

/** The same slots, so that blocks can be taken as they are. */
function putLayout(
  source: HistoryFile,
  sourceTarget: number,
  { cadence, metrics, entities }: Layout,
  { target, numbering, rows }: Destination,
): number {
  const { words } = source.directory
  const { paths } = source.directory.names(sourceTarget)
  const layout = rows.newLayout(target, cadences.indexOf(cadence))
  const roster = {
    metrics: metrics.map((word) => numbering.word(words[word]!)),
    entities: entities.map((entity) => numbering.entity(paths[entity]!)),
  }
  rows.putRoster(layout * NUMBERS, encodeRoster(roster))
  return layout
}

function putSpan(source: HistoryFile, span: Span, tier: 1 | 2, layout: number, { rows }: Destination): void {
  const id = rows.newSpan()
  let bytes = 0
  for (let group = 0; group < Math.ceil(span.slots / SLOTS_PER_ROLLUP_GROUP); group++) {
    const blob = source.spans.blob(span, group)
    if (blob === undefined) continue
    rows.putBlock(id * GROUPS + group, blob)
    bytes += blob.length
  }
  const { t0, t1, ticks, slots } = span
  const instants = encodeInstants(source.spans.instants(span))
  rows.putSpan({ id, layout, tier, t0, t1, ticks, slots, bytes, instants })
}
