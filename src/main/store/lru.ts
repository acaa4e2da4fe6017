/** Keeps what was used last: as many things as fit within a limit, each weighed once, when it comes. */
export class Lru<T> {
  readonly #entries = new Map<number, { readonly value: T; readonly weight: number }>()
  readonly #limit: number
  readonly #weigh: (value: T) => number
  #weight = 0

  constructor(limit: number, weigh: (value: T) => number = () => 1) {
    this.#limit = limit
    this.#weigh = weigh
  }

  /** `isCurrent`: whether what is kept still stands for the key; if not, it's made anew. */
  get(key: number, make: () => T, isCurrent: (value: T) => boolean = () => true): T {
    const known = this.#entries.get(key)
    if (known !== undefined && isCurrent(known.value)) {
      this.#entries.delete(key)
      this.#entries.set(key, known)
      return known.value
    }
    this.#delete(key)
    const value = make()
    if (value === undefined) return value
    const weight = this.#weigh(value)
    this.#entries.set(key, { value, weight })
    this.#weight += weight
    if (this.#weight > this.#limit) this.#drop()
    return value
  }

  #delete(key: number): void {
    this.#weight -= this.#entries.get(key)?.weight ?? 0
    this.#entries.delete(key)
  }

  /** The newest stays, however heavy. */
  #drop(): void {
    for (const key of this.#entries.keys()) {
      if (this.#weight <= this.#limit || this.#entries.size === 1) return
      this.#delete(key)
    }
  }
}
