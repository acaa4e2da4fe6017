/** How long the least offset of a stretch is trusted. */
const stretchMs = 60_000

/**
 * What a member's own clock reads, which no answer tells: `lresp` in `cons` counts from an instant that we don't know.
 * But no answer lies in the future: the least of (our time − lresp) over all sessions is the offset, too large only by
 * the silence of the liveliest session. Two stretches of a minute let it follow a clock that was set.
 */
export class MemberClock {
  #stretch = NaN
  #least = Infinity
  #leastBefore = Infinity

  /** @param lastResponse the newest on the member's clock @param at epoch ms here */
  learn(lastResponse: number, at: number): void {
    if (!Number.isFinite(lastResponse)) return
    const stretch = Math.floor(at / stretchMs)
    if (stretch !== this.#stretch) {
      this.#leastBefore = stretch === this.#stretch + 1 ? this.#least : Infinity
      this.#least = Infinity
      this.#stretch = stretch
    }
    this.#least = Math.min(this.#least, at - lastResponse)
  }

  /** Since the member last answered that session, ms; undefined: nothing was learnt yet. */
  idleMs(lastResponse: number, at: number): number | undefined {
    const offset = Math.min(this.#least, this.#leastBefore)
    return Number.isFinite(offset) ? Math.max(0, at - lastResponse - offset) : undefined
  }
}
