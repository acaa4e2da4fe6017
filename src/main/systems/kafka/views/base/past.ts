import type { Column, Look } from '../../../moment.ts'
import type { EntitySet } from '../../../sample.ts'

/** Over which rates are taken: long enough to be calm, short enough to be now. */
export const RATE_WINDOW_MS = 60_000

const rowMaps = new WeakMap<EntitySet, ReadonlyMap<string, number>>()

function rowsOf(set: EntitySet): ReadonlyMap<string, number> {
  let rows = rowMaps.get(set)
  if (rows === undefined) rowMaps.set(set, (rows = new Map(set.paths.map((path, row) => [path, row]))))
  return rows
}

/** A column's values in the order of another set; NaN where it has none. The very same array when the sets are one. */
export function alignedTo(entities: EntitySet, column: Column | undefined): Float64Array | undefined {
  if (column === undefined) return undefined
  if (column.entities === entities) return column.values
  const rows = rowsOf(column.entities)
  return Float64Array.from(entities.paths, (path) => column.values[rows.get(path) ?? -1] ?? Number.NaN)
}

/** A metric as it was some time ago, or as long ago as it is known, but within that time. */
export function before(look: Look, metric: string, windowMs: number): Column | undefined {
  const now = look.moment.column(metric)
  if (now === undefined) return undefined
  const past = look.column(metric, now.at - windowMs) ?? oldestIn(look, now, windowMs)
  return past !== undefined && past.at < now.at ? past : undefined
}

function oldestIn(look: Look, now: Column, windowMs: number): Column | undefined {
  const entity = now.entities.paths[0]
  if (entity === undefined) return undefined
  const [first] = look.series(entity, now.metric, now.at - windowMs, now.at).t
  return first === undefined ? undefined : look.column(now.metric, first)
}

/** How fast a counter rises, per second, for each entity of its newest column; NaN: not known, or it fell. */
export function rates(look: Look, metric: string, windowMs = RATE_WINDOW_MS): Float64Array {
  const now = look.moment.column(metric)
  if (now === undefined) return new Float64Array()
  const past = before(look, metric, windowMs)
  const values = new Float64Array(now.values.length).fill(Number.NaN)
  const then = alignedTo(now.entities, past)
  if (past === undefined || then === undefined) return values
  const seconds = (now.at - past.at) / 1000
  const known = past.entities === now.entities ? undefined : rowsOf(past.entities)
  for (let i = 0; i < values.length; i++) {
    // what didn't exist then has counted from nothing
    const from = known === undefined || known.has(now.entities.paths[i]!) ? then[i]! : 0
    const rise = now.values[i]! - from
    values[i] = rise >= 0 ? rise / seconds : Number.NaN
  }
  return values
}

/** One entity's rate. */
export function rateOf(look: Look, entity: string, metric: string, windowMs = RATE_WINDOW_MS): number {
  const now = look.moment.value(entity, metric)
  const column = look.moment.column(metric)
  if (now === undefined || column === undefined) return Number.NaN
  const { t, v } = look.series(entity, metric, column.at - windowMs, column.at)
  const first = v.findIndex((value) => !Number.isNaN(value))
  const seconds = first < 0 ? 0 : (column.at - t[first]!) / 1000
  const rise = first < 0 ? Number.NaN : now - v[first]!
  return seconds > 0 && rise >= 0 ? rise / seconds : Number.NaN
}
