import type { Layout } from '../layout.ts'
import type { HistoryFile } from './file.ts'
import { type Tier, tierStepMs } from '../tiers.ts'

/** One part of a range, and what it's read from. */
export interface Part {
  readonly tier: Tier
  readonly from: number
  readonly to: number
}

interface Extent {
  readonly tier: Tier
  readonly from: number
  readonly to: number
}

/**
 * Which tier to read which part of [from, to] from: the coarsest that is still fine enough, what it doesn't have yet
 * from a finer one, what is no longer there raw from a coarser one.
 */
export function planOf(
  file: HistoryFile,
  layouts: readonly Layout[],
  from: number,
  to: number,
  stepMs: number,
): readonly Part[] {
  const wanted: Tier = stepMs >= tierStepMs[2] ? 2 : stepMs >= tierStepMs[1] ? 1 : 0
  const extents = ([0, 1, 2] as const).flatMap((tier) => extentOf(file, layouts, tier) ?? [])
  // nearest to what is wanted first; finer before coarser
  const byPreference = extents.toSorted((a, b) => preference(a.tier, wanted) - preference(b.tier, wanted))
  const parts: Part[] = []
  for (let cursor = from; cursor <= to;) {
    const part = nextPart(byPreference, cursor, to)
    if (part === undefined) break
    parts.push(part)
    cursor = part.to + 1
  }
  return parts
}

const preference = (tier: Tier, wanted: Tier): number => (tier <= wanted ? wanted - tier : 2 + tier - wanted)

function nextPart(byPreference: readonly Extent[], cursor: number, to: number): Part | undefined {
  const here = byPreference.find((extent) => extent.from <= cursor && extent.to >= cursor)
  if (here === undefined) {
    const next = Math.min(
      ...byPreference.filter((extent) => extent.from > cursor).map((extent) => extent.from),
    )
    return next <= to ? nextPart(byPreference, next, to) : undefined
  }
  // a better one may begin before this one ends
  const better = byPreference.slice(0, byPreference.indexOf(here)).filter((extent) => extent.from > cursor)
  const end = Math.min(to, here.to, ...better.map((extent) => extent.from - 1))
  return { tier: here.tier, from: cursor, to: end }
}

function extentOf(file: HistoryFile, layouts: readonly Layout[], tier: Tier): Extent | undefined {
  const all = layouts.flatMap((layout) => {
    const spans = file.spans.extent(layout.id, tier)
    const tail = tier === 0 ? file.tails.of(layout.id) : undefined
    const from = spans?.from ?? tail?.from
    const to = tail?.to ?? spans?.to
    return from === undefined || to === undefined ? [] : [{ from, to }]
  })
  if (all.length === 0) return undefined
  return { tier, from: Math.min(...all.map((e) => e.from)), to: Math.max(...all.map((e) => e.to)) }
}
