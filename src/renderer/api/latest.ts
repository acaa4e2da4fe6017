/** How an asking goes on. `value` stays that of an earlier key while the next one is on its way. */
export interface Asked<T> {
  readonly value: T | undefined
  /** The key that `value` answers. */
  readonly valueKey: string | undefined
  readonly error: unknown
  readonly isLoading: boolean
}

export interface Latest<T> {
  /** Wants the answer for `key`; while one is on its way only the last wish is kept. Undefined: wants nothing. */
  want(key: string | undefined, ask: (signal: AbortSignal) => Promise<T>): void
  stop(): void
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

/**
 * One question at a time, the newest wins: dragging the cursor over history asks as fast as answers come, never faster,
 * and never shows an older answer over a newer one.
 */
export function latest<T>(
  tell: (asked: Asked<T>) => void,
  options: LatestOptions = { remember: 40, patienceMs: 400 },
): Latest<T> {
  const answers = new Map<string, T>()
  let shown: Asked<T> = { value: undefined, valueKey: undefined, error: undefined, isLoading: false }
  let running: { key: string; startedAt: number; stop: AbortController } | undefined
  let next: Wish<T> | undefined

  const show = (change: Partial<Asked<T>>) => {
    shown = { ...shown, ...change }
    tell(shown)
  }
  const remember = (key: string, value: T) => {
    answers.delete(key)
    answers.set(key, value)
    const oldest = answers.keys().next().value
    if (answers.size > options.remember && oldest !== undefined) answers.delete(oldest)
  }
  async function run({ key, ask }: Wish<T>): Promise<void> {
    const mine = { key, startedAt: Date.now(), stop: new AbortController() }
    running = mine
    show({ isLoading: true })
    try {
      const value = await ask(mine.stop.signal)
      if (mine.stop.signal.aborted) return
      remember(key, value)
      show({ value, valueKey: key, error: undefined, isLoading: next !== undefined })
    } catch (error) {
      if (!mine.stop.signal.aborted) show({ error, isLoading: next !== undefined })
    } finally {
      if (running === mine) {
        running = undefined
        const wish = next
        next = undefined
        if (wish !== undefined) void run(wish)
      }
    }
  }
  return {
    want(key, ask) {
      if (key === undefined) return
      const known = answers.get(key)
      if (known !== undefined) {
        next = undefined
        show({ value: known, valueKey: key, error: undefined, isLoading: false })
        return
      }
      if (running?.key === key) return
      if (running !== undefined && Date.now() - running.startedAt < options.patienceMs) {
        next = { key, ask }
        return
      }
      running?.stop.abort()
      next = undefined
      void run({ key, ask })
    },
    stop: () => {
      next = undefined
      running?.stop.abort()
      running = undefined
    },
  }
}
