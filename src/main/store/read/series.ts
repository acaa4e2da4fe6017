import type { SeriesData, SeriesQuery } from '../../../shared/api/history.ts'
import type { Series } from '../../systems/moment.ts'
import type { Layout } from '../layout.ts'
import type { HistoryFile } from './file.ts'
import { tierStepMs } from '../tiers.ts'
import { type Part, planOf } from './plan.ts'
import { ratesOf } from './rates.ts'
import type { Points } from './rollup-columns.ts'
import { type Piece, rawPiece, type Slots, thinnedPieces } from './stretches.ts'
import { type Read, thin } from './thin.ts'

/** A rate needs the sample before: look back far enough for the slow cadence. */
const LOOK_BACK_MS = 200_000

/** One series as sampled, [from, to]. */
export function readSeries(
  file: HistoryFile,
  target: number,
  entity: string,
  metric: string,
  from: number,
  to: number,
): Series {
  const asked = [seriesOf(file, target, entity, metric)]
  const layouts = layoutsOf(file, target, asked)
  const parts = planOf(file, layouts, from, to, 0)
  const pieces = parts.flatMap((part) => piecesOf(file, layouts, asked, part))
  const { t, series } = joined(pieces, 1)
  // not the cached instants themselves
  return { t: t.slice(), v: series[0]!.last }
}

/** @see HistoryReader.series */
export function querySeries(file: HistoryFile, target: number, query: SeriesQuery): SeriesData {
  const { from, to, points } = query
  const all = query.series.map(({ entity, metric }) => seriesOf(file, target, entity, metric))
  const layouts = file.directory.layouts(target)
  const reads = (['tick', 'slow'] as const).flatMap((cadence) => {
    const own = layouts.filter((layout) => layout.cadence === cadence)
    const indexes = [...all.keys()].filter((i) => own.some((layout) => layout.has(all[i]!.word)))
    if (indexes.length === 0) return []
    const asked = indexes.map((i) => all[i]!)
    const parts = planOf(file, own, from, to, (to - from) / points)
    const pieces = parts.map((part) => readPart(file, own, asked, part, query.as))
    const { t, series } = joined(pieces, asked.length)
    return [{ t, series: series.map((points, i) => ({ index: indexes[i]!, points })) } satisfies Read]
  })
  return thin(reads, all.length, from, to, points)
}

/** Several series of one cadence as sampled, [from, to]. */
export function readRaw(
  file: HistoryFile,
  layouts: readonly Layout[],
  asked: readonly Asked[],
  from: number,
  to: number,
): Piece {
  return joined(piecesOf(file, layouts, asked, { tier: 0, from, to }), asked.length)
}

/** What a series is called in the file; −1: it was never seen there. */
export interface Asked {
  readonly word: number
  readonly entity: number
}

function seriesOf(file: HistoryFile, target: number, entity: string, metric: string): Asked {
  const { directory } = file
  return {
    word: directory.wordIds.get(metric) ?? -1,
    entity: directory.names(target).numberOf(entity) ?? -1,
  }
}

const layoutsOf = (file: HistoryFile, target: number, asked: readonly Asked[]): readonly Layout[] =>
  file.directory.layouts(target).filter((layout) => asked.some(({ word }) => layout.has(word)))

function readPart(
  file: HistoryFile,
  layouts: readonly Layout[],
  asked: readonly Asked[],
  part: Part,
  as: 'value' | 'rate',
): Piece {
  if (as === 'value') return joined(piecesOf(file, layouts, asked, part), asked.length)
  const lookBackMs = Math.max(LOOK_BACK_MS, 2 * tierStepMs[part.tier])
  const wider = joined(
    piecesOf(file, layouts, asked, { ...part, from: part.from - lookBackMs }),
    asked.length,
  )
  const rates = { t: wider.t, series: wider.series.map((points) => ratesOf(wider.t, points)) }
  return from(rates, part.from)
}

function from({ t, series }: Piece, at: number): Piece {
  const start = t.findIndex((instant) => instant >= at)
  if (start < 0) return joined([], series.length)
  const cut = (values: Float64Array) => values.subarray(start)
  return {
    t: cut(t),
    series: series.map(({ min, max, mean, last }) => ({
      min: cut(min),
      max: cut(max),
      mean: cut(mean),
      last: cut(last),
    })),
  }
}

function piecesOf(
  file: HistoryFile,
  layouts: readonly Layout[],
  asked: readonly Asked[],
  part: Part,
): readonly Piece[] {
  return layouts.flatMap((layout) => {
    if (!asked.some(({ word }) => layout.has(word))) return []
    const slots: Slots = asked.map(({ word, entity }) => layout.slotOf(word, entity))
    return part.tier === 0
      ? (rawPiece(file, layout, slots, part.from, part.to) ?? [])
      : [...thinnedPieces(file, layout, part.tier, slots, part.from, part.to)]
  })
}

function joined(pieces: readonly Piece[], count: number): Piece {
  if (pieces.length === 1) return pieces[0]!
  const join = (arrays: readonly Float64Array[]) => {
    const all = new Float64Array(arrays.reduce((sum, array) => sum + array.length, 0))
    let at = 0
    for (const array of arrays) {
      all.set(array, at)
      at += array.length
    }
    return all
  }
  const series = Array.from({ length: count }, (_, i): Points => {
    const of = (which: keyof Points) => join(pieces.map((piece) => piece.series[i]![which]))
    const last = of('last')
    // raw samples share one array
    const isRaw = pieces.every(({ series }) => series[i]!.min === series[i]!.last)
    return isRaw
      ? { min: last, max: last, mean: last, last }
      : { min: of('min'), max: of('max'), mean: of('mean'), last }
  })
  return { t: join(pieces.map((piece) => piece.t)), series }
}
