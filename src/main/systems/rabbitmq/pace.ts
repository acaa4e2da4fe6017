/** Of a node's time no more than this share goes into answering one kind of question. */
const share = 0.04
const longestMs = 60_000

/** When a question may be asked again: dear ones are asked less often. */
export class Pace<Key> {
  readonly #dueAt = new Map<Key, number>()

  isDue(key: Key, now: number): boolean {
    // a clock that was set back makes nobody wait for it
    const at = this.#dueAt.get(key) ?? -Infinity
    return now >= at || at - now > longestMs
  }

  /** @param tookMs what the server needed for it, the way there and back left out */
  asked(key: Key, now: number, tookMs: number): void {
    this.#dueAt.set(key, now + Math.min(longestMs, Math.max(0, tookMs) / share))
  }
}
