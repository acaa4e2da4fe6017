import type { RunEntry } from '../../../../shared/api/experiments.ts'
import { type Belief, foldLock, type LockTally } from '../../../../shared/systems/redis-lock.ts'
import type { Span } from '../../../experiments/stage.ts'
import { shownOf, stretchOf } from '../../stage-axis.ts'

/** The clients, in the order of their rows. */
export const clients = ['a', 'b'] as const

export interface BeliefBar {
  readonly is: Belief['is']
  readonly client: string
  readonly from: number
  readonly to: number
}

/** The lock at the server, as it was read: who owns it, and how its time runs out. */
export interface LockStretch {
  readonly owner: string
  /** By instant: ms that it still had; null: no end. */
  readonly points: readonly { readonly at: number; readonly ttlMs: number | null }[]
}

export interface LockDrawing {
  readonly span: Span
  readonly bars: readonly BeliefBar[]
  readonly stretches: readonly LockStretch[]
  /** Both believe that they own. */
  readonly both: readonly Span[]
  /** The longest time to live that was read, ms. */
  readonly mostMs: number
  readonly tally: LockTally
}

/** undefined: nothing to be drawn has happened yet. */
export function lockDrawing(
  entries: readonly RunEntry[],
  until: number,
  isRunning: boolean,
): LockDrawing | undefined {
  const whole = foldLock(entries)
  const span = stretchOf(instantsOf(whole), isRunning ? until : undefined, 1000)
  if (span === undefined) return undefined
  const tally = foldLock(shownOf(entries, until))
  const now = Math.min(until, span.to)
  const bars = tally.beliefs.map(({ client, is, from, to }) => ({
    ...{ client, is, from },
    to: Math.max(from, to ?? now),
  }))
  const ttls = whole.seen.map(({ ttlMs }) => ttlMs ?? 0)
  return {
    span,
    bars,
    stretches: stretchesOf(tally),
    both: overlaps(bars),
    mostMs: Math.max(1, ...ttls),
    tally,
  }
}

function instantsOf({ beliefs, writes, seen, stored, deaths }: LockTally): readonly number[] {
  return [
    ...beliefs.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to])),
    ...[...writes, ...seen, ...deaths].map(({ at }) => at),
    ...(stored === undefined ? [] : [stored.at]),
  ]
}

/** One after the other: a lock that is nobody's, or another's, ends a stretch. */
function stretchesOf({ seen }: LockTally): readonly LockStretch[] {
  const found: { owner: string; points: { at: number; ttlMs: number | null }[] }[] = []
  let former: string | null = null
  for (const { owner, ttlMs, at } of seen) {
    if (owner !== null && owner !== former) found.push({ owner, points: [] })
    if (owner !== null) found.at(-1)?.points.push({ at, ttlMs })
    former = owner
  }
  return found
}

function overlaps(bars: readonly BeliefBar[]): readonly Span[] {
  const of = (client: string) => bars.filter((bar) => bar.client === client && bar.is !== 'waiting')
  return of('a').flatMap((a) =>
    of('b').flatMap((b) => {
      const span = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }
      return span.to > span.from ? [span] : []
    }),
  )
}
