import type Database from 'better-sqlite3'
import { asOrreryError } from '../../../shared/base/errors.ts'
import { storageError } from '../storage-error.ts'
import type { Numbering } from '../live/numbering.ts'
import type { FreedNames, Job, Result } from '../worker/jobs.ts'
import { type Chore, Chores } from './chores.ts'
import { Due } from './due.ts'
import { Landing } from './landing.ts'
import { Plans } from './plans.ts'
import { Retention } from './retention.ts'
import type { Settings } from './settings.ts'
import type { ClosedWindow } from './windows.ts'
import { WorkerLink } from './worker-link.ts'

/** A worker that doesn't get round to the write-ahead log must not let it grow without end. */
const MAX_LOG_BYTES = 64 * 2 ** 20
const RETRY_MS = 60_000
/** Looking for names that stand for nothing reads all facts of a target. */
const NAMES_MS = 24 * 60 * 60_000
const NAME_ROWS_PER_SLICE = 8
const PATROL_MS = 10 * 60_000
/** Without work for so long, the thread is let go: its memory is worth more than the moment that starting it takes. */
const IDLE_MS = 20_000

/**
 * Everything that isn't an append: closes windows, merges, thins, packs, deletes. The worker computes, one job at a
 * time; what has to be written is written here in short transactions, between the appends.
 */
export class Housekeeper {
  readonly plans: Plans
  readonly #path: string
  readonly #settings: Settings
  readonly #landing: Landing
  readonly #retention: Retention
  readonly #link: WorkerLink
  readonly #due: Due
  readonly #chores = new Chores({ idle: () => this.#rest(), error: (thrown) => this.#note(thrown) })
  readonly #timer: NodeJS.Timeout
  #idleTimer: NodeJS.Timeout | undefined
  readonly #numberingOf: (target: number) => Numbering | undefined
  #namesLookedAt = -Infinity
  /** Remembers what is spoken of while names are looked over. */
  #watched: Numbering | undefined
  #isBusy = false
  #isStopped = false
  #pausedUntil = 0
  #idle = Promise.withResolvers<void>()
  #problem: string | undefined
  #givenUp: string | undefined

  constructor(options: {
    readonly db: Database.Database
    readonly path: string
    readonly workerUrl: URL
    readonly settings: Settings
    readonly windowTicks: number
    /** Undefined: a target that was forgotten, or memory is ahead of the file. */
    readonly numberingOf: (target: number) => Numbering | undefined
  }) {
    const { db, path, workerUrl, settings, windowTicks } = options
    this.plans = new Plans(db)
    this.#path = path
    this.#settings = settings
    this.#numberingOf = options.numberingOf
    this.#landing = new Landing(db)
    this.#retention = new Retention(db, this.#landing)
    this.#due = new Due(this.plans, windowTicks, () => this.#landing.newSpan())
    this.#link = new WorkerLink(workerUrl, path, (blocks) => this.#landing.putBlocks(blocks))
    this.#timer = setInterval(() => this.patrol(), PATROL_MS).unref()
  }

  /** Why blocks are not made right now, or what could not be made into blocks at all. */
  get problem(): string | undefined {
    return this.#problem ?? this.#givenUp
  }

  /** Told after each append. */
  appended(windows: readonly ClosedWindow[], bytes: number): void {
    this.#due.close(windows)
    this.#due.logBytes += bytes
    this.#wake()
    if (this.#due.logBytes > MAX_LOG_BYTES) this.#checkpointHere()
  }

  #checkpointHere(): void {
    this.#due.logBytes = 0
    try {
      this.#landing.checkpointLog()
    } catch (thrown) {
      this.#note(thrown)
    }
  }

  /** The facts of a target up to an instant shall become one row and a checkpoint. */
  pack(target: number, to: number): void {
    this.#due.pack(target, to)
    this.#wake()
  }

  /** Looks over the whole file for what is due: days to thin, spans to merge, what is too old. */
  patrol(): void {
    for (const layout of this.plans.layouts()) this.#due.look(layout)
    this.#chores.add(this.#retention.deleteForgotten())
    this.#chores.add(this.#deleteOld())
    this.#wake()
  }

  *#deleteOld(): Chore {
    // days must be thinned before they are deleted
    if (this.#due.hasDaysToRoll) return
    yield* this.#retention.run(this.#settings.keepDays, (layout, to) => this.plans.rolledTo(layout) > to)
    this.#lookForUnusedNames()
  }

