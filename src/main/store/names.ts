/** The entities of one target, numbered in the order they were first seen. A number is never given again. */
export class Names {
  /** By number; '' also where the name is gone, as nothing refers to the number any more. */
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

  /** What the file says of a number; null: the name is gone. */
  load(number: number, path: string | null): void {
    while (this.paths.length <= number) this.paths.push('')
    if (path === null) return
    this.paths[number] = path
    this.#numbers.set(path, number)
  }

  remove(number: number): void {
    const path = this.paths[number]
    if (path === undefined || this.#numbers.get(path) !== number) return
    this.#numbers.delete(path)
    this.paths[number] = ''
  }
}
