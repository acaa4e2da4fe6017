import type { EntitySet } from '../../systems/sample.ts'
import type { Names } from '../names.ts'

const KEEP = 64

/** Gives the same EntitySet for the same entities, so that views may compare by identity, as they do live. */
export class EntitySets {
  readonly #sets = new WeakMap<Names, { readonly entities: Int32Array; readonly set: EntitySet }[]>()

  of(names: Names, entities: Int32Array): EntitySet {
    const known = this.#sets.get(names) ?? []
    const same = known.find((entry) => isSame(entry.entities, entities))
    if (same !== undefined) return same.set
    const set: EntitySet = { paths: Array.from(entities, (entity) => names.paths[entity] ?? '') }
    this.#sets.set(names, [{ entities: entities.slice(), set }, ...known].slice(0, KEEP))
    return set
  }
}

function isSame(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
