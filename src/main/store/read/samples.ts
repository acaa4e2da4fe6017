import type { HistoryFile } from './file.ts'
import { findGaps, usualStep } from './instants.ts'
import type { Tier } from '../tiers.ts'

/** Samples before and after an instant that tell whether it lies in a gap. */
const AROUND = 6

/**
 * The instants of a target's samples in [from, to], with a few on either side. Where raw samples are gone, those of
 * the thinned points.
 */
export function instantsIn(file: HistoryFile, target: number, from: number, to: number): Float64Array {
  const all: number[] = []
  let before: number[] = []
  for (const instants of runsOf(file, target, from, to))
    for (const at of instants) {
      if (at < from) before = [...before.slice(1 - AROUND), at]
      else all.push(at)
    }
  const after = all.findIndex((at) => at > to)
  return Float64Array.from([...before, ...(after < 0 ? all : all.slice(0, after + AROUND))])
}

/** Runs of instants that cover [from, to] and the nearest samples outside it, oldest first. */
function* runsOf(file: HistoryFile, target: number, from: number, to: number): Generator<Float64Array> {
  const layouts = file.directory.layouts(target).filter((layout) => layout.cadence === 'tick')
  const rawFrom = Math.min(...layouts.map((layout) => rawStart(file, layout.id)))
  for (const layout of layouts) {
    const tier: Tier = rawFrom > from ? 1 : 0
    if (tier === 1) yield* spanInstants(file, layout.id, 1, from, rawFrom - 1)
  }
  for (const layout of layouts) {
    yield* spanInstants(file, layout.id, 0, from, to)
    const tail = file.tails.of(layout.id)
    if (tail.from !== undefined) yield tail.instants()
  }
}

function rawStart(file: HistoryFile, layout: number): number {
  return file.spans.extent(layout, 0)?.from ?? file.tails.of(layout).from ?? Infinity
}

function* spanInstants(
  file: HistoryFile,
  layout: number,
  tier: Tier,
  from: number,
  to: number,
): Generator<Float64Array> {
  const here = file.spans.before(layout, tier, from)
  const first = here && (file.spans.before(layout, tier, here.t0 - 1) ?? here)
  for (const span of file.spans.overlapping(layout, tier, first?.t0 ?? from, to))
    yield file.spans.instants(span)
  const next = file.spans.after(layout, tier, to)
  if (next !== undefined) yield file.spans.instants(next)
}

/** The gap that an instant lies in; `to` undefined: nothing came after it. */
export function gapAt(
  file: HistoryFile,
  target: number,
  at: number,
): { readonly from: number; readonly to: number | undefined } | undefined {
  const instants = instantsIn(file, target, at, at)
  const gap = findGaps(instants).find(({ from, to }) => at > from && at < to)
  if (gap !== undefined) return gap
  const last = instants.at(-1)
  const step = usualStep(instants, instants.length - 1)
  if (last === undefined || step === undefined || at - last <= 3 * step) return undefined
  return { from: last, to: undefined }
}

/** The nearest sample before or after an instant. */
export function stepSample(
  file: HistoryFile,
  target: number,
  from: number,
  isBack: boolean,
): number | undefined {
  const instants = instantsIn(file, target, from, from)
  return isBack ? instants.findLast((at) => at < from) : instants.find((at) => at > from)
}
