import type {
  Check,
  ExperimentInfo,
  Parameters,
  Run,
  RunEntry,
  RunStep,
} from '../../shared/api/experiments.ts'
import { asOrreryError, OrreryError } from '../../shared/base/errors.ts'
import { cleanUp } from './clean-up.ts'
import { endLine, line } from './line.ts'
import { allowedTarget, findExperiment, isGone, targetFor } from './lookup.ts'
import { newRunId } from './names.ts'
import { checkedParameters, checkedPrediction } from './parameters.ts'
import { type ExperimentParts, type Limits, usualLimits } from './parts.ts'
import { prechecks, type Subject } from './prechecks.ts'
import { headOf, notBegun } from './progress.ts'
import { recover } from './recover.ts'
import { ActiveRun } from './run.ts'
import { RunBook } from './run-book.ts'
import { settled } from '../../shared/base/settled.ts'

/** What is asked for: an experiment, where, and with what. */
export interface Wish {
  readonly experiment: string
  readonly targetId: string
  readonly parameters: Parameters
}

export interface RunWish extends Wish {
  readonly prediction?: string
  readonly pace: Run['pace']
}

/**
 * Opens the runs of a history. Those that were under way when the Orrery before ended are marked as interrupted; what
 * they left is removed when it is asked for. @throws OrreryError `storage` when the runs cannot be read
 */
export function createExperiments(parts: ExperimentParts): Experiments {
  const experiments = new Experiments(parts)
  experiments.recover()
  return experiments
}

/** So long an end is waited for beyond the limit of its clean-up, ms. */
const graceMs = 2_000

/** All experiments of all systems, and their runs in one history. */
export class Experiments implements AsyncDisposable {
  readonly #parts: ExperimentParts
  readonly #limitsMs: Limits
  readonly #active = new Map<string, ActiveRun>()
  readonly #cleaning = new Map<string, Promise<Run>>()
  readonly #ending = new AbortController()
  /** The runs, and what they said. */
  readonly book: RunBook

  constructor(parts: ExperimentParts) {
    this.#parts = parts
    this.#limitsMs = { ...usualLimits, ...parts.limitsMs }
    this.book = new RunBook(parts.runs, () => parts.now?.() ?? Date.now())
  }

