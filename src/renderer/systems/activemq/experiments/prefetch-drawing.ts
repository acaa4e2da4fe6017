import type { RunEntry } from '../../../../shared/api/experiments.ts'
import { foldPrefetch, type PrefetchSeen } from '../../../../shared/systems/activemq-prefetch.ts'
import type { Span } from '../../../experiments/stage.ts'

/** A count that held from one instant to another. */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly count: number
}

export interface HolderDrawing {
  readonly name: string
  /** undefined: it has not come yet. */
  readonly since: number | undefined
  /** What it was handed and had not acknowledged. */
  readonly held: readonly Stretch[]
  readonly workedAt: readonly number[]
}

export interface PrefetchDrawing {
  readonly span: Span
  /** What lay in the queue and was handed to nobody. */
  readonly free: readonly Stretch[]
  readonly holders: readonly HolderDrawing[]
  /** The largest count of all. */
  readonly most: number
}

const leastMs = 1000

/** undefined: nothing to be drawn has happened yet. */
export function prefetchDrawing(
  entries: readonly RunEntry[],
  until: number,
  isRunning: boolean,
): PrefetchDrawing | undefined {
  const whole = foldPrefetch(entries)
  const span = spanOfAll(whole, isRunning ? until : undefined)
  if (span === undefined) return undefined
  const seen = foldPrefetch(entries.filter(({ at }) => at <= until))
  const now = Math.min(until, span.to)
  const known = new Map(seen.consumers.map((consumer) => [consumer.name, consumer]))
  return {
    span,
    free: stretches(seen, now, ({ size, inFlight }) => Math.max(0, size - inFlight)),
    // all lanes of the run, so that a replay doesn't grow under the pointer
    holders: whole.consumers.map(({ name }) => ({
      name,
      since: known.get(name)?.subscribedAt,
      held: stretches(seen, now, ({ held }) => held[name] ?? 0),
      workedAt: known.get(name)?.workedAt ?? [],
    })),
    most: Math.max(1, ...whole.queue.map(({ size }) => size)),
  }
}

function spanOfAll({ consumers, queue }: PrefetchSeen, now: number | undefined): Span | undefined {
  const from = queue[0]?.at
  if (from === undefined) return undefined
  const last = Math.max(
    from,
    queue.at(-1)?.at ?? from,
    ...consumers.map(({ workedAt }) => workedAt.at(-1) ?? 0),
  )
  return { from, to: Math.max(from + leastMs, last, now ?? last) }
}

function stretches(
  { queue }: PrefetchSeen,
  now: number,
  countOf: (seen: PrefetchSeen['queue'][number]) => number,
): readonly Stretch[] {
  return queue.map((seen, i) => ({
    from: seen.at,
    to: queue[i + 1]?.at ?? now,
    count: countOf(seen),
  }))
}
