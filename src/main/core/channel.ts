import type { OrreryError } from '../../shared/base/errors.ts'
import type { Emit } from '../../shared/rpc/serve.ts'

/** Those who listen to one stream of values. */
export class Channel<V> implements Emit<V> {
  readonly #listeners = new Set<Emit<V>>()

  subscribe(listener: Emit<V>): Disposable {
    // a wrapper of its own: the same listener may subscribe twice
    const own: Emit<V> = { value: (value) => listener.value(value), error: (error) => listener.error(error) }
    this.#listeners.add(own)
    return { [Symbol.dispose]: () => void this.#listeners.delete(own) }
  }

  value(value: V): void {
    for (const listener of [...this.#listeners]) listener.value(value)
  }

  error(error: OrreryError): void {
    for (const listener of [...this.#listeners]) listener.error(error)
  }

  get isHeard(): boolean {
    return this.#listeners.size > 0
  }
}

/** Runs `work` once for many calls: at once when it's been quiet, and again at most every `everyMs`. */
export class Throttle implements Disposable {
  readonly #everyMs: number
  readonly #work: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #isWanted = false

  constructor(everyMs: number, work: () => void) {
    this.#everyMs = everyMs
    this.#work = work
  }

  run(): void {
    this.#isWanted = true
    if (this.#timer === undefined) this.#fire()
  }

  #fire(): void {
    this.#timer = undefined
    if (!this.#isWanted) return
    this.#isWanted = false
    this.#timer = setTimeout(() => this.#fire(), this.#everyMs)
    this.#work()
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#isWanted = false
  }
}
