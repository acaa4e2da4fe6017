import type { Column, Look } from '../../../moment.ts'
import type { EntitySet } from '../../../sample.ts'

/** Over which rates are taken: long enough to be calm, short enough to be now. */
export const RATE_WINDOW_MS = 60_000

/** By set that is read from: where the entities of the set that was last aligned to stand in it. */
const places = new WeakMap<EntitySet, { readonly of: EntitySet; readonly rows: Int32Array }>()

function placesOf(of: EntitySet, from: EntitySet): Int32Array {
  const known = places.get(from)
  if (known?.of === of) return known.rows
  const byPath = new Map(from.paths.map((path, row) => [path, row]))
  const rows = new Int32Array(of.paths.length)
  of.paths.forEach((path, i) => (rows[i] = byPath.get(path) ?? -1))
  places.set(from, { of, rows })
  return rows
}

/** A column's values in the order of another set; NaN where it has none. The very same array when the sets are one. */
export function alignedTo(entities: EntitySet, column: Column | undefined): Float64Array | undefined {
  if (column === undefined) return undefined
  if (column.entities === entities) return column.values
  const rows = placesOf(entities, column.entities)
  const values = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) values[i] = rows[i]! < 0 ? Number.NaN : column.values[rows[i]!]!
  return values
}

/** A metric as it was some time ago, or as long ago as it is known, but within that time. */
export function before(look: Look, metric: string, windowMs: number): Column | undefined {
  const now = look.moment.column(metric)
  if (now === undefined) return undefined
  const past = look.column(metric, now.at - windowMs) ?? oldestIn(look, now, windowMs)
  return past !== undefined && past.at < now.at ? past : undefined
}

/** Its instant is read off one series of one entity: looking one of ten thousand entities up takes an index of all. */
function oldestIn(look: Look, now: Column, windowMs: number): Column | undefined {
  const firstOf = (entity: string, metric: string) => {
    const [first] = look.series(entity, metric, now.at - windowMs, now.at).t
    return first === undefined ? undefined : look.column(now.metric, first)
  }
  const [entity] = now.entities.paths
  const ofAnyTick = now.cadence === 'tick' ? firstOf('cluster', 'cluster.offline') : undefined
  // what was first told later than the cluster itself has its own beginning
  return ofAnyTick ?? (entity === undefined ? undefined : firstOf(entity, now.metric))
}

/** How fast each partition's watermark rises, per second, by row; NaN: not known, or it fell. */
export function partitionRates(look: Look, set: EntitySet): Float64Array {
  const rates = new Float64Array(set.paths.length).fill(Number.NaN)
  const column = look.moment.column('partition.hw')
  const past = before(look, 'partition.hw', RATE_WINDOW_MS)
  const now = alignedTo(set, column)
  const then = alignedTo(set, past)
  if (column === undefined || past === undefined || now === undefined || then === undefined) return rates
  const seconds = (column.at - past.at) / 1000
  const isNew = bornAfter(look, past.at)
  for (let row = 0; row < rates.length; row++) {
    // what didn't exist then has counted from nothing
    const from = Number.isNaN(then[row]!) && isNew(set.paths[row]!) ? 0 : then[row]!
    const rise = now[row]! - from
    rates[row] = rise >= 0 ? rise / seconds : Number.NaN
  }
  return rates
}

/** Whether a partition's topic was created after an instant. */
function bornAfter({ moment }: Look, at: number): (path: string) => boolean {
  const ids = moment.facts('topic.id')
  return (path) => (ids.get(path.slice(0, path.lastIndexOf('/')))?.since ?? at) > at
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
