/** So many a second, with a second's worth saved up at most. No limit where the rate is 0. */
export class Pace {
  readonly #perSecond: number
  #saved: number
  #at = performance.now()

  constructor(perSecond: number) {
    this.#perSecond = perSecond === 0 ? Infinity : perSecond
    this.#saved = this.#perSecond
  }

  /** How many may go now; they count as gone. @param wanted at most this many are taken */
  take(wanted: number): number {
    if (this.#perSecond === Infinity) return wanted
    const now = performance.now()
    this.#saved = Math.min(this.#perSecond, this.#saved + ((now - this.#at) / 1000) * this.#perSecond)
    this.#at = now
    const taken = Math.min(wanted, Math.floor(this.#saved))
    this.#saved -= taken
    return taken
  }
}
