import type { Json } from '../../../../src/shared/base/json.ts'
import type { Moment } from '../../../../src/main/systems/moment.ts'

/** What is known of a value of a fact, or of an entity, from all edges by the book. */
export interface Known {
  first: number
  ended: number | undefined
  held: number
}

export interface KnownValue extends Known {
  entity: string
  at: number
}

/** The same as the index, from whole moments: nothing is summed up, nothing known of edges. */
export class NaiveIndex {
  readonly values = new Map<string, KnownValue>()
  readonly entities = new Map<string, Known>()
  readonly #keys: readonly string[]
  #inForce: ReadonlyMap<string, Json> = new Map()

  constructor(keys: readonly string[]) {
    this.#keys = keys
  }

  see(moment: Moment): void {
    const now: ReadonlyMap<string, Json> = new Map(
      this.#keys.flatMap((key) =>
        [...moment.facts(key)].map(([entity, { value }]) => [`${key} ${entity}`, value] as const),
      ),
    )
    const { at } = moment
    for (const name of new Set([...this.#inForce.keys(), ...now.keys()]))
      this.#compare(name.split(' ')[0]!, name.split(' ')[1]!, this.#inForce.get(name), now.get(name), at)
    this.#inForce = now
  }

  #compare(key: string, entity: string, before: Json | undefined, after: Json | undefined, at: number): void {
    if (JSON.stringify(before) === JSON.stringify(after)) return
    if (before !== undefined) this.#lost(key, before, at)
    if (after !== undefined) this.#took(key, after, entity, at)
    const more = Number(after !== undefined) - Number(before !== undefined)
    const known = this.entities.get(entity) ?? { first: at, ended: undefined, held: 0 }
    this.entities.set(entity, known)
    known.held += more
    if (more < 0) known.ended = at
  }

  #took(key: string, value: Json, entity: string, at: number): void {
    const name = `${key} ${JSON.stringify(value)}`
    const known = this.values.get(name) ?? { first: at, ended: undefined, held: 0, entity, at }
    this.values.set(name, { ...known, held: known.held + 1, entity, at })
  }

  #lost(key: string, value: Json, at: number): void {
    const known = this.values.get(`${key} ${JSON.stringify(value)}`)!
    known.held--
    known.ended = at
  }
}
