import type { Names } from '../names.ts'
import { NUMBERS } from '../layout.ts'

/** Keys of metrics and facts, numbered over the whole file; those beyond `saved` still have to be written. */
export class Words {
  readonly #texts: string[]
  readonly #ids: Map<string, number>
  saved: number

  constructor(texts: readonly string[]) {
    this.#texts = [...texts]
    this.#ids = new Map(texts.map((text, id) => [text, id]))
    this.saved = texts.length
  }

  id(text: string): number {
    const known = this.#ids.get(text)
    if (known !== undefined) return known
    this.#ids.set(text, this.#texts.length)
    return this.#texts.push(text) - 1
  }

  unsaved(): readonly (readonly [number, string])[] {
    return this.#texts.slice(this.saved).map((text, i) => [this.saved + i, text])
  }

  markSaved(): void {
    this.saved = this.#texts.length
  }
}

/** Gives the numbers that stand for words and entities in the rows of one target. */
export class Numbering {
  readonly #words: Words
  readonly #names: Names
  #entities = new WeakMap<readonly string[], Int32Array>()
  /** Numbers that were asked for since `watch`. */
  #touched: Set<number> | undefined
  #savedNames: number

  constructor(words: Words, names: Names) {
    this.#words = words
    this.#names = names
    this.#savedNames = names.paths.length
  }

  word(text: string): number {
    return this.#words.id(text)
  }

  entity(path: string): number {
    const number = this.#names.add(path)
    this.#touched?.add(number)
    return number
  }

  /** Of a list that stays as it is: looked up once. */
  entitiesOf(paths: readonly string[]): Int32Array {
    let entities = this.#entities.get(paths)
    if (entities === undefined) {
      entities = Int32Array.from(paths, (path) => this.entity(path))
      this.#entities.set(paths, entities)
    }
    return entities
  }

  /** From now on, which entities are spoken of is remembered: their names must stay. */
  watch(): void {
    this.#touched = new Set()
    this.#entities = new WeakMap()
  }

  unwatch(): void {
    this.#touched = undefined
  }

  /** Whether none of these was spoken of since `watch`. */
  isUntouched(numbers: readonly number[]): boolean {
    return this.#touched !== undefined && !numbers.some((number) => this.#touched?.has(number))
  }

  /** The names are no longer in the file; an entity that comes again gets a new number. */
  free(numbers: readonly number[]): void {
    for (const number of numbers) this.#names.remove(number)
  }

  rowOf(owner: number, number: number): number {
    return owner * NUMBERS + number
  }

  /** Entities that came since the last commit; undefined: none. */
  unsavedNames(): { readonly first: number; readonly paths: readonly string[] } | undefined {
    const { paths } = this.#names
    return paths.length === this.#savedNames
      ? undefined
      : { first: this.#savedNames, paths: paths.slice(this.#savedNames) }
  }

  markSaved(): void {
    this.#savedNames = this.#names.paths.length
  }
}
