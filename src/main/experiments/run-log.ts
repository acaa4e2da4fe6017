import type { Run, RunEntry } from '../../shared/api/experiments.ts'
import { asOrreryError, type OrreryError } from '../../shared/base/errors.ts'
import type { RunStore } from '../store/store.ts'
import type { Line } from './line.ts'
import { advance, headOf, movesHead, notBegun, type Progress } from './progress.ts'

export interface RunLogOptions {
  readonly store: RunStore
  now(): number
  /**
   * The log went on: at once for what the engine says, ten times a second for what clients say.
   * @param isHeadNew more of the head changed than the number of its entries
   */
  onChange(run: Run, isHeadNew: boolean): void
}

/** What clients tell is written in batches: so much is lost at most by a `kill -9`, and never the journal. ms */
const batchMs = 100
/** When writing failed it is tried again after so long, ms. */
const retryMs = 2_000

/**
 * The log of one run: in memory at once, in the store soon, the journal before anything is created. The run's head is
 * what the log says.
 */
export class RunLog implements Disposable {
  readonly #options: RunLogOptions
  readonly #begun: Run
  readonly #entries: RunEntry[]
  readonly #listeners = new Set<() => void>()
  #progress: Progress
  /** The engine said something since the head was stored. */
  #isHeadNew = false
  /** Entries that are in the store. */
  #stored: number
  #timer: ReturnType<typeof setTimeout> | undefined
  #isClosed = false
  /** Told when lines that were only told could not be written. */
  onFailure: (error: OrreryError) => void = () => undefined

  /** @param entries what is in the store already */
  constructor(options: RunLogOptions, begun: Run, entries: readonly RunEntry[] = []) {
    this.#options = options
    this.#begun = begun
    this.#entries = [...entries]
    this.#stored = entries.length
    this.#progress = entries.reduce(advance, notBegun(begun.pace))
  }

  get run(): Run {
    return { ...this.#begun, ...headOf(this.#progress) }
  }

  get entries(): readonly RunEntry[] {
    return this.#entries
  }

  /** In the store when it returns. @throws OrreryError `storage` */
  record(line: Line): void {
    this.#add(line)
    this.flush()
  }

  /** In the store soon. */
  tell(line: Line): void {
    this.#add(line)
    this.#timer ??= this.#attemptIn(batchMs)
  }

  /** The last line for now. In the store when it returns, or, if that fails, as soon as it can be written. */
  conclude(line: Line): void {
    this.#add(line)
    this.#attempt()
  }

  /** Whether the store has all of it. */
  get isStored(): boolean {
    return this.#stored === this.#entries.length && !this.#isHeadNew
  }

  /** Writes what isn't written yet. @throws OrreryError `storage` */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const { store, onChange } = this.#options
    const isHeadNew = this.#isHeadNew
    try {
      store.append(this.#begun.id, this.#entries.slice(this.#stored))
      this.#stored = this.#entries.length
      if (isHeadNew) store.put(this.run)
      this.#isHeadNew = false
    } finally {
      onChange(this.run, isHeadNew)
    }
  }

  /** @param listener called after every line */
  listen(listener: () => void): Disposable {
    this.#listeners.add(listener)
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) }
  }

  #add(line: Line): void {
    const { length } = this.#entries
    const at = Math.max(this.#options.now(), this.#entries[length - 1]?.at ?? 0)
    const entry: RunEntry = { seq: length, at, ...line }
    this.#entries.push(entry)
    this.#progress = advance(this.#progress, entry)
    this.#isHeadNew ||= movesHead(entry)
    for (const listener of [...this.#listeners]) listener()
  }

  #attempt(): void {
    try {
      this.flush()
    } catch (thrown) {
      this.#timer = this.#attemptIn(retryMs)
      this.onFailure(asOrreryError(thrown))
    }
  }

  #attemptIn(ms: number): ReturnType<typeof setTimeout> | undefined {
    return this.#isClosed ? undefined : setTimeout(() => this.#attempt(), ms)
  }

  [Symbol.dispose](): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
