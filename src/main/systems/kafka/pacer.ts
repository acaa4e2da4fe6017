import { setTimeout as sleep } from 'node:timers/promises'

/** No sample waits longer than this, whatever was spent: a target that says nothing looks like one that hangs. */
const LONGEST_WAIT_MS = 10_000

/** Keeps to so many requests a second by taking samples less often. */
export class Pacer {
  readonly #perSecond: number
  #freeAt = 0

  /** @param perSecond 0: no limit */
  constructor(perSecond: number) {
    this.#perSecond = perSecond
  }

  /** Waits until what was spent so far is within the limit. @returns how long, ms. @throws the abort reason */
  async wait(signal: AbortSignal): Promise<number> {
    const ms = Math.round(Math.min(LONGEST_WAIT_MS, this.#freeAt - performance.now()))
    if (ms <= 0) return 0
    await sleep(ms, undefined, { signal })
    return ms
  }

  spent(requests: number): void {
    if (this.#perSecond === 0) return
    this.#freeAt = Math.max(performance.now(), this.#freeAt) + (requests / this.#perSecond) * 1000
  }
}
