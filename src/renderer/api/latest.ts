/** How an asking goes on. `value` stays that of an earlier key while the next one is on its way. */
export interface Asked<T> {
  readonly value: T | undefined
  /** The key that `value` answers. */
  readonly valueKey: string | undefined
  readonly error: unknown
  readonly isLoading: boolean
}

export interface LatestOptions {
  /** How many answers are remembered by key, so that going back draws at once. */
  readonly remember: number
  /** An answer that takes longer than this is given up when something newer is wanted, ms. */
  readonly patienceMs: number
}

interface Wish<T> {
  readonly key: string
  readonly ask: (signal: AbortSignal) => Promise<T>
}

interface Running {
  readonly key: string
  readonly startedAt: number
  readonly stop: AbortController
}

/**
 * One question at a time, the newest wins: dragging the cursor over history asks as fast as answers come, never faster,
 * and never shows an older answer over a newer one.
 */
export class Latest<T> {
  readonly #tell: (asked: Asked<T>) => void
  readonly #options: LatestOptions
  readonly #answers = new Map<string, T>()
  #shown: Asked<T> = { value: undefined, valueKey: undefined, error: undefined, isLoading: false }
  #running: Running | undefined
  #next: Wish<T> | undefined
  #wanted: string | undefined

  constructor(tell: (asked: Asked<T>) => void, options: LatestOptions = { remember: 40, patienceMs: 400 }) {
    this.#tell = tell
    this.#options = options
  }

  /** Wants the answer for `key`; while one is on its way only the last wish is kept. Undefined: wants nothing. */
  want(key: string | undefined, ask: (signal: AbortSignal) => Promise<T>): void {
    if (key === undefined) return
    this.#wanted = key
    const known = this.#answers.get(key)
    if (known !== undefined) {
      this.#next = undefined
      this.#show({ value: known, valueKey: key, error: undefined, isLoading: false })
      return
    }
    const running = this.#running
    if (running?.key === key) {
      this.#next = undefined
      return
    }
    if (running !== undefined && Date.now() - running.startedAt < this.#options.patienceMs) {
      this.#next = { key, ask }
      return
    }
    running?.stop.abort()
    this.#next = undefined
    void this.#run({ key, ask })
  }

  stop(): void {
    this.#next = undefined
    this.#running?.stop.abort()
    this.#running = undefined
  }

  async #run({ key, ask }: Wish<T>): Promise<void> {
    const mine: Running = { key, startedAt: Date.now(), stop: new AbortController() }
    this.#running = mine
    this.#show({ isLoading: true })
    try {
      const value = await ask(mine.stop.signal)
      if (mine.stop.signal.aborted) return
      this.#remember(key, value)
      if (this.#hasWanted()) return
      this.#show({ value, valueKey: key, error: undefined, isLoading: this.#next !== undefined })
    } catch (error) {
      if (!mine.stop.signal.aborted && !this.#hasWanted())
        this.#show({ error, isLoading: this.#next !== undefined })
    } finally {
      if (this.#running === mine) this.#goOn()
    }
  }

  /** A remembered answer to what is wanted now is shown: that of an earlier wish must not take its place. */
  #hasWanted(): boolean {
    return this.#shown.valueKey === this.#wanted && !this.#shown.isLoading
  }

  #goOn(): void {
    const wish = this.#next
    this.#running = undefined
    this.#next = undefined
    if (wish !== undefined) void this.#run(wish)
  }

  #show(change: Partial<Asked<T>>): void {
    this.#shown = { ...this.#shown, ...change }
    this.#tell(this.#shown)
  }

  #remember(key: string, value: T): void {
    this.#answers.delete(key)
    this.#answers.set(key, value)
    const oldest = this.#answers.keys().next().value
    if (this.#answers.size > this.#options.remember && oldest !== undefined) this.#answers.delete(oldest)
  }
}
