import type { Held } from '../../systems/moment.ts'
import type { OpenCheckpoint } from '../codec/checkpoint.ts'
import type { OpenChangeRecord } from '../codec/changes.ts'
import type { Names } from '../names.ts'
import { HeldMap } from './held-map.ts'
import { LastEdges } from './last-edges.ts'

/** The facts of one target at one instant: a checkpoint and what changed after it. Keys are built when asked for. */
export class FactState {
  readonly #checkpoint: OpenCheckpoint | undefined
  readonly #records: readonly OpenChangeRecord[]
  readonly #names: Names
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
    const group = this.#checkpoint?.groups.find((each) => each.key === key)
    const before = group && this.#checkpoint && { ...group, texts: this.#checkpoint.texts }
    return new HeldMap(this.#names, before, new LastEdges(key, this.#records))
  }
}
