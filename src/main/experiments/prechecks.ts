import type { Check, Parameters } from '../../shared/api/experiments.ts'
import { withDeadline } from '../../shared/base/deadline.ts'
import { asOrreryError, type OrreryError } from '../../shared/base/errors.ts'
import type { Experiment, ExperimentKit } from '../systems/experiment.ts'
import type { Connection } from '../systems/system.ts'
import { everyRun } from './names.ts'
import type { ExperimentTarget, FaultControl, Limits } from './parts.ts'
import { disposed } from '../../shared/base/settled.ts'

/** What is asked for: an experiment on a target, and what stands in its way. */
export interface Subject {
  readonly experiment: Experiment
  readonly kit: ExperimentKit
  readonly parameters: Parameters
  readonly target: ExperimentTarget
  readonly faults: FaultControl | undefined
  /** Another run that is under way on the target. */
  readonly other: { readonly number: number } | undefined
  /** Earlier runs on the target of which something is left. */
  readonly unclean: readonly {
    readonly number: number
    readonly left: readonly { readonly name: string }[]
  }[]
  readonly journalProblem: string | undefined
  readonly limitsMs: Pick<Limits, 'call' | 'goodbye'>
}

/**
 * Everything that is looked at before a run, one after the other; the cluster is asked only where it answers. Reads
 * only. @throws OrreryError the signal's reason
 */
export async function* prechecks(subject: Subject, signal: AbortSignal): AsyncGenerator<Check> {
  yield permission(subject)
  yield* faults(subject)
  yield alone(subject)
  yield journal(subject)
  yield leftOver(subject)
  const answers = observed(subject)
  yield answers
  if (answers.is !== 'ok') return
  try {
    const connection = await subject.target.connection()
    yield await listing(subject, connection, signal)
    yield* await ownChecks(subject, connection, signal)
  } catch (thrown) {
    signal.throwIfAborted()
    yield failed('needs', 'What the experiment needs', asOrreryError(thrown))
  }
}

export function isRefused(checks: readonly Check[]): boolean {
  return checks.some(({ is }) => is === 'refused')
}

function permission({ target }: Subject): Check {
  const head = { id: 'permission', what: 'Permission to experiment' }
  if (target.permission === 'experiment')
    return { ...head, is: 'ok', says: `${target.name} may be experimented on` }
  return {
    ...head,
    is: 'refused',
    says: `${target.name} is only observed`,
    fix: `Allow experiments in the settings of the target: then Orrery may create objects named ${everyRun}… there, and removes them.`,
  }
}

function* faults({ experiment, target, faults }: Subject): Generator<Check> {
  if (experiment.info.reach !== 'fault') return
  const head = { id: 'faults', what: 'Servers that may be acted on' }
  if (faults !== undefined) {
    const names = faults.servers.map(({ name }) => name).join(', ')
    yield { ...head, is: 'ok', says: `Orrery started them itself: ${names}` }
    return
  }
  yield {
    ...head,
    is: 'refused',
    says: `This stops, pauses or reconfigures servers, and those of ${target.name} are not Orrery's own`,
    fix: 'Start a local cluster from the list of targets, and try it there.',
  }
}

function alone({ other, target }: Subject): Check {
  const head = { id: 'alone', what: 'One run at a time' }
  if (other === undefined) return { ...head, is: 'ok', says: `No other run is under way on ${target.name}` }
  const fix = 'Wait until it has ended, or stop it.'
  return { ...head, is: 'refused', says: `Run ${other.number} is under way on ${target.name}`, fix }
}

function journal({ journalProblem }: Subject): Check {
  const head = { id: 'journal', what: 'A journal that outlives a crash' }
  if (journalProblem === undefined)
    return { ...head, is: 'ok', says: 'What is about to be created is written to the history first' }
  const fix = 'Make the history writable: without a journal nothing is created.'
  return { ...head, is: 'refused', says: journalProblem, fix }
}

function leftOver({ unclean }: Subject): Check {
  const head = { id: 'left', what: 'Nothing left of earlier runs' }
  if (unclean.length === 0) return { ...head, is: 'ok', says: 'All that they made is proven gone' }
  const says = unclean.map(
    ({ number, left }) => `run ${number} left ${left.map(({ name }) => name).join(', ')}`,
  )
  const runs = unclean.map(({ number }) => number).join(' and ')
  return { ...head, is: 'refused', says: sentence(says.join('; ')), fix: `Clean up run ${runs} first.` }
}

function observed({ target }: Subject): Check {
  const head = { id: 'observed', what: 'The cluster answers' }
  const { name, condition, error } = target
  if (condition === 'observed')
    return { ...head, is: 'ok', says: `The newest sample of ${name} came in time` }
  if (condition === 'connecting')
    return { ...head, is: 'refused', says: `${name} has not answered yet`, fix: 'Wait for its first sample.' }
  const says = error?.message ?? `${name} is not observed`
  return { ...head, is: 'refused', says, fix: error?.fix ?? 'A run begins when samples come again.' }
}

/** What cannot be listed could not be proven gone. */
async function listing(
  { kit, limitsMs, target }: Subject,
  connection: Connection,
  signal: AbortSignal,
): Promise<Check> {
  const head = { id: 'listing', what: 'What a run makes can be found again' }
  try {
    const found = await withDeadline(limitsMs.call, target.name, signal, async (stop) => {
      const cleaner = await kit.cleaner(connection, stop)
      try {
        return await cleaner.list(everyRun, stop)
      } finally {
        await disposed(cleaner, limitsMs.goodbye)
      }
    })
    if (found.length === 0) return { ...head, is: 'ok', says: `Listed ${everyRun}*: nothing is there` }
    const names = found.map(({ kind, name }) => `${kind} ${name}`).join(', ')
    return {
      ...head,
      is: 'unknown',
      says: `Somebody else's, not in this history: ${names}`,
      fix: 'Another Orrery may be at work here. If none is, remove them with the tools of the cluster.',
    }
  } catch (thrown) {
    signal.throwIfAborted()
    return failed(head.id, head.what, asOrreryError(thrown))
  }
}

function ownChecks(
  { experiment, parameters, faults }: Subject,
  connection: Connection,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  return experiment.check({ connection, parameters, faults: faults?.servers, signal })
}

function failed(id: string, what: string, { message, fix }: OrreryError): Check {
  return { id, what, is: 'refused', says: message, ...(fix === undefined ? {} : { fix }) }
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
