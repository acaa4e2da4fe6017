/** Makes a thing again only when what it was made from is another object: so that columns keep their identity. */
export class Memo {
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
}
