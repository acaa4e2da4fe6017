/** Work in slices: after each, the event loop may do something else. */
export type Chore = Generator<undefined, void>

/** Does chores one after the other, a slice a turn of the event loop. */
export class Chores {
  readonly #waiting: Chore[] = []
  readonly #onIdle: () => void
  readonly #onError: (thrown: unknown) => void

  constructor(on: { readonly idle: () => void; readonly error: (thrown: unknown) => void }) {
    this.#onIdle = on.idle
    this.#onError = on.error
  }

  get isIdle(): boolean {
    return this.#waiting.length === 0
  }

  add(chore: Chore): void {
    this.#waiting.push(chore)
    if (this.#waiting.length === 1) setImmediate(() => this.#next())
  }

  /** All that is left, at once. */
  finish(): void {
    for (const chore of this.#waiting.splice(0)) for (const _ of chore);
  }

  #next(): void {
    const [chore] = this.#waiting
    if (chore === undefined) return
    try {
      if (chore.next().done) this.#waiting.shift()
    } catch (thrown) {
      this.#waiting.shift()
      this.#onError(thrown)
    }
    if (this.isIdle) this.#onIdle()
    else setImmediate(() => this.#next())
  }
}
