import type { Run, RunOutcome } from '../../shared/api/experiments.ts'
import { withDeadline } from '../../shared/base/deadline.ts'
import { asOrreryError, OrreryError } from '../../shared/base/errors.ts'
import type { RunContext, Step } from '../systems/experiment.ts'
import type { Connection } from '../systems/system.ts'
import { cleanUp } from './clean-up.ts'
import { type OpenContext, openContext } from './context.ts'
import { endLine, line } from './line.ts'
import type { ExperimentParts, Limits } from './parts.ts'
import { isRefused, prechecks, type Subject } from './prechecks.ts'
import type { RunLog } from './run-log.ts'
import { settled } from '../../shared/base/settled.ts'

export interface ActiveRunParts {
  readonly given: ExperimentParts
  readonly log: RunLog
  readonly subject: Subject
  readonly steps: readonly Step[]
  readonly limitsMs: Limits
  /** Asked before each step. @throws OrreryError when the target is gone, or may not be experimented on any more */
  stillAllowed(): void
  /** The cluster was one of the lab, and has ended. */
  isGone(): boolean
}

/** One run from its checks to its end: check, act, result, clean up. Whatever happens, it comes to the last of them. */
export class ActiveRun {
  readonly #parts: ActiveRunParts
  readonly #log: RunLog
  /** Aborts what acts: on cancel, on failure, when Orrery ends, and when all steps are done. */
  readonly #acting = new AbortController()
  /** Aborts the clean-up, when Orrery ends and can't wait for it. */
  readonly #cleaning = new AbortController()
  #outcome: Exclude<RunOutcome, 'running'> = 'done'
  #goOn: (() => void) | undefined
  /** Resolves when the run has ended; never rejects. */
  readonly ended: Promise<Run>

  constructor(parts: ActiveRunParts) {
    this.#parts = parts
    this.#log = parts.log
    this.#log.onFailure = (error) => this.#fail(error)
    this.ended = this.#live()
  }

  /** Goes on where it is held; held or not, `pace` says how it goes on from here. */
  go(pace: Run['pace'] | undefined): void {
    if (pace !== undefined && pace !== this.#log.run.pace) this.#log.tell(line.pace(pace))
    this.#goOn?.()
  }

  cancel(): void {
    this.#stop('cancelled', 'Stopped by hand')
  }

  /** Orrery ends, and waits only so long: what isn't removed by then is left for its next start. */
  interrupt(): void {
    this.#stop('interrupted', 'Orrery ends')
    const why = new OrreryError('cancelled', 'Orrery ended before all was removed')
    setTimeout(() => this.#cleaning.abort(why), this.#parts.limitsMs.ending).unref()
  }

  #stop(outcome: 'cancelled' | 'interrupted', says: string): void {
    if (this.#acting.signal.aborted) return
    this.#outcome = outcome
    this.#log.tell(line.stopped(outcome, says))
    this.#acting.abort(new OrreryError('cancelled', says))
  }

  /** Only the first reason counts: what fails after it fails because of it. */
  #fail(thrown: unknown): void {
    if (this.#acting.signal.aborted) return
    const error = asOrreryError(thrown)
    this.#outcome = 'failed'
    this.#log.tell(line.failed(error))
    this.#acting.abort(error)
  }

  async #live(): Promise<Run> {
    const connection = await this.#check()
    if (connection !== undefined) {
      const open = this.#open(connection)
      await this.#act(open.context)
      this.#judge()
      await this.#cleanUp(open, connection)
    }
    return this.#end()
  }

  /** @returns undefined: nothing may be created */
  async #check(): Promise<Connection | undefined> {
    const { subject } = this.#parts
    const { signal } = this.#acting
    try {
      for await (const check of prechecks(subject, signal)) this.#log.record(line.check(check))
      if (isRefused(this.#log.run.checks)) {
        this.#outcome = 'refused'
        return undefined
      }
      const connection = await subject.target.connection()
      signal.throwIfAborted()
      return connection
    } catch (thrown) {
      this.#fail(thrown)
      return undefined
    }
  }

  #open(connection: Connection): OpenContext {
    const { subject, log, given, limitsMs } = this.#parts
    const { target, parameters, faults } = subject
    return openContext({
      log,
      system: target.system,
      connection,
      parameters,
      faults,
      actorWorker: given.actorWorker,
      limitsMs,
      signal: this.#acting.signal,
      fail: (error) => this.#fail(error),
    })
  }

  async #act(context: RunContext): Promise<void> {
    const { steps, subject, given } = this.#parts
    try {
      using _close = given.closely?.(subject.target.id)
      this.#log.record(line.phase('act', 'Nothing stands in the way'))
      for (const [index, step] of steps.entries()) await this.#step(step, index, context)
    } catch (thrown) {
      this.#fail(thrown)
    }
    // nothing acts or watches any more
    this.#acting.abort(new OrreryError('cancelled', 'All steps are done'))
  }

  async #step(step: Step, index: number, context: RunContext): Promise<void> {
    const { limitsMs } = this.#parts
    const { signal } = this.#acting
    signal.throwIfAborted()
    if (this.#log.run.pace === 'step') await this.#hold(step, index)
    this.#parts.stillAllowed()
    this.#log.record(line.step('begin', step, index))
    const work = (async () => step.run(context))()
    try {
      await withDeadline(limitsMs.step, `the step "${step.title}"`, signal, () => work)
    } catch (thrown) {
      this.#fail(thrown)
      // what it is at may still create something: it is cleaned up after it has noticed
      await settled(work, limitsMs.settle)
      throw thrown
    }
    this.#log.record(line.step('end', step, index))
  }

  /** Until told to go on. */
  async #hold(step: Step, index: number): Promise<void> {
    const { signal } = this.#acting
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const stop = () => reject(signal.reason)
    this.#goOn = resolve
    signal.addEventListener('abort', stop, { once: true })
    try {
      // whoever hears of it may answer at once
      this.#log.record(line.step('held', step, index))
      await promise
    } finally {
      this.#goOn = undefined
      signal.removeEventListener('abort', stop)
    }
  }

  #judge(): void {
    const { experiment, parameters } = this.#parts.subject
    this.#log.tell(line.phase('result', ''))
    try {
      this.#log.tell(line.verdict(experiment.judge(this.#log.entries, parameters)))
    } catch (thrown) {
      if (this.#outcome === 'done') this.#outcome = 'failed'
      this.#log.tell(line.failed(asOrreryError(thrown)))
    }
  }

  async #cleanUp(open: OpenContext, connection: Connection): Promise<void> {
    const { given, subject, limitsMs, log } = this.#parts
    const { kit, target } = subject
    log.tell(line.phase('clean-up', 'Clients leave, and what was made is removed'))
    await settled(open.close(), limitsMs.cleanUp)
    try {
      const faults = given.faultsOf(target.id)
      if (this.#parts.isGone()) log.tell(line.labIsGone())
      else await cleanUp({ log, kit, connection, faults, limitsMs }, this.#cleaning.signal)
    } catch (thrown) {
      log.tell(line.unclean(asOrreryError(thrown)))
    }
  }

  #end(): Run {
    this.#log.conclude(endLine(this.#log.run, this.#outcome))
    return this.#log.run
  }
}
