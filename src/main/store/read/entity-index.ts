/** Entities that lie this dense are found by a table; others by halving. */
const MOST_PER_ENTITY = 4

const indexes = new WeakMap<Int32Array, EntityIndex>()

/** Finds entities in an ascending list, such as a checkpoint's. */
export class EntityIndex {
  readonly #entities: Int32Array
  readonly #first: number
  /** By entity less the first one: index plus one. */
  readonly #table: Int32Array | undefined

  /** The one index of a list: made once, as long as the list lives. */
  static of(entities: Int32Array): EntityIndex {
    let index = indexes.get(entities)
    if (index === undefined) indexes.set(entities, (index = new EntityIndex(entities)))
    return index
  }

  private constructor(entities: Int32Array) {
    this.#entities = entities
    this.#first = entities[0] ?? 0
    const width = (entities.at(-1) ?? -1) - this.#first + 1
    if (width > entities.length * MOST_PER_ENTITY) return
    this.#table = new Int32Array(width)
    for (let i = 0; i < entities.length; i++) this.#table[entities[i]! - this.#first] = i + 1
  }

  /** −1: it isn't in the list. */
  indexOf(entity: number): number {
    if (this.#table === undefined) return this.#search(entity)
    return (this.#table[entity - this.#first] ?? 0) - 1
  }

  #search(entity: number): number {
    let low = 0
    let high = this.#entities.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#entities[middle]! < entity) low = middle + 1
      else high = middle
    }
    return this.#entities[low] === entity ? low : -1
  }
}
