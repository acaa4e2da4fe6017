import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Resource } from '../../shared/api/experiments.ts'
import { withDeadline } from '../../shared/base/deadline.ts'
import { asOrreryError, type ErrorCode, OrreryError } from '../../shared/base/errors.ts'
import type { Cleaner, ExperimentKit } from '../systems/experiment.ts'
import type { Connection } from '../systems/system.ts'
import { inOrderOfUndoing, isFault, undo } from './faults.ts'
import { line } from './line.ts'
import { prefixOf } from './names.ts'
import type { FaultControl, Limits } from './parts.ts'
import type { RunLog } from './run-log.ts'
import { disposed } from '../../shared/base/settled.ts'

export interface CleanUpParts {
  readonly log: RunLog
  readonly kit: ExperimentKit
  readonly connection: Connection
  readonly faults: FaultControl | undefined
  readonly limitsMs: Limits
}

/** What doesn't get better by waiting. */
const final: readonly ErrorCode[] = ['auth', 'forbidden', 'unsupported', 'invalid', 'bug', 'cancelled']
const retryMs = 1_000

/**
 * Makes good what was done to servers, removes what was created, the newest first, and lists until nothing is left.
 * Tries again while the cluster doesn't answer. @throws OrreryError saying what is left, and what to do
 */
export async function cleanUp(parts: CleanUpParts, signal: AbortSignal): Promise<void> {
  const { log, limitsMs } = parts
  let met: OrreryError | undefined
  try {
    await withDeadline(limitsMs.cleanUp, 'the clean-up', signal, async (stop) => {
      for (;;) {
        try {
          return await tryOnce(parts, stop)
        } catch (thrown) {
          stop.throwIfAborted()
          met = asOrreryError(thrown)
          if (final.includes(met.code)) throw met
          await sleep(retryMs, undefined, { signal: stop })
        }
      }
    })
  } catch (thrown) {
    throw leftBehind(log, met ?? asOrreryError(thrown))
  }
}

async function tryOnce(parts: CleanUpParts, signal: AbortSignal): Promise<void> {
  const { kit, connection, limitsMs, log } = parts
  const met = await undoFaults(parts, signal)
  const cleaner = await withDeadline(limitsMs.call, 'the cluster', signal, (stop) =>
    kit.cleaner(connection, stop),
  )
  try {
    const things = log.run.left.filter((each) => !isFault(each))
    met.push(...(await removeAll(parts, cleaner, things.toReversed(), signal)))
    if (met[0] !== undefined) throw met[0]
    await prove(parts, cleaner, signal)
  } finally {
    await disposed(cleaner, limitsMs.goodbye)
  }
}

/** @returns what was met: a server that does not come back keeps nothing else from being removed */
async function undoFaults({ log, faults }: CleanUpParts, signal: AbortSignal): Promise<OrreryError[]> {
  const met: OrreryError[] = []
  for (const made of inOrderOfUndoing(log.run.left)) {
    try {
      const says = await undo(faults, made, signal)
      log.tell(line.resource('proven', made, says))
    } catch (thrown) {
      signal.throwIfAborted()
      met.push(asOrreryError(thrown))
    }
  }
  return met
}

/** @returns what was met: one that cannot be removed keeps none of the others */
async function removeAll(
  { log, limitsMs }: CleanUpParts,
  cleaner: Cleaner,
  resources: readonly Resource[],
  signal: AbortSignal,
): Promise<OrreryError[]> {
  const met: OrreryError[] = []
  for (const resource of resources) {
    const what = `${resource.kind} ${resource.name}`
    try {
      await withDeadline(limitsMs.call, `removing ${what}`, signal, (stop) => cleaner.remove(resource, stop))
      if (!isToldRemoved(log, resource)) log.tell(line.resource('removed', resource, `Removed ${what}`))
    } catch (thrown) {
      signal.throwIfAborted()
      met.push(asOrreryError(thrown))
    }
  }
  return met
}

/** Twice in a row nothing: what was still on its way when it was listed first has arrived by the second time. */
async function prove(parts: CleanUpParts, cleaner: Cleaner, signal: AbortSignal): Promise<void> {
  const { log, limitsMs } = parts
  const prefix = prefixOf(log.run.id)
  for (let empty = 0; empty < 2;) {
    if (empty > 0) await sleep(limitsMs.quiet, undefined, { signal })
    const found = await withDeadline(limitsMs.call, 'the cluster', signal, (stop) =>
      cleaner.list(prefix, stop),
    )
    empty = found.length === 0 ? empty + 1 : 0
    const [met] = await removeAll(parts, cleaner, found.toReversed(), signal)
    if (met !== undefined) throw met
    if (empty === 0) await sleep(limitsMs.quiet, undefined, { signal })
  }
  log.tell(line.allProven(`Listed ${prefix}* twice: nothing is left`))
}

/** What is listed for a while after it was removed is removed again, and told once. */
function isToldRemoved({ entries }: RunLog, { kind, name }: Resource): boolean {
  const { data } = line.resource('removed', { kind, name }, '')
  return entries.some((entry) => entry.what === 'removed' && isDeepStrictEqual(entry.data, data))
}

function leftBehind({ run: { left } }: RunLog, met: OrreryError): OrreryError {
  const names = left.map(({ kind, name }) => `${kind} ${name}`).join(', ')
  const what =
    left.length === 0 ? 'Nobody could list whether anything is left' : `Left on the cluster: ${names}`
  const { code, message, details } = met
  const fix =
    met.fix === undefined ? 'Clean up again when the cluster answers.' : `${met.fix} Then clean up again.`
  return new OrreryError(code, `${what}. ${message}`, { fix, details, cause: met })
}
