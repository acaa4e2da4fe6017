import type { Job } from '../worker/jobs.ts'
import type { Plans } from './plans.ts'
import type { ClosedWindow } from './windows.ts'

/** The write-ahead log goes into the file whenever so much was written. */
const LOG_BYTES = 4 * 2 ** 20
const MAX_FAILURES = 3

/** What there is to do for the worker, and in which order: first what frees the tick log. */
export class Due {
  readonly #plans: Plans
  readonly #windowTicks: number
  readonly #newSpan: () => number
  readonly #windows: ClosedWindow[] = []
  readonly #failures = new WeakMap<ClosedWindow, number>()
  /** Layouts. */
  readonly #toMerge = new Set<number>()
  readonly #toRoll = new Set<number>()
  /** Target → the instant up to which its facts are to be packed. */
  readonly #toPack = new Map<number, number>()
  /** Targets whose names are to be looked over. */
  readonly #toFree = new Set<number>()
  /** Written since the last checkpoint of the log. */
  logBytes = 0

  constructor(plans: Plans, windowTicks: number, newSpan: () => number) {
    this.#plans = plans
    this.#windowTicks = windowTicks
    this.#newSpan = newSpan
  }

  get hasDaysToRoll(): boolean {
    return this.#toRoll.size > 0
  }

  close(windows: readonly ClosedWindow[]): void {
    this.#windows.push(...windows)
  }

  pack(target: number, to: number): void {
    this.#toPack.set(target, to)
  }

  look(layout: number): void {
    this.#toMerge.add(layout)
    this.#toRoll.add(layout)
  }

  freeNames(target: number): void {
    this.#toFree.add(target)
  }

  next(): Job | undefined {
    const window = this.#windows[0]
    if (window !== undefined) return { kind: 'close', span: this.#newSpan(), ...window }
    return this.#checkpointJob() ?? this.#packJob() ?? this.#mergeJob() ?? this.#rollJob() ?? this.#namesJob()
  }

  #checkpointJob(): Job | undefined {
    if (this.logBytes < LOG_BYTES) return undefined
    this.logBytes = 0
    return { kind: 'checkpoint' }
  }

  #packJob(): Job | undefined {
    for (const [target, to] of this.#toPack) {
      this.#toPack.delete(target)
      return { kind: 'pack', target, to }
    }
    return undefined
  }

  #mergeJob(): Job | undefined {
    for (const layout of this.#toMerge) {
      const from = this.#plans.mergeable(layout, this.#windowTicks)
      if (from !== undefined) return { kind: 'merge', layout, from, span: this.#newSpan() }
      this.#toMerge.delete(layout)
    }
    return undefined
  }

  #rollJob(): Job | undefined {
    for (const layout of this.#toRoll) {
      const day = this.#plans.unrolled(layout)
      if (day !== undefined)
        return { kind: 'roll', layout, ...day, spans: { 1: this.#newSpan(), 2: this.#newSpan() } }
      this.#toRoll.delete(layout)
    }
    return undefined
  }

  #namesJob(): Job | undefined {
    for (const target of this.#toFree) {
      this.#toFree.delete(target)
      return { kind: 'names', target }
    }
    return undefined
  }

  done(job: Job): void {
    if (job.kind === 'close') {
      this.#windows.shift()
      this.#toMerge.add(job.layout)
    } else if (job.kind === 'roll') this.#plans.markRolled(job.layout, job.to)
  }

  /** Leaves a job that didn't succeed for later; true: for good. */
  failed(job: Job): boolean {
    if (job.kind === 'merge') this.#toMerge.delete(job.layout)
    if (job.kind === 'roll') this.#toRoll.delete(job.layout)
    return job.kind === 'close' && this.#putOff()
  }

  /** One window that can't be read must not hold up the others; its ticks stay where they are. */
  #putOff(): boolean {
    const [window] = this.#windows.splice(0, 1)
    if (window === undefined) return false
    const failures = (this.#failures.get(window) ?? 0) + 1
    this.#failures.set(window, failures)
    if (failures < MAX_FAILURES) this.#windows.push(window)
    return failures >= MAX_FAILURES
  }
}
