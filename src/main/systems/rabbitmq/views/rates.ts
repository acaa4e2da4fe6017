import type { Column, Look } from '../../moment.ts'
import { rateWindowMs } from '../../base/reading.ts'

/**
 * A counter of many entities per second, by path: from the newest reading back to one a minute older, or to the oldest
 * in which the entity was seen, without a series for each. A counter that fell began anew: what it shows rose since.
 */
export function ratesOf(look: Look, metric: string, windowMs = rateWindowMs): ReadonlyMap<string, number> {
  return changes(look, metric, windowMs, (now, before) => (now >= before ? now - before : now))
}

/** Change of a gauge per second; it may fall. */
export function slopesOf(look: Look, metric: string, windowMs = rateWindowMs): ReadonlyMap<string, number> {
  return changes(look, metric, windowMs, (now, before) => now - before)
}

/** Those that were not seen twice are left out. */
function changes(
  look: Look,
  metric: string,
  windowMs: number,
  by: (now: number, before: number) => number,
): ReadonlyMap<string, number> {
  const now = look.moment.column(metric)
  const found = new Map<string, number>()
  if (now === undefined) return found
  for (const before of earlier(look, now, windowMs)) {
    const overS = (now.at - before.at) / 1000
    const old = valueIn(before, now)
    now.entities.paths.forEach((path, i) => {
      const change = found.has(path) ? NaN : by(now.values[i] ?? NaN, old(path, i))
      if (!Number.isNaN(change)) found.set(path, change / overS)
    })
    if (found.size === now.entities.paths.length) break
  }
  return found
}

/** Mostly both are of the very same entities: then a value is where it was. */
function valueIn(before: Column, now: Column): (path: string, i: number) => number {
  if (before.entities === now.entities) return (_, i) => before.values[i] ?? NaN
  const old = new Map(before.entities.paths.map((path, i) => [path, before.values[i] ?? NaN]))
  return (path) => old.get(path) ?? NaN
}

/** Readings of a window ago and since, oldest first: what is new was not there a minute ago. */
function* earlier(look: Look, now: Column, windowMs: number): Generator<Column> {
  let last = -Infinity
  for (const part of [1, 0.5, 0.25, 0.1]) {
    const column = look.column(now.metric, look.moment.at - windowMs * part)
    if (column === undefined || column.at >= now.at || column.at <= last) continue
    last = column.at
    yield column
  }
}

export function orNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value
}
