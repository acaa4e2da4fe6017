import type { RunEntry } from '../../../../shared/api/experiments.ts'
import { foldWatches, type WatchTally } from '../../../../shared/systems/zookeeper-watches.ts'
import type { Span } from '../../../experiments/stage.ts'
import { shownOf, stretchOf } from '../../stage-axis.ts'

/** A change, where it was done, and where its notification arrived. */
export interface ChangeMark {
  readonly change: number
  readonly znode: string
  readonly sentAt: number
  /** Acknowledged, or told of, whichever came first: the nearest to the commit that clients can know. */
  readonly at: number
  readonly toldAt: number | undefined
  /** Its state was read. `open`: it may still be. */
  readonly is: 'seen' | 'unseen' | 'open'
}

/** A stretch without a watch: what happens in it is not told. */
export interface Blind {
  readonly from: number
  readonly to: number
}

export interface ReadMark {
  readonly at: number
  readonly state: number
  readonly znode: string
  /** The notification that it answers; undefined: the first read. */
  readonly since: number | undefined
}

export interface WatchesDrawing {
  readonly span: Span
  readonly changes: readonly ChangeMark[]
  readonly reads: readonly ReadMark[]
  readonly armed: readonly { readonly from: number; readonly to: number }[]
  readonly blind: readonly Blind[]
  readonly tally: WatchTally
}

/** undefined: nothing to be drawn has happened yet. */
export function watchesDrawing(
  entries: readonly RunEntry[],
  until: number,
  isRunning: boolean,
): WatchesDrawing | undefined {
  const whole = foldWatches(entries)
  const end = entries.find(({ what }) => what === 'settled')?.at
  const span = stretchOf(instantsOf(whole, end), isRunning && end === undefined ? until : undefined, 500)
  if (span === undefined) return undefined
  const tally = foldWatches(shownOf(entries, until))
  const now = Math.min(until, span.to)
  const armed = tally.armed
    .map(({ from, to }) => ({ from, to: to ?? now }))
    .filter(({ from, to }) => to >= from)
  return {
    span,
    changes: tally.changes.map((one) => changeMark(one, tally)),
    reads: tally.reads.map((read, i) => ({
      ...read,
      since: i === 0 ? undefined : tally.notifications[i - 1]?.at,
    })),
    armed,
    blind: blindStretches(armed, now),
    tally,
  }
}

function instantsOf(
  { changes, reads, notifications }: WatchTally,
  settledAt: number | undefined,
): readonly number[] {
  const seen = [
    ...changes.map(({ ackedAt }) => ackedAt),
    ...reads.map(({ at }) => at),
    ...notifications.map(({ at }) => at),
  ]
  return settledAt === undefined ? seen : [...seen, settledAt]
}

function changeMark(
  { change, znode, sentAt, ackedAt, toldAt, isSeen, of }: WatchTally['changes'][number],
  { reads, isSettled }: WatchTally,
): ChangeMark {
  const isPast = isSettled || reads.some((read) => read.znode === of && read.state > change)
  const at = Math.min(ackedAt, toldAt ?? ackedAt)
  return { change, znode, sentAt, at, toldAt, is: isSeen ? 'seen' : isPast ? 'unseen' : 'open' }
}

/** Between two watches, and after the last. */
function blindStretches(armed: readonly Blind[], now: number): readonly Blind[] {
  return armed
    .map(({ to }, i) => ({ from: to, to: armed[i + 1]?.from ?? now }))
    .filter(({ from, to }) => to > from)
}

/** Which of these marks have room for their words: a later one gives way. */
export function withRoom(xs: readonly number[], leastPx: number): readonly boolean[] {
  let free = -Infinity
  return xs.map((x) => {
    if (x < free) return false
    free = x + leastPx
    return true
  })
}
