import type { FoundEntity, FoundFact, FoundFinding } from '../../../shared/api/search.ts'
import type { TargetState } from '../../../shared/api/targets.ts'
import {
  formatDay,
  formatInstant,
  formatInstantLong,
  formatMinute,
  formatSpan,
  isSameDay,
} from '../../../shared/base/format-time.ts'

/** How long something held, in words, and what there is to know beside. */
export interface Lived {
  readonly says: string
  readonly about: string
  /** Nothing that holds now: it is over, or nobody knows. */
  readonly isQuiet: boolean
}

type Of = Pick<TargetState, 'condition' | 'extent'> | undefined

/** When a thing was there: "since 12:03:10", "12:03 to 12:40, gone". Of what was there from the first sample on no beginning is claimed. */
export function entityLived({ first, last, isThere }: FoundEntity, of: Of, now: number): Lived {
  if (isThere === true) return thereStill(first, of, now)
  if (isThere === undefined || last === undefined)
    return {
      says: 'unknown when',
      about: 'Only numbers are kept of it: not when it came and went.',
      isQuiet: true,
    }
  return gone(first, last, of, now)
}

/** When a value held of any entity. */
export function factLived({ first, to }: FoundFact, of: Of, now: number): Lived {
  return to === undefined ? thereStill(first, of, now) : gone(first, to, of, now)
}

export function findingLived({ opened, closed }: FoundFinding, now: number): Lived {
  if (closed === undefined)
    return { says: `since ${formatInstant(opened, now)}`, about: 'It is still open.', isQuiet: false }
  const about = `Opened ${formatInstantLong(opened)}, closed ${formatInstantLong(closed)}.`
  return { says: spanSays(opened, closed, now), about, isQuiet: true }
}

function thereStill(first: number | undefined, of: Of, now: number): Lived {
  const isRecorded = of?.condition === 'recorded'
  const end = isRecorded ? 'at the end of the recording' : 'now'
  if (first === undefined)
    return { says: isRecorded ? 'at its end' : 'now', about: `There ${end}.`, isQuiet: false }
  if (isFromStart(first, of))
    return { says: 'all along', about: `From the first sample on, and there ${end}.`, isQuiet: false }
  const says = isRecorded ? `from ${formatInstant(first, now)} on` : `since ${formatInstant(first, now)}`
  return { says, about: `First seen ${formatInstantLong(first)}, and there ${end}.`, isQuiet: false }
}

function gone(first: number | undefined, last: number, of: Of, now: number): Lived {
  const says =
    first === undefined || isFromStart(first, of)
      ? `until ${formatInstant(last, now)}, gone`
      : `${spanSays(first, last, now)}, gone`
  const began =
    first === undefined
      ? 'Nobody knows since when'
      : isFromStart(first, of)
        ? 'There from the first sample on'
        : `First seen ${formatInstantLong(first)}`
  return { says, about: `${began}, last ${formatInstantLong(last)}.`, isQuiet: true }
}

/** From … to … in as much room as a column has: to the second today, to the minute on another day. */
function spanSays(from: number, to: number, now: number): string {
  if (isSameDay(from, to) && isSameDay(to, now)) return formatSpan(from, to, now)
  const [begin, end] = [formatMinute(from), formatMinute(to)]
  const day = (at: number) => formatDay(at, now).replace(/^\w+ /, '')
  if (isSameDay(from, to)) return `${day(to)} ${begin === end ? end : `${begin} to ${end}`}`
  return `${day(from)} ${begin} to ${isSameDay(to, now) ? '' : `${day(to)} `}${end}`
}

/** It may be older than what was observed. */
function isFromStart(first: number, of: Of): boolean {
  return of?.extent !== undefined && first <= of.extent.from
}
