import type { Held } from '../../systems/moment.ts'
import type { OpenHeldGroup } from '../codec/checkpoint.ts'
import type { TextsIn } from '../codec/texts.ts'
import type { Names } from '../names.ts'

/** What a change left behind: a text's number, or −1 where the fact ended. */
export interface Left {
  readonly texts: TextsIn
  readonly value: number
  readonly since: number
}

/**
 * The facts of one key at a past instant, straight from the numbers in the file: what a checkpoint says, overlaid by
 * what changed after it. A map of 60,000 entries would cost ten times what reading them does.
 */
export class HeldMap implements ReadonlyMap<string, Held> {
  readonly #names: Names
  readonly #before: (OpenHeldGroup & { readonly texts: TextsIn }) | undefined
  readonly #changed: ReadonlyMap<number, Left>
  #size: number | undefined

  constructor(
    names: Names,
    before: (OpenHeldGroup & { readonly texts: TextsIn }) | undefined,
    changed: ReadonlyMap<number, Left>,
  ) {
    this.#names = names
    this.#before = before
    this.#changed = changed
  }

  get size(): number {
    return (this.#size ??= this.#count())
  }

  #count(): number {
    let count = this.#before?.entities.length ?? 0
    for (const [entity, { value }] of this.#changed) {
      if (this.#indexOf(entity) >= 0) count--
      if (value >= 0) count++
    }
    return count
  }

  get(path: string): Held | undefined {
    const entity = this.#names.numberOf(path)
    if (entity === undefined) return undefined
    const left = this.#changed.get(entity)
    if (left !== undefined) return heldOf(left)
    const index = this.#indexOf(entity)
    return index < 0 ? undefined : this.#at(index)
  }

  has(path: string): boolean {
    return this.get(path) !== undefined
  }

  forEach(visit: (held: Held, path: string, map: ReadonlyMap<string, Held>) => void): void {
    for (const [path, held] of this) visit(held, path, this)
  }

  *entries(): MapIterator<[string, Held]> {
    const { paths } = this.#names
    const entities = this.#before?.entities ?? new Int32Array()
    const isChanged = this.#changed.size > 0
    for (let i = 0; i < entities.length; i++) {
      const entity = entities[i]!
      if (!isChanged || !this.#changed.has(entity)) yield [paths[entity] ?? '', this.#at(i)]
    }
    for (const [entity, left] of this.#changed) {
      const held = heldOf(left)
      if (held !== undefined) yield [paths[entity] ?? '', held]
    }
  }

  *keys(): MapIterator<string> {
    for (const [path] of this.entries()) yield path
  }

  *values(): MapIterator<Held> {
    for (const [, held] of this.entries()) yield held
  }

  [Symbol.iterator](): MapIterator<[string, Held]> {
    return this.entries()
  }

  #at(index: number): Held {
    const { texts, values, since } = this.#before!
    return { value: texts.value(values[index]!), since: since[index]! }
  }

  /** Where the checkpoint has an entity; −1: it doesn't. */
  #indexOf(entity: number): number {
    const entities = this.#before?.entities ?? new Int32Array()
    let low = 0
    let high = entities.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (entities[middle]! < entity) low = middle + 1
      else high = middle
    }
    return entities[low] === entity ? low : -1
  }
}

const heldOf = ({ texts, value, since }: Left): Held | undefined =>
  value < 0 ? undefined : { value: texts.value(value), since }
