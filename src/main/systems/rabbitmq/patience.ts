import { mayGoUnheard, settled } from '../../../shared/base/settled.ts'
import { OrreryError } from '../../../shared/base/errors.ts'

/** A sample waits so long for an answer, once; then it goes on without. */
const waitMs = 2500
/** And so long for one that it waited for before. */
const graceMs = 20
/** What was answered longer ago is no answer to now. */
const freshMs = 15_000

export interface Answered<T> {
  readonly value: T
  readonly tookMs: number
}

interface Pending<T> {
  readonly answer: Promise<Answered<T>>
  endedAt: number | undefined
}

/** Questions that may take long: the answer goes into the first sample after it came. */
export class Patience<Key, T> implements Disposable {
  readonly #pending = new Map<Key, Pending<T>>()
  /** A question outlives the sample that asked it. */
  readonly #life = new AbortController()

  /** Still asked, or answered and not yet taken. */
  get waiting(): readonly Key[] {
    return [...this.#pending.keys()]
  }

  /**
   * Asks, unless it is being asked.
   * @returns undefined: no answer yet
   * @throws whatever the question throws
   */
  async answer(key: Key, ask: (signal: AbortSignal) => Promise<T>): Promise<Answered<T> | undefined> {
    const known = this.#pending.get(key)
    if (known?.endedAt !== undefined && performance.now() - known.endedAt > freshMs) this.#pending.delete(key)
    const before = this.#pending.get(key)
    const pending = before ?? this.#begin(key, ask)
    if (!(await settled(pending.answer, before === undefined ? waitMs : graceMs))) return undefined
    this.#pending.delete(key)
    return pending.answer
  }

  [Symbol.dispose](): void {
    this.#life.abort(new OrreryError('cancelled', 'Closed'))
  }

  #begin(key: Key, ask: (signal: AbortSignal) => Promise<T>): Pending<T> {
    const started = performance.now()
    const answer = ask(this.#life.signal).then((value) => ({ value, tookMs: performance.now() - started }))
    const pending: Pending<T> = {
      answer: mayGoUnheard(answer.finally(() => void (pending.endedAt = performance.now()))),
      endedAt: undefined,
    }
    this.#pending.set(key, pending)
    return pending
  }
}
