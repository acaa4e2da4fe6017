/** The entities of one target, numbered in the order they were first seen. */
export class Names {
  readonly paths: string[] = []
  readonly #numbers = new Map<string, number>()

  numberOf(path: string): number | undefined {
    return this.#numbers.get(path)
  }

  add(path: string): number {
    const known = this.#numbers.get(path)
    if (known !== undefined) return known
    this.#numbers.set(path, this.paths.length)
    return this.paths.push(path) - 1
  }
}