  /** All that can be tried. */
  list(): readonly ExperimentInfo[] {
    return [...this.#parts.kits.values()].flatMap(({ experiments }) => experiments.map(({ info }) => info))
  }

  /** Newest first. */
  runs(): readonly Run[] {
    return this.book.list()
  }

  entries(id: string, from: number, limit: number): readonly RunEntry[] {
    return this.book.entries(id, from, limit)
  }

  /** Looks without starting: nothing is written anywhere. @throws OrreryError `invalid`, `not-found` */
  async check(
    wish: Wish,
    signal: AbortSignal,
  ): Promise<{ checks: readonly Check[]; steps: readonly RunStep[] }> {
    const subject = this.#subject(wish)
    const checks: Check[] = []
    for await (const check of prechecks(subject, signal)) checks.push(check)
    return { checks, steps: stepsSaid(subject.experiment.steps(subject.parameters)) }
  }

  /** The run is in the history, and its checks begin. @throws OrreryError `invalid`, `not-found`, `storage` */
  start(wish: RunWish): Run {
    this.#ending.signal.throwIfAborted()
    const subject = this.#subject(wish)
    const { experiment, target, parameters, other, faults } = subject
    if (other !== undefined)
      throw new OrreryError('invalid', `Run ${other.number} is under way on ${target.name}`, {
        fix: 'Wait until it has ended, or stop it.',
      })
    const prediction = checkedPrediction(experiment.info, wish.prediction)
    const steps = experiment.steps(parameters)
    const log = this.book.begin(this.#head(wish.pace, subject, prediction, steps))
    const { run } = log
    try {
      log.record(line.begin(faults !== undefined))
      log.record(line.phase('check', ''))
    } catch (thrown) {
      this.book.giveUp(run.id, asOrreryError(thrown))
      throw thrown
    }
    const active = new ActiveRun({
      given: this.#parts,
      log,
      subject,
      steps,
      limitsMs: this.#limitsMs,
      stillAllowed: () => void allowedTarget(this.#parts, run),
      isGone: () => isGone(this.#parts, log),
    })
    this.#active.set(run.id, active)
    void active.ended.then(() => this.#active.delete(run.id))
    return log.run
  }

  /** See `runs.go`. @throws OrreryError `invalid`, `not-found` */
  go(id: string, pace?: Run['pace']): void {
    this.#activeRun(id).go(pace)
  }

  /** Resolves when the run has ended. @throws OrreryError `invalid`, `not-found` */
  async cancel(id: string): Promise<void> {
    const active = this.#activeRun(id)
    active.cancel()
    await active.ended
  }

  /** The run when it has ended. @throws OrreryError `not-found` */
  async ended(id: string): Promise<Run> {
    await this.#active.get(id)?.ended
    return this.book.get(id)
  }

  /** Removes what a run left. @throws OrreryError saying what is left still, and what to do */
  clean(id: string): Promise<Run> {
    const known = this.#cleaning.get(id)
    if (known !== undefined) return known
    const cleaning = this.#clean(id).finally(() => this.#cleaning.delete(id))
    this.#cleaning.set(id, cleaning)
    return cleaning
  }

  /** Deletes the recording of a run. @throws OrreryError `invalid` while it runs or something of it is left */
  remove(id: string): void {
    const { number, left } = this.book.get(id)
    this.#mustBeIdle(id)
    if (left.length > 0)
      throw new OrreryError(
        'invalid',
        `Run ${number} left something on the cluster, and only its journal knows what`,
        {
          fix: 'Clean up first.',
        },
      )
    this.book.remove(id)
  }

  /** Marks what did not come to its end as interrupted. */
  recover(): void {
    for (const { id, phase, experiment } of this.runs()) {
      if (phase === 'ended') continue
      try {
        const log = this.book.resume(id, true)
        recover(log, findExperiment(this.#parts, experiment)?.experiment, isGone(this.#parts, log))
      } catch (thrown) {
        this.book.giveUp(id, asOrreryError(thrown))
      }
    }
  }

  async #clean(id: string): Promise<Run> {
    this.#mustBeIdle(id)
    const log = this.book.resume(id)
    const { experiment, targetId, outcome } = log.run
    const kit = findExperiment(this.#parts, experiment)?.kit
    if (kit === undefined) throw new OrreryError('unsupported', `This Orrery does not know ${experiment}`)
    const connection = isGone(this.#parts, log)
      ? undefined
      : await allowedTarget(this.#parts, log.run).connection()
    log.tell(line.phase('clean-up', 'Removes what was left'))
    try {
      const faults = this.#parts.faultsOf(targetId)
      if (connection === undefined) log.tell(line.labIsGone())
      else await cleanUp({ log, kit, connection, faults, limitsMs: this.#limitsMs }, this.#ending.signal)
    } catch (thrown) {
      log.tell(line.unclean(asOrreryError(thrown)))
      throw thrown
    } finally {
      log.conclude(endLine(log.run, outcome))
    }
    return log.run
  }

  #head(
    pace: Run['pace'],
    { experiment: { info }, target, parameters }: Subject,
    prediction: string | undefined,
    steps: readonly RunStep[],
  ): Run {
    const number = this.book.nextNumber()
    return {
      ...headOf(notBegun(pace)),
      id: newRunId(number),
      number,
      experiment: info.id,
      system: info.system,
      targetId: target.id,
      targetName: target.name,
      parameters,
      prediction,
      began: this.book.now(),
      steps: stepsSaid(steps),
    }
  }

  #subject({ experiment: id, targetId, parameters: given }: Wish): Subject {
    const found = findExperiment(this.#parts, id)
    if (found === undefined) throw new OrreryError('not-found', `There is no experiment ${id}`)
    const { info } = found.experiment
    const runs = this.runs().filter((run) => run.targetId === targetId)
    return {
      ...found,
      target: targetFor(this.#parts, found.experiment, targetId),
      parameters: checkedParameters(info, given),
      faults: this.#parts.faultsOf(targetId),
      other: runs.find((run) => this.#active.has(run.id) || this.#cleaning.has(run.id)),
      unclean: runs.filter((run) => run.left.length > 0 && !this.#active.has(run.id)),
      journalProblem: this.#parts.journalProblem(),
      limitsMs: this.#limitsMs,
    }
  }

  #activeRun(id: string): ActiveRun {
    const active = this.#active.get(this.book.get(id).id)
    if (active !== undefined) return active
    throw new OrreryError('invalid', `Run ${this.book.get(id).number} has ended`)
  }

  #mustBeIdle(id: string): void {
    if (this.#active.has(id) || this.#cleaning.has(id))
      throw new OrreryError('invalid', `Run ${this.book.get(id).number} is under way`, {
        fix: 'Stop it first.',
      })
  }

  /** Runs are stopped, and cleaned up as far as there is time; what is left is known at the next start. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#ending.abort(new OrreryError('cancelled', 'Orrery ends'))
    const active = [...this.#active.values()]
    for (const run of active) run.interrupt()
    const ends = [...active.map(({ ended }) => ended), ...this.#cleaning.values()]
    await Promise.all(ends.map((end) => settled(end, this.#limitsMs.ending + graceMs)))
    this.book[Symbol.dispose]()
  }
}

function stepsSaid(steps: readonly RunStep[]): readonly RunStep[] {
  return steps.map(({ id, title, says }) => ({ id, title, says }))
}
