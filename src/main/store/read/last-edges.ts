import type { OpenChangeRecord, OpenEdgeGroup } from '../codec/changes.ts'
import type { TextsIn } from '../codec/texts.ts'

/** What a change left behind: a text's number, or −1 where the fact ended. */
export interface Left {
  readonly texts: TextsIn
  readonly value: number
  readonly since: number
}

interface Part {
  readonly record: OpenChangeRecord
  readonly group: OpenEdgeGroup
}

const FREE = 0

/**
 * The last edge of each fact of one key over some records. Thousands of edges lie between two checkpoints: a hash table
 * of numbers takes them in a tenth of the time that a Map of objects does.
 */
export class LastEdges {
  /** Entities that changed, each once. */
  readonly entities: Int32Array
  /** Parallel to `entities`: text's number, or −1. */
  readonly values: Int32Array
  readonly #parts: readonly Part[]
  /** Parallel to `entities`: which part has the last edge. */
  readonly #partOf: Int32Array
  /** Index in `entities` plus one, at the entity's hash or the next free place after it. */
  readonly #table: Int32Array
  readonly #shift: number

  constructor(key: number, records: readonly OpenChangeRecord[]) {
    this.#parts = records.flatMap((record) =>
      record.groups.filter((group) => group.key === key).map((group) => ({ record, group })),
    )
    const edges = this.#parts.reduce((sum, { group }) => sum + group.entities.length, 0)
    const entities = new Int32Array(edges)
    const values = new Int32Array(edges)
    this.#partOf = new Int32Array(edges)
    const bits = Math.ceil(Math.log2(edges * 2 + 2))
    this.#table = new Int32Array(2 ** bits)
    this.#shift = 32 - bits
    const count = this.#fill(entities, values)
    this.entities = entities.subarray(0, count)
    this.values = values.subarray(0, count)
  }

  #fill(entities: Int32Array, values: Int32Array): number {
    let count = 0
    for (const [part, { group }] of this.#parts.entries())
      for (let i = 0; i < group.entities.length; i++) {
        const entity = group.entities[i]!
        const place = this.#placeOf(entity, entities)
        if (this.#table[place] === FREE) {
          entities[count++] = entity
          this.#table[place] = count
        }
        const index = this.#table[place]! - 1
        values[index] = group.after[i]!
        this.#partOf[index] = part
      }
    return count
  }

  /** Where in the table an entity stands, or would stand. */
  #placeOf(entity: number, entities: Int32Array): number {
    const table = this.#table
    const mask = table.length - 1
    // the upper bits of the product: they depend on all bits of the entity
    let place = Math.imul(entity, 0x9e3779b1) >>> this.#shift
    while (table[place] !== FREE && entities[table[place]! - 1] !== entity) place = (place + 1) & mask
    return place
  }

  has(entity: number): boolean {
    return this.#table[this.#placeOf(entity, this.entities)] !== FREE
  }

  /** Undefined: nothing of it changed. */
  get(entity: number): Left | undefined {
    const index = this.#table[this.#placeOf(entity, this.entities)]! - 1
    return index < 0 ? undefined : this.at(index)
  }

  /** By index in `entities`. */
  at(index: number): Left {
    const { record } = this.#parts[this.#partOf[index]!]!
    return { texts: record.texts, value: this.values[index]!, since: record.at }
  }
}
