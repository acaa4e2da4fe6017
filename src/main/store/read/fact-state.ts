import type { Json } from '../../../shared/base/json.ts'
import type { Held } from '../../systems/moment.ts'
import type { OpenCheckpoint, OpenHeldGroup } from '../codec/checkpoint.ts'
import type { OpenChangeRecord } from '../codec/changes.ts'
import { parseValue } from '../codec/names.ts'
import type { TextsIn } from '../codec/texts.ts'
import type { Names } from '../names.ts'

/** What a change left behind: a value, or null where the fact ended. */
interface Left {
  readonly texts: TextsIn
  readonly value: number
  readonly since: number
}

/** The facts of one target at one instant: a checkpoint and what changed after it. Keys are built when asked for. */
export class FactState {
  readonly #checkpoint: OpenCheckpoint | undefined
  readonly #records: readonly OpenChangeRecord[]
  readonly #names: Names
  readonly #values = new Map<TextsIn, Map<number, Json>>()
  readonly #built = new Map<number, ReadonlyMap<string, Held>>()

  constructor(checkpoint: OpenCheckpoint | undefined, records: readonly OpenChangeRecord[], names: Names) {
    this.#checkpoint = checkpoint
    this.#records = records
    this.#names = names
  }

  /** Word ids of all keys that ever held, as far as it shows. */
  keys(): ReadonlySet<number> {
    const parts: readonly { readonly groups: readonly { readonly key: number }[] }[] = this.#records
    const all = this.#checkpoint === undefined ? parts : [this.#checkpoint, ...parts]
    return new Set(all.flatMap(({ groups }) => groups.map((group) => group.key)))
  }

  of(key: number): ReadonlyMap<string, Held> {
    let facts = this.#built.get(key)
    if (facts === undefined) this.#built.set(key, (facts = this.#build(key)))
    return facts
  }

  #build(key: number): ReadonlyMap<string, Held> {
    const changed = this.#changed(key)
    const facts = new Map<string, Held>()
    const { texts } = this.#checkpoint ?? {}
    const group = this.#checkpoint?.groups.find((each) => each.key === key)
    if (group !== undefined && texts !== undefined) this.#addGroup(facts, group, texts, changed)
    for (const [entity, { texts, value, since }] of changed)
      if (value >= 0) facts.set(this.#path(entity), { value: this.#value(texts, value), since })
    return facts
  }

  #addGroup(
    facts: Map<string, Held>,
    { entities, values, since }: OpenHeldGroup,
    texts: TextsIn,
    changed: ReadonlyMap<number, Left>,
  ): void {
    for (let i = 0; i < entities.length; i++) {
      const entity = entities[i]!
      if (changed.size > 0 && changed.has(entity)) continue
      facts.set(this.#path(entity), { value: this.#value(texts, values[i]!), since: since[i]! })
    }
  }

  #changed(key: number): ReadonlyMap<number, Left> {
    const changed = new Map<number, Left>()
    for (const { at, groups, texts } of this.#records)
      for (const group of groups) {
        if (group.key !== key) continue
        for (let i = 0; i < group.entities.length; i++)
          changed.set(group.entities[i]!, { texts, value: group.after[i]!, since: at })
      }
    return changed
  }

  #path(entity: number): string {
    return this.#names.paths[entity] ?? ''
  }

  /** Equal texts of one record give the very same object. */
  #value(texts: TextsIn, number: number): Json {
    let values = this.#values.get(texts)
    if (values === undefined) this.#values.set(texts, (values = new Map()))
    let value = values.get(number)
    if (value === undefined) values.set(number, (value = parseValue(texts.get(number))))
    return value
  }
}
