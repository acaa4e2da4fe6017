import type { Figure, Parameters, RunEntry, Verdict } from '../../../../../shared/api/experiments.ts'
import {
  foldLock,
  lockPlan,
  type LockPlan,
  type LockRecipe,
  type LockTally,
} from '../../../../../shared/systems/redis-lock.ts'

/** From the log alone. */
export function judgeLock(entries: readonly RunEntry[], parameters: Parameters): Verdict {
  const plan = lockPlan(parameters)
  const tally = foldLock(entries)
  return {
    answer: tally.stored === undefined ? undefined : answerOf(tally),
    observed: observedWords(tally),
    theory: theoryOf(plan),
    why: whys[plan.recipe],
    figures: figuresOf(tally),
  }
}

const lateOf = ({ writes }: LockTally) => writes.filter(({ isLate }) => isLate)

function answerOf(tally: LockTally): string | undefined {
  if (tally.gaveUp !== undefined) return 'never'
  if (tally.owners.length < 2) return undefined
  const late = lateOf(tally)
  if (late.some(({ accepted }) => accepted)) return 'overwritten'
  return late.length > 0 ? 'refused' : 'well'
}

/** From the first owner's stop until the next one owned, ms. */
function takenOverMs({ owners: [, next], stoppedAt }: LockTally): number | null {
  if (next === undefined || stoppedAt === undefined) return null
  return Math.round(Math.max(0, next.data.at - stoppedAt))
}

function observedWords(tally: LockTally): string {
  const { owners, gaveUp, stored, ownersAtOnce } = tally
  if (stored === undefined) return 'The run ended before the store was read'
  if (gaveUp !== undefined)
    return `b asked ${gaveUp.tries} times and never got the lock: it has no time to live, and nobody who would delete it.`
  const took = `b got the lock ${takenOverMs(tally) ?? '?'} ms after a had stopped`
  const late = lateOf(tally)
  const writes = late
    .map(
      ({ client, token, accepted }) =>
        `${client} wrote later with token ${token}: ${accepted ? 'taken' : 'refused'}`,
    )
    .join('; ')
  const atOnce = ownersAtOnce > 1 ? 'two believed at once that they own' : 'never two at once'
  return `${took}; ${atOnce}. ${writes === '' ? '' : `${writes}. `}${owners.length} owners; the store ends with “${stored.value ?? ''}”.`
}

function theoryOf({ recipe, ttlMs, pauseMs }: LockPlan): string {
  if (recipe === 'apart')
    return 'The lock stays for ever, TTL −1: it was created without one, and who would have set it is dead.'
  if (recipe === 'together')
    return `The lock goes when its ${ttlMs} ms are over, counted from its creation; b gets it then, up to 50 ms later, as it asks 20 times a second.`
  if (pauseMs < ttlMs)
    return `A pause of ${pauseMs} ms is over before the ${ttlMs} ms of the lock: a writes and releases, then b gets it. Nothing is late.`
  const after = `The lock goes after ${ttlMs} ms, b gets it and writes with a higher token; a wakes up ${pauseMs - ttlMs} ms later and writes with its own.`
  return recipe === 'fenced'
    ? `${after} The store has seen a higher one: it refuses.`
    : `${after} The store takes it: b’s work is gone.`
}

const whys: Readonly<Record<LockRecipe, string>> = {
  apart:
    'Two commands are two moments, and between any two moments a client can die. What must hold together has to be one command, or one script.',
  together:
    'The server counts, whether the owner lives or not. The price is the wait: nobody can tell a dead owner from a slow one before its time is over.',
  paused:
    'The time to live ends at the server; the owner hears nothing of it. To look at the clock before writing doesn’t help: the pause may come between the look and the write. Compare-and-delete kept it from deleting the other’s lock, and from nothing else.',
  fenced:
    'The decision is made where the data is, at the moment of writing: whoever has a newer token has made the older one worthless. It needs no clock, and no belief of the client’s. Redis only counts here; the store has to be the one that compares.',
}

function figuresOf(tally: LockTally): readonly Figure[] {
  const { stored, ownersAtOnce, owners, releases, seen } = tally
  const isOver = stored !== undefined
  const refusedReleases = releases.filter(({ deleted }) => !deleted).length
  const orphan = isOver ? seen.filter(({ owner, ttlMs }) => owner !== null && ttlMs === null).length : null
  return [
    {
      ...{ id: 'taken-over', label: 'Taken over after', value: takenOverMs(tally), unit: 'ms' },
      says: owners.length > 1 ? 'from the first owner’s stop to the next owner' : 'nobody took it over',
      ...(isOver && owners.length < 2 ? { tone: 'bad' } : {}),
    },
    {
      ...{ id: 'no-ttl', label: 'Seen without a time to live', value: orphan, unit: 'count' },
      says: `of ${seen.length} looks: PTTL −1`,
      ...((orphan ?? 0) > 0 ? { tone: 'bad' } : {}),
    },
    {
      ...{ id: 'at-once', label: 'Owners at once', unit: 'count' },
      value: owners.length === 0 ? null : ownersAtOnce,
      says: 'at most, by what the clients believe',
      tone: ownersAtOnce > 1 ? 'warn' : 'ok',
    },
    ...lateFigures(lateOf(tally), isOver),
    {
      ...{ id: 'not-own', label: 'Releases of what is not one’s own', unit: 'count' },
      value: isOver ? refusedReleases : null,
      says: 'kept from deleting the next one’s lock by compare-and-delete',
    },
  ]
}

function lateFigures(late: LockTally['writes'], isOver: boolean): readonly Figure[] {
  const count = (accepted: boolean) => late.filter((write) => write.accepted === accepted).length
  return [
    {
      ...{ id: 'late-taken', label: 'Late writes taken', value: isOver ? count(true) : null, unit: 'count' },
      says: 'with a token lower than one written before: work that is lost',
      ...(count(true) > 0 ? { tone: 'bad' } : {}),
    },
    {
      ...{
        id: 'late-refused',
        label: 'Late writes refused',
        value: isOver ? count(false) : null,
        unit: 'count',
      },
      says: 'by the store, which has seen a higher token',
      ...(count(false) > 0 ? { tone: 'ok' } : {}),
    },
  ]
}
