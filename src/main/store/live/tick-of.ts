import type { Column } from '../../systems/moment.ts'
import type { Cadence, EntitySet, ValueColumn } from '../../systems/sample.ts'
import type { RecentTick } from './recent.ts'

/** Columns of one cadence by metric; a metric that came in several columns becomes one. */
export function tickOf(columns: readonly ValueColumn[], cadence: Cadence, at: number): RecentTick {
  const byMetric = new Map<string, Column>()
  let bytes = 0
  for (const { metric, entities, values } of columns) {
    const column: Column = { metric, cadence, entities, values, at }
    const other = byMetric.get(metric)
    byMetric.set(metric, other === undefined ? column : joined(other, column))
    bytes += values.byteLength
  }
  return { at, columns: byMetric, bytes }
}

const joinedSets = new WeakMap<EntitySet, WeakMap<EntitySet, EntitySet>>()

function joined(a: Column, b: Column): Column {
  let ofA = joinedSets.get(a.entities)
  if (ofA === undefined) joinedSets.set(a.entities, (ofA = new WeakMap()))
  let entities = ofA.get(b.entities)
  if (entities === undefined)
    ofA.set(b.entities, (entities = { paths: [...a.entities.paths, ...b.entities.paths] }))
  const values = new Float64Array(entities.paths.length)
  values.set(a.values)
  values.set(b.values, a.values.length)
  return { ...a, entities, values }
}

const indexes = new WeakMap<EntitySet, ReadonlyMap<string, number>>()

/** Where an entity stands in a set; undefined: not in it. */
export function indexIn(entities: EntitySet, path: string): number | undefined {
  let index = indexes.get(entities)
  if (index === undefined) {
    index = new Map(entities.paths.map((entity, i) => [entity, i]))
    indexes.set(entities, index)
  }
  return index.get(path)
}
