import type { RunEntry } from '../../../shared/api/experiments.ts'

/** How many entries lie at or before an instant: those are what a drawing shows. Entries never go back in time. */
export function countUntil(entries: readonly RunEntry[], until: number): number {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((entries[middle]?.at ?? Infinity) <= until) low = middle + 1
    else high = middle
  }
  return low
}

/** What stands in the list of events: the others are only drawn. */
export function isListed(entry: RunEntry): boolean {
  return entry.says !== ''
}

/** Who speaks in a log, in the order in which they first did. */
export function actorsOf(entries: readonly RunEntry[]): readonly string[] {
  const actors = new Set<string>()
  for (const entry of entries)
    if (isListed(entry) && entry.kind !== 'step' && entry.actor !== '') actors.add(entry.actor)
  return [...actors]
}

/**
 * The listed event before or after an instant, for stepping through a replay; undefined: none.
 * @param direction −1: the last one that lies before `at`; 1: the first one after it
 */
export function neighbour(entries: readonly RunEntry[], at: number, direction: -1 | 1): RunEntry | undefined {
  if (direction === 1) return entries.slice(countUntil(entries, at)).find(isListed)
  return entries.slice(0, countUntil(entries, at - 1)).findLast(isListed)
}
