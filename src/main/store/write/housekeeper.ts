import type Database from 'better-sqlite3'
import { asOrreryError } from '../../../shared/base/errors.ts'
import type { Job, Result } from '../work/jobs.ts'
import { type Chore, Landing } from './landing.ts'
import { Plans } from './plans.ts'
import { Retention } from './retention.ts'
import type { Settings } from './settings.ts'
import type { ClosedWindow } from './windows.ts'
import { WorkerLink } from './worker-link.ts'

/** The write-ahead log goes into the file whenever so much was written. */
const LOG_BYTES = 4 * 2 ** 20
const RETRY_MS = 60_000
const PATROL_MS = 10 * 60_000
const MAX_FAILURES = 3
/** Without work for so long, the thread is let go. */
const IDLE_MS = 20_000

/** A target's facts, as far as packing them is concerned. */
export interface Unpacked {
  readonly target: number
  readonly to: number
}

/**
 * Everything that isn't an append: closes windows, merges, thins, packs, deletes. The worker computes, one job at a
 * time; what has to be written is written here in short transactions, between the appends.
 */
export class Housekeeper {
  readonly #plans: Plans
  readonly #landing: Landing
  readonly #retention: Retention
  readonly #settings: Settings
  readonly #link: WorkerLink
  readonly #windowTicks: number
  readonly #windows: ClosedWindow[] = []
  readonly #failures = new WeakMap<ClosedWindow, number>()
  readonly #toMerge = new Set<number>()
  readonly #toPack = new Map<number, Unpacked>()
  readonly #toRoll = new Set<number>()
  readonly #chores: Chore[] = []
  readonly #timer: NodeJS.Timeout
  #idleTimer: NodeJS.Timeout | undefined
  #logBytes = 0
  #isBusy = false
  #isStopped = false
  #pausedUntil = 0
  #idle = Promise.withResolvers<void>()
  /** Why blocks are not made right now. */
  problem: string | undefined

  constructor(options: {
    readonly db: Database.Database
    readonly path: string
    readonly workerUrl: URL
    readonly settings: Settings
    readonly windowTicks: number
  }) {
    this.#plans = new Plans(options.db)
    this.#landing = new Landing(options.db)
    this.#retention = new Retention(options.db, this.#landing)
    this.#settings = options.settings
    this.#windowTicks = options.windowTicks
    this.#link = new WorkerLink(options.workerUrl, options.path, (blocks) => this.#landing.putBlocks(blocks))
    this.#timer = setInterval(() => this.patrol(), PATROL_MS).unref()
  }

  get plans(): Plans {
    return this.#plans
  }

  /** Told after each append. */
  appended(windows: readonly ClosedWindow[], bytes: number): void {
    this.#windows.push(...windows)
    this.#logBytes += bytes
    this.#wake()
  }

  pack(unpacked: Unpacked): void {
    this.#toPack.set(unpacked.target, unpacked)
    this.#wake()
  }

  /** Looks over the whole file for what is due: days to thin, spans to merge, what is too old. */
  patrol(): void {
    for (const layout of this.#plans.layouts()) {
      this.#toMerge.add(layout)
      this.#toRoll.add(layout)
    }
    this.#addChore(this.#retention.deleteForgotten())
    this.#addChore(this.#deleteOld())
    this.#wake()
  }

  *#deleteOld(): Chore {
    // days must be thinned before they are deleted
    if (this.#toRoll.size === 0)
      yield* this.#retention.run(this.#settings.keepDays, (layout, to) => this.#plans.rolledTo(layout) > to)
  }

