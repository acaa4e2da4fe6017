import type { Json } from '../../../shared/base/json.ts'
import type { Cadence, EntitySet, FactColumn, ValueColumn } from '../sample.ts'

/** The same set as before when the same entities are named, in whatever order: then the former order stays. */
export function sameOrNew(before: EntitySet | undefined, paths: readonly string[]): EntitySet {
  if (before === undefined || before.paths.length !== paths.length) return { paths }
  const known = new Set(before.paths)
  return paths.every((path) => known.has(path)) ? before : { paths }
}

/** A column by asking each entity's number; NaN where there is none. */
export function valueColumn(
  metric: string,
  entities: EntitySet,
  of: (path: string) => number | undefined,
  cadence: Cadence = 'tick',
): ValueColumn {
  const values = new Float64Array(entities.paths.length)
  entities.paths.forEach((path, i) => (values[i] = of(path) ?? NaN))
  return { metric, cadence, entities, values }
}

/** A fact of each entity: undefined where it was not observed, null where it holds no longer. */
export function factColumn(
  key: string,
  entities: EntitySet,
  of: (path: string) => Json | undefined,
  complete = true,
): FactColumn {
  return { key, entities, values: entities.paths.map(of), complete }
}
