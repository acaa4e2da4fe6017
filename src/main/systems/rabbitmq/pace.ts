/** Of a node's time no more than this share goes into answering one kind of question. */
const share = 0.04
const longestMs = 60_000
/** Who didn't answer in time is left alone for so long. */
const afterFailureMs = 10_000

/** When a question may be asked again: dear ones are asked less often. */
export class Pace<Key> {
  readonly #dueAt = new Map<Key, number>()
  readonly #tookMs = new Map<Key, number>()

  isDue(key: Key, now: number): boolean {
    // a clock that was set back makes nobody wait for it
    const at = this.#dueAt.get(key) ?? -Infinity
    return now >= at || at - now > longestMs
  }

  /**
   * What is slow once, because it was the first time or somebody else was waited for, isn't dear.
   * @param tookMs what the server needed for it, the way there and back left out
   */
  answered(key: Key, now: number, tookMs: number): void {
    const dear = Math.max(0, Math.min(tookMs, this.#tookMs.get(key) ?? 0))
    this.#tookMs.set(key, tookMs)
    this.#dueAt.set(key, now + Math.min(longestMs, dear / share))
  }

  failed(key: Key, now: number): void {
    this.#dueAt.set(key, now + afterFailureMs)
  }
}
