import type { FactColumn } from '../../sample.ts'
import { base64Bytes, type TreeBudget } from './budget.ts'
import type { Walk } from './walk.ts'
import { noZnodes, type Znodes } from './znode.ts'

/** What the session knows to exist, and how much data of each it has said. The values themselves are the store's. */
export class KnownZnodes {
  #walked: Znodes = noZnodes()
  /** Entity → bytes of data kept; made when first needed, not on the way to the first picture. */
  #index: Map<string, number> | undefined
  readonly #budget: TreeBudget

  constructor(budget: TreeBudget) {
    this.#budget = budget
  }

  get size(): number {
    return this.#index?.size ?? this.#walked.entities.length
  }

  has(entity: string): boolean {
    return this.#indexed().has(entity)
  }

  /** @returns what was known before and was not found now */
  replace({ znodes }: Walk): readonly string[] {
    const before = this.size === 0 ? [] : [...this.#indexed().keys()]
    this.#walked = znodes
    this.#index = undefined
    return before.length === 0 ? [] : before.filter((entity) => !this.has(entity))
  }

  /** Room for one more? Those already known always have theirs. */
  mayHold(entity: string): boolean {
    return this.has(entity) || this.size < this.#budget.znodes
  }

  put(entity: string, data: string | null): void {
    const index = this.#indexed()
    this.#budget.give(index.get(entity) ?? 0)
    index.set(entity, data === null ? 0 : base64Bytes(data))
  }

  remove(entity: string): boolean {
    const index = this.#indexed()
    this.#budget.give(index.get(entity) ?? 0)
    return index.delete(entity)
  }

  #indexed(): Map<string, number> {
    if (this.#index !== undefined) return this.#index
    const index = new Map<string, number>()
    const { entities, data } = this.#walked
    entities.forEach((entity, i) => {
      const text = data[i] ?? null
      index.set(entity, text === null ? 0 : base64Bytes(text))
    })
    this.#walked = noZnodes()
    return (this.#index = index)
  }
}

/** Facts of znodes; null where nothing holds: the znode is gone, or has no data. */
export function znodeFacts(
  { entities, kinds, stats, data }: Znodes,
  complete: boolean,
): readonly FactColumn[] {
  const set = { paths: entities }
  return [
    { key: 'znode.kind', entities: set, values: kinds, complete },
    { key: 'znode.stat', entities: set, values: stats, complete },
    { key: 'znode.data', entities: set, values: data, complete },
  ]
}
