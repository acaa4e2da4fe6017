import type { EntitySet } from '../sample.ts'

/** Makes a thing again only when what it was made from is another object: so that columns keep their identity. */
export class Memo {
  readonly #sets = new Map<string, EntitySet>()
  readonly #kept = new Map<string, { inputs: readonly unknown[]; made: unknown }>()

  /** @param key names the thing: always the same type for the same key */
  of<T>(key: string, inputs: readonly unknown[], make: () => T): T {
    const kept = this.#kept.get(key)
    if (kept?.inputs.length === inputs.length && kept.inputs.every((input, i) => input === inputs[i]))
      return kept.made as T
    const made = make()
    this.#kept.set(key, { inputs, made })
    return made
  }

  /** The last set under this key while it names the same entities; for sets short enough to be compared each time. */
  entities(key: string, paths: readonly string[]): EntitySet {
    const kept = this.#sets.get(key)
    if (kept?.paths.length === paths.length && kept.paths.every((path, i) => path === paths[i])) return kept
    const set = { paths }
    this.#sets.set(key, set)
    return set
  }
}
