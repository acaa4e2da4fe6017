import type { Held } from '../../systems/moment.ts'
import type { OpenHeldGroup } from '../codec/checkpoint.ts'
import type { TextsIn } from '../codec/texts.ts'
import type { Names } from '../names.ts'
import { EntityIndex } from './entity-index.ts'
import type { LastEdges, Left } from './last-edges.ts'

/**
 * The facts of one key at a past instant, straight from the numbers in the file: what a checkpoint says, overlaid by
 * what changed after it. A map of 60,000 entries would cost ten times what reading them does.
 */
export class HeldMap implements ReadonlyMap<string, Held> {
  readonly #names: Names
  readonly #before: (OpenHeldGroup & { readonly texts: TextsIn }) | undefined
  readonly #changed: LastEdges
  readonly #index: EntityIndex
  #size: number | undefined

  constructor(
    names: Names,
    before: (OpenHeldGroup & { readonly texts: TextsIn }) | undefined,
    changed: LastEdges,
  ) {
    this.#names = names
    this.#before = before
    this.#changed = changed
    this.#index = EntityIndex.of(before?.entities ?? none)
  }

  get size(): number {
    return (this.#size ??= this.#count())
  }

  #count(): number {
    let count = this.#before?.entities.length ?? 0
    const { entities, values } = this.#changed
    for (let i = 0; i < entities.length; i++) {
      if (this.#index.indexOf(entities[i]!) >= 0) count--
      if (values[i]! >= 0) count++
    }
    return count
  }

  get(path: string): Held | undefined {
    const entity = this.#names.numberOf(path)
    if (entity === undefined) return undefined
    const left = this.#changed.get(entity)
    if (left !== undefined) return heldOf(left)
    const index = this.#index.indexOf(entity)
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
    const entities = this.#before?.entities ?? none
    const changed = this.#changed.entities
    for (let i = 0; i < entities.length; i++) {
      const entity = entities[i]!
      if (changed.length === 0 || !this.#changed.has(entity)) yield [paths[entity] ?? '', this.#at(i)]
    }
    for (let i = 0; i < changed.length; i++) {
      const held = heldOf(this.#changed.at(i))
      if (held !== undefined) yield [paths[changed[i]!] ?? '', held]
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
}

const none = new Int32Array()

const heldOf = ({ texts, value, since }: Left): Held | undefined =>
  value < 0 ? undefined : { value: texts.value(value), since }
