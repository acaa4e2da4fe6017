import { asOrreryError, type ErrorData } from '../../shared/base/errors.ts'
import { allViews } from '../core/all-views.ts'
import { waitForSamples } from '../core/wait-for-samples.ts'
import type { StatusCommand } from './args.ts'
import { toJson } from './json.ts'
import { type Observing, observe } from './observe.ts'
import type { InstalledAt } from '../core/installed-at.ts'
import { say } from './say.ts'
import { unlessEnded } from './until-ended.ts'

/** Rates need two samples; a second apart is enough to see what moves. */
const intervalMs = 1_000
const samples = 2
const limitMs = 60_000

/** Prints all views of each target: docs/status-json.md. @returns 0, or 2 when a target could not be observed */
export async function status(command: StatusCommand, place: InstalledAt): Promise<number> {
  await using observing = await observe({ ...command, intervalMs }, place)
  const targets = await unlessEnded(
    Promise.all(observing.targets.map((target) => statusOf(observing, target))),
  )
  if (targets === undefined) return 2
  process.stdout.write(`${toJson({ version: place.version, targets }, 2)}\n`)
  return targets.every(({ error }) => error === null) ? 0 : 2
}

async function statusOf({ core: { observatory } }: Observing, target: Observing['targets'][number]) {
  const { id, name, system } = target
  say(`Observing ${name}…`)
  const error = await failureOf(() => waitForSamples(observatory, id, { count: samples, limitMs }))
  const look = observatory.store.live(id)
  const { capabilities, cost } = observatory.observed(id).state()
  const moment = look?.moment
  return {
    target: name,
    system,
    error,
    at: moment?.at ?? null,
    sampledAt: moment?.sampledAt ?? null,
    gaps: moment?.gaps ?? [],
    cost: cost ?? null,
    capabilities,
    views: look === undefined ? {} : allViews(observatory.observed(id).system, look),
  }
}

async function failureOf(work: () => Promise<void>): Promise<ErrorData | null> {
  try {
    await work()
    return null
  } catch (thrown) {
    const error = asOrreryError(thrown).toData()
    say(error.message)
    return error
  }
}
