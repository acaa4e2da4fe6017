import type { Json } from '../../../shared/base/json.ts'
import { sameOrNew } from '../base/columns.ts'
import type { Cadence, EntitySet, FactColumn, ValueColumn } from '../sample.ts'
import type { Attributes } from './attributes.ts'

/** What one broker told of a kind of thing: entity → attributes. undefined: it was not asked, or did not answer. */
export type Reading = ReadonlyMap<string, Attributes> | undefined

/**
 * Entities of one kind over all brokers. Those of a broker that does not answer stay, without numbers, and their facts
 * go on holding: it is not known that they are gone.
 */
export class Family {
  readonly #cadence: Cadence
  readonly #paths = new Map<string, readonly string[]>()
  #fresh = new Map<string, Attributes>()
  #set: EntitySet = { paths: [] }
  /** Parallel to the set; undefined: not read now. */
  #rows: readonly (Attributes | undefined)[] = []

  constructor(cadence: Cadence) {
    this.#cadence = cadence
  }

  get entities(): EntitySet {
    return this.#set
  }

  /** Entities that were read now. */
  get fresh(): ReadonlyMap<string, Attributes> {
    return this.#fresh
  }

  /** @param readings by the brokers' keys, of all brokers that are known */
  take(readings: ReadonlyMap<string, Reading>): void {
    this.#fresh = new Map()
    for (const broker of this.#paths.keys()) if (!readings.has(broker)) this.#paths.delete(broker)
    for (const [broker, reading] of readings) {
      if (reading === undefined) continue
      this.#paths.set(broker, [...reading.keys()])
      for (const [path, attributes] of reading) this.#fresh.set(path, attributes)
    }
    this.#set = sameOrNew(this.#set, [...this.#paths.values()].flat())
    this.#rows = this.#set.paths.map((path) => this.#fresh.get(path))
  }

  value(
    metric: string,
    of: (attributes: Attributes, path: string) => number | undefined,
    cadence = this.#cadence,
  ): ValueColumn {
    const { paths } = this.#set
    const values = Float64Array.from(this.#rows, (row, i) =>
      row === undefined ? NaN : (of(row, paths[i] ?? '') ?? NaN),
    )
    return { metric, cadence, entities: this.#set, values }
  }

  /** `of` gives undefined where the attribute is not told, null where the fact does not hold. */
  fact(key: string, of: (attributes: Attributes, path: string) => Json | undefined): FactColumn {
    const { paths } = this.#set
    const values = this.#rows.map((row, i) => (row === undefined ? undefined : of(row, paths[i] ?? '')))
    return { key, entities: this.#set, values, complete: true }
  }
}
