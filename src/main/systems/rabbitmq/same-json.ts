import type { Json } from '../../../shared/base/json.ts'

/** Gives the very same object for what says the same: whoever comes after compares identities first. */
export class SameJson {
  readonly #known = new Map<string, Map<string, { readonly text: string; readonly value: Json }>>()
  #paths: readonly string[] = []

  as(key: string, path: string, value: Json | undefined): Json | undefined {
    if (typeof value !== 'object' || value === null) return value
    let byPath = this.#known.get(key)
    if (byPath === undefined) this.#known.set(key, (byPath = new Map()))
    const text = JSON.stringify(value)
    const known = byPath.get(path)
    if (known?.text === text) return known.value
    byPath.set(path, { text, value })
    return value
  }

  /** All but these. @param paths the very same list: nothing went */
  forget(paths: readonly string[]): void {
    if (paths === this.#paths) return
    this.#paths = paths
    const kept = new Set(paths)
    for (const byPath of this.#known.values())
      for (const path of byPath.keys()) if (!kept.has(path)) byPath.delete(path)
  }
}
