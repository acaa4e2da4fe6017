import type { Json } from '../../../shared/base/json.ts'
import type { Held } from '../../systems/moment.ts'
import type { EntitySet, FactColumn } from '../../systems/sample.ts'
import { isSameJson } from '../../../shared/base/same-json.ts'
import type { KeptEdge } from './recent-edges.ts'

/** One fact of one entity, held or not; changed in place as samples come. */
interface Cell {
  readonly entity: string
  value: Json
  since: number
  /** Number of the last complete column that spoke of it. */
  seen: number
}

/** Facts of one key that were spoken of for the first time, in parallel. */
export interface Found {
  readonly key: string
  readonly paths: readonly string[]
  readonly values: readonly Json[]
}

/** What a sample's facts came to. */
export interface Edges {
  /** Nothing was known before, so nothing changed. */
  readonly found: readonly Found[]
  readonly changed: readonly KeptEdge[]
}

/** Edges from nothing as what was found, key by key. */
export function foundOf(edges: Iterable<KeptEdge>): readonly Found[] {
  return Array.from(
    Map.groupBy(edges, ({ edge }) => edge.key),
    ([key, group]) => ({
      key,
      paths: group.map(({ edge }) => edge.entity),
      values: group.map(({ edge }) => edge.after),
    }),
  )
}

/** The facts of one key. */
class LiveKey {
  readonly held = new Map<string, Cell>()
  /** Cells that hold nothing now, but that cached lists refer to. */
  readonly #dead = new Map<string, Cell>()
  #lists = new WeakMap<EntitySet, readonly Cell[]>()
  /** The set that certainly lists every held entity. */
  #coveredBy: EntitySet | undefined
  #lastColumn: FactColumn | undefined
  #round = 0

  /** As diff, while nothing of the key is known: a first sight may be of hundreds of thousands. */
  take(column: FactColumn, at: number): Found {
    const { key, entities, values, complete } = column
    const cells = entities.paths.map((entity, i): Cell => ({
      entity,
      value: values[i] ?? null,
      since: at,
      seen: 0,
    }))
    for (const cell of cells) if (cell.value !== null) this.held.set(cell.entity, cell)
    this.#keepList(entities, cells)
    if (complete) this.#coveredBy = entities
    this.#lastColumn = column
    // the very list of the set, where it can be: what is looked up for one key then does for all
    if (this.held.size === cells.length)
      return { key, paths: entities.paths, values: cells.map(({ value }) => value) }
    const held = [...this.held.values()]
    return { key, paths: held.map(({ entity }) => entity), values: held.map(({ value }) => value) }
  }

  diff(column: FactColumn, at: number, edges: KeptEdge[]): void {
    const { key, entities, values } = column
    const last = this.#lastColumn
    if (last?.values === values && last.entities === entities && column.complete === last.complete) return
    const known = this.#lists.get(entities)
    const cells = known ?? entities.paths.map((path) => this.#cell(path))
    for (let i = 0; i < cells.length; i++) {
      const value = values[i]
      const cell = cells[i]!
      if (value === undefined || value === cell.value) continue
      this.#set(cell, key, value, at, edges)
    }
    if (known === undefined) this.#keepList(entities, cells)
    if (column.complete) this.#endOthers(cells, entities, key, at, edges)
    this.#lastColumn = column
  }

  #set(cell: Cell, key: string, value: Json, at: number, edges: KeptEdge[]): void {
    const before = cell.value
    cell.value = value
    if (isSameJson(before, value)) return
    const edge = { at, entity: cell.entity, key, before, after: value }
    edges.push({ edge, heldSince: cell.since })
    cell.since = at
    if (value === null) {
      this.held.delete(cell.entity)
      this.#dead.set(cell.entity, cell)
    } else if (before === null) {
      this.held.set(cell.entity, cell)
      this.#dead.delete(cell.entity)
      this.#coveredBy = undefined
    }
  }

  #endOthers(cells: readonly Cell[], entities: EntitySet, key: string, at: number, edges: KeptEdge[]): void {
    if (this.#coveredBy === entities) return
    this.#round++
    for (const cell of cells) cell.seen = this.#round
    for (const cell of this.held.values())
      if (cell.seen !== this.#round) this.#set(cell, key, null, at, edges)
    this.#coveredBy = entities
    if (this.#dead.size > this.held.size + 1_000) this.#dropDead()
  }

  #cell(entity: string): Cell {
    return this.held.get(entity) ?? this.#dead.get(entity) ?? { entity, value: null, since: 0, seen: 0 }
  }

  #keepList(entities: EntitySet, cells: readonly Cell[]): void {
    this.#lists.set(entities, cells)
    for (const cell of cells) if (cell.value === null) this.#dead.set(cell.entity, cell)
  }

  #dropDead(): void {
    this.#lists = new WeakMap()
    this.#dead.clear()
  }

  /** What held when the file was opened. */
  seed(entity: string, { value, since }: Held): void {
    this.held.set(entity, { entity, value, since, seen: 0 })
  }
}

const nothing: ReadonlyMap<string, Held> = new Map()

/** The facts of a target that hold now. Finds the edges: identity first, then what the values say. */
export class LiveFacts {
  readonly #keys = new Map<string, LiveKey>()
  #count = 0

  /** How many facts hold. */
  get count(): number {
    return this.#count
  }

  get keys(): Iterable<string> {
    return this.#keys.keys()
  }

  held(key: string): ReadonlyMap<string, Held> {
    return this.#keys.get(key)?.held ?? nothing
  }

  /** Moves on to what the columns say. `isFirstSample`: nothing of the target was known before. */
  apply(columns: readonly FactColumn[], at: number, isFirstSample: boolean): Edges {
    const found: Found[] = []
    const foundLater: KeptEdge[] = []
    const changed: KeptEdge[] = []
    for (const column of columns) {
      let key = this.#keys.get(column.key)
      // the first whole list of a key, and all of a first sample, is what was found, not what happened
      const isFirst = isFirstSample || (key === undefined && column.complete)
      const isNew = key === undefined
      if (key === undefined) this.#keys.set(column.key, (key = new LiveKey()))
      const before = key.held.size
      if (isNew && isFirst) found.push(key.take(column, at))
      else key.diff(column, at, isFirst ? foundLater : changed)
      this.#count += key.held.size - before
    }
    found.push(...foundOf(foundLater))
    return { found: found.filter(({ paths }) => paths.length > 0), changed }
  }

  seed(key: string, facts: ReadonlyMap<string, Held>): void {
    const live = new LiveKey()
    this.#keys.set(key, live)
    for (const [entity, held] of facts) live.seed(entity, held)
    this.#count += facts.size
  }
}