  #lookForUnusedNames(): void {
    const { pruned } = this.#retention
    if (pruned.size === 0 || Date.now() < this.#namesLookedAt + NAMES_MS) return
    this.#namesLookedAt = Date.now()
    for (const target of pruned) this.#due.freeNames(target)
    pruned.clear()
    this.#wake()
  }

  /** Resolves when nothing is left to do, or nothing can be done for now. */
  async settled(): Promise<void> {
    this.#wake()
    // the worker alone doesn't keep the process alive; whoever waits for it does
    const alive = setInterval(() => undefined, 1_000)
    while (this.#isBusy || !this.#chores.isIdle) await this.#idle.promise
    clearInterval(alive)
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearInterval(this.#timer)
    clearTimeout(this.#idleTimer)
    await this.#link.stop()
    this.#chores.finish()
  }

  #wake(): void {
    if (this.#isBusy || this.#isStopped || Date.now() < this.#pausedUntil) return
    try {
      const job = this.#due.next()
      if (job === undefined) return
      this.#isBusy = true
      void this.#run(job)
    } catch (thrown) {
      this.#pause(thrown)
    }
  }

  async #run(job: Job): Promise<void> {
    try {
      const result = await this.#resultOf(job)
      if (!this.#isStopped) this.#land(job, result)
      this.#problem = undefined
    } catch (thrown) {
      if (!this.#isStopped) this.#failed(job, thrown)
    }
    this.#isBusy = false
    this.#wake()
    this.#rest()
  }

  #resultOf(job: Job): Result | Promise<Result> {
    if (job.kind !== 'names') return this.#link.run(job)
    const numbering = this.#numberingOf(job.target)
    if (numbering === undefined) return { spans: [] }
    // what is spoken of from here on, the worker may not see
    numbering.watch()
    this.#watched = numbering
    return this.#link.run(job)
  }

  #unwatch(): void {
    this.#watched?.unwatch()
    this.#watched = undefined
  }

  *#freeNames(target: number, rows: readonly FreedNames[]): Chore {
    for (let from = 0; from < rows.length; from += NAME_ROWS_PER_SLICE) {
      const numbering = this.#numberingOf(target)
      if (numbering === undefined || numbering !== this.#watched) break
      const free = rows
        .slice(from, from + NAME_ROWS_PER_SLICE)
        .filter(({ numbers }) => numbering.isUntouched(numbers))
      this.#landing.putNames(free)
      for (const { numbers } of free) numbering.free(numbers)
      yield
    }
    this.#unwatch()
  }

  #land(job: Job, { spans, packed, freed }: Result): void {
    if (job.kind === 'close') this.#chores.add(this.#landing.finishWindow(job, spans))
    else if (job.kind === 'merge') this.#chores.add(this.#landing.finishMerge(job, spans))
    else if (job.kind === 'roll') this.#landing.putSpans(spans)
    else if (job.kind === 'names') this.#chores.add(this.#freeNames(job.target, freed ?? []))
    else if (packed !== undefined) this.#landing.finishPack(packed)
    this.#due.done(job)
  }

  /** The rows stay as they are: they can be read, and the next try may do. */
  #failed(job: Job, thrown: unknown): void {
    this.#pause(thrown)
    if (job.kind === 'names') this.#unwatch()
    if (this.#due.failed(job)) this.#givenUp = this.#problem
    for (const span of spansOf(job)) this.#chores.add(this.#landing.deleteBlocks(span))
  }

  #pause(thrown: unknown): void {
    this.#note(thrown)
    this.#pausedUntil = Date.now() + RETRY_MS
  }

  #note(thrown: unknown): void {
    this.#problem = asOrreryError(storageError(thrown, this.#path)).message
  }

  #rest(): void {
    if (this.#isBusy || !this.#chores.isIdle) return
    clearTimeout(this.#idleTimer)
    this.#idleTimer = setTimeout(() => {
      if (!this.#isBusy) void this.#link.stop()
    }, IDLE_MS).unref()
    this.#idle.resolve()
    this.#idle = Promise.withResolvers()
  }
}

/** Spans that a job was to make. */
function spansOf(job: Job): readonly number[] {
  if (job.kind === 'close' || job.kind === 'merge') return [job.span]
  return job.kind === 'roll' ? [job.spans[1], job.spans[2]] : []
}
