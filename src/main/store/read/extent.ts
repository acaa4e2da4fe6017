import type { HistoryFile } from './file.ts'
import type { Extent } from './spans.ts'

/** First and last sample that is kept of a target, raw or thinned; undefined: none. */
export function extentOf(file: HistoryFile, target: number): Extent | undefined {
  const ends = file.directory.layouts(target).flatMap((layout) => {
    const tail = file.tails.of(layout.id)
    const spans = ([0, 1, 2] as const).flatMap((tier) => file.spans.extent(layout.id, tier) ?? [])
    return [tail.from, tail.to, ...spans.flatMap(({ from, to }) => [from, to])].filter(
      (at) => at !== undefined,
    )
  })
  return ends.length === 0 ? undefined : { from: Math.min(...ends), to: Math.max(...ends) }
}
