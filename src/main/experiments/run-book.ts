import type { Run, RunEntry } from '../../shared/api/experiments.ts'
import { OrreryError } from '../../shared/base/errors.ts'
import type { RunStore } from '../store/store.ts'
import { RunLog } from './run-log.ts'

/** Told when a run went on, or is no more. @param isHeadNew more of it changed than the number of its entries */
export type RunListener = (run: Run, isHeadNew: boolean) => void

/** All runs of a history: those that ended lie in the store, the logs of the others are in memory too. */
export class RunBook implements Disposable {
  readonly #store: RunStore
  readonly #now: () => number
  readonly #heads: Map<string, Run>
  /** Logs that go on, or that the store has not whole yet. */
  readonly #logs = new Map<string, RunLog>()
  readonly #listeners = new Set<RunListener>()

  constructor(store: RunStore, now: () => number) {
    this.#store = store
    this.#now = now
    this.#heads = new Map(store.list().map((run) => [run.id, run]))
  }

  /** Newest first. */
  list(): readonly Run[] {
    return [...this.#heads.values()].sort((a, b) => b.number - a.number)
  }

  /** @throws OrreryError `not-found` */
  get(id: string): Run {
    const run = this.#heads.get(id)
    if (run !== undefined) return run
    throw new OrreryError('not-found', `There is no run ${id} in this history`)
  }

  entries(id: string, from: number, limit: number): readonly RunEntry[] {
    const log = this.#logs.get(this.get(id).id)
    return log?.entries.slice(from, from + limit) ?? this.#store.entries(id, from, limit)
  }

  /** Greater than that of any run before. */
  nextNumber(): number {
    return this.#store.nextNumber()
  }

  now(): number {
    return this.#now()
  }

  /** The log of a run that begins. @throws OrreryError `storage` */
  begin(run: Run): RunLog {
    this.#store.put(run)
    return this.#open(run, [], this.#now)
  }

  /** The log of a run that goes on. @param isPast what is still to be said belongs to the instant of its last entry */
  resume(id: string, isPast = false): RunLog {
    const run = this.get(id)
    const open = this.#logs.get(id)
    if (open !== undefined) return open
    const entries = this.#store.entries(id, 0, Number.MAX_SAFE_INTEGER)
    return this.#open(run, entries, isPast ? () => entries.at(-1)?.at ?? run.began : this.#now)
  }

  /** The log of a run cannot be read, or not be written from its begin on: its head is all there is. */
  giveUp(id: string, error: OrreryError): void {
    const run = this.get(id)
    this.#logs.delete(id)
    const over = {
      phase: 'ended',
      outcome: 'interrupted',
      ended: run.began,
      step: undefined,
      isHeld: false,
    } as const
    this.#heads.set(id, { ...run, ...over, error: error.toData() })
  }

  /** @throws OrreryError `storage` */
  remove(id: string): void {
    const run = this.get(id)
    this.#store.remove(id)
    this.#heads.delete(id)
    this.#logs.delete(id)
    this.#tell(run, true)
  }

  onRun(listener: RunListener): Disposable {
    this.#listeners.add(listener)
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) }
  }

  #open(run: Run, entries: readonly RunEntry[], now: () => number): RunLog {
    const log = new RunLog(
      { store: this.#store, now, onChange: (...news) => this.#onChange(...news) },
      run,
      entries,
    )
    this.#heads.set(run.id, run)
    this.#logs.set(run.id, log)
    return log
  }

  #onChange(run: Run, isHeadNew: boolean): void {
    this.#heads.set(run.id, run)
    const log = this.#logs.get(run.id)
    if (run.phase === 'ended' && log?.isStored === true) this.#logs.delete(run.id)
    this.#tell(run, isHeadNew)
  }

  #tell(run: Run, isHeadNew: boolean): void {
    for (const listener of [...this.#listeners]) listener(run, isHeadNew)
  }

  [Symbol.dispose](): void {
    for (const log of this.#logs.values()) log[Symbol.dispose]()
  }
}