  /** Resolves when nothing is left to do. */
  async settled(): Promise<void> {
    this.#wake()
    // the worker alone doesn't keep the process alive; whoever waits for it does
    const alive = setInterval(() => undefined, 1_000)
    while (this.#isBusy || this.#chores.length > 0) await this.#idle.promise
    clearInterval(alive)
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearInterval(this.#timer)
    clearTimeout(this.#idleTimer)
    await this.#link.stop()
    for (const chore of this.#chores.splice(0)) for (const _ of chore);
  }

  #wake(): void {
    if (this.#isBusy || this.#isStopped || Date.now() < this.#pausedUntil) return
    const job = this.#tryNextJob()
    if (job === undefined) return
    this.#isBusy = true
    void this.#run(job)
  }

  #tryNextJob(): Job | undefined {
    try {
      return this.#nextJob()
    } catch (thrown) {
      this.#pause(asOrreryError(thrown).message)
      return undefined
    }
  }

  #nextJob(): Job | undefined {
    const window = this.#windows[0]
    if (window !== undefined) return { kind: 'close', span: this.#landing.newSpan(), ...window }
    if (this.#logBytes >= LOG_BYTES) {
      this.#logBytes = 0
      return { kind: 'checkpoint' }
    }
    return this.#packJob() ?? this.#mergeJob() ?? this.#rollJob()
  }

  #packJob(): Job | undefined {
    for (const [target, { to }] of this.#toPack) {
      this.#toPack.delete(target)
      return { kind: 'pack', target, to }
    }
    return undefined
  }

  #mergeJob(): Job | undefined {
    for (const layout of this.#toMerge) {
      const from = this.#plans.mergeable(layout, this.#windowTicks)
      if (from !== undefined) return { kind: 'merge', layout, from, span: this.#landing.newSpan() }
      this.#toMerge.delete(layout)
    }
    return undefined
  }

  #rollJob(): Job | undefined {
    for (const layout of this.#toRoll) {
      const day = this.#plans.unrolled(layout)
      if (day !== undefined)
        return {
          kind: 'roll',
          layout,
          ...day,
          spans: { 1: this.#landing.newSpan(), 2: this.#landing.newSpan() },
        }
      this.#toRoll.delete(layout)
    }
    return undefined
  }

  async #run(job: Job): Promise<void> {
    try {
      this.#land(job, await this.#link.run(job))
      this.problem = undefined
    } catch (thrown) {
      this.#failed(job, asOrreryError(thrown).message)
    }
    this.#isBusy = false
    this.#wake()
    this.#rest()
  }

  #land(job: Job, { spans, packed }: Result): void {
    if (this.#isStopped) return
    if (job.kind === 'close') {
      this.#windows.shift()
      this.#addChore(this.#landing.finishWindow(job, spans))
      this.#toMerge.add(job.layout)
    } else if (job.kind === 'merge') {
      if (spans.length === 0) this.#toMerge.delete(job.layout)
      else this.#addChore(this.#landing.finishMerge(job, spans))
    } else if (job.kind === 'roll') {
      this.#landing.putSpans(spans)
      this.#plans.markRolled(job.layout, job.to)
    } else if (packed !== undefined) this.#landing.finishPack(packed)
  }

  /** The rows stay as they are: they can be read, and the next try may do. */
  #failed(job: Job, message: string): void {
    if (this.#isStopped) return
    this.#pause(message)
    if (job.kind === 'close') this.#putOff()
    if (job.kind === 'merge') this.#toMerge.delete(job.layout)
    if (job.kind === 'roll') this.#toRoll.delete(job.layout)
  }

  #pause(problem: string): void {
    this.problem = problem
    this.#pausedUntil = Date.now() + RETRY_MS
  }

  /** One window that can't be read must not hold up the others; its ticks stay where they are. */
  #putOff(): void {
    const [window] = this.#windows.splice(0, 1)
    if (window === undefined) return
    const failures = (this.#failures.get(window) ?? 0) + 1
    this.#failures.set(window, failures)
    if (failures < MAX_FAILURES) this.#windows.push(window)
  }

  #addChore(chore: Chore): void {
    this.#chores.push(chore)
    if (this.#chores.length === 1) setImmediate(() => this.#doChores())
  }

  #doChores(): void {
    const [chore] = this.#chores
    if (chore === undefined) return
    try {
      if (chore.next().done) this.#chores.shift()
    } catch (thrown) {
      this.#chores.shift()
      this.problem = asOrreryError(thrown).message
    }
    if (this.#chores.length > 0) setImmediate(() => this.#doChores())
    else this.#rest()
  }

  #rest(): void {
    if (this.#isBusy || this.#chores.length > 0) return
    clearTimeout(this.#idleTimer)
    // the thread's memory is worth more than the moment that starting it takes
    this.#idleTimer = setTimeout(() => {
      if (!this.#isBusy) void this.#link.stop()
    }, IDLE_MS).unref()
    this.#idle.resolve()
    this.#idle = Promise.withResolvers()
  }
}
