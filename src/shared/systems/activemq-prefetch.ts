import type { RunEntry } from '../api/experiments.ts'

/**
 * The log of an experiment on prefetch: numbered messages in one queue, a consumer, and later another. Entries of kind
 * `client`: `subscribed`, `worked` of a consumer. Of kind `observed`: `queue`.
 */
export interface PrefetchEntries {
  /** `held`: handed over and not worked on yet, by its own count. */
  worked: { number: number; held: number }
  /**
   * As Jolokia tells it: messages in the queue, and how many of them are handed to somebody; `held`: consumer → messages
   * that it was handed and has not acknowledged.
   */
  queue: { size: number; inFlight: number; held: Readonly<Record<string, number>> }
}

export interface PacedSeen {
  readonly name: string
  readonly subscribedAt: number
  /** When each message was done. */
  readonly workedAt: readonly number[]
}

export interface HeldSeen {
  readonly at: number
  /** In the queue, whether handed over or not. */
  readonly size: number
  readonly inFlight: number
  readonly held: Readonly<Record<string, number>>
}

export interface PrefetchSeen {
  /** In the order in which they came. */
  readonly consumers: readonly PacedSeen[]
  readonly queue: readonly HeldSeen[]
}

/** Everything that is shown of the experiment: of a log, or of its beginning. */
export function foldPrefetch(entries: readonly RunEntry[]): PrefetchSeen {
  const consumers = new Map<string, { name: string; subscribedAt: number; workedAt: number[] }>()
  const queue: HeldSeen[] = []
  for (const { kind, actor, what, at, data } of entries) {
    if (kind === 'observed' && what === 'queue')
      queue.push({ at, ...(data as unknown as PrefetchEntries['queue']) })
    if (kind !== 'client') continue
    if (what === 'subscribed') consumers.set(actor, { name: actor, subscribedAt: at, workedAt: [] })
    if (what === 'worked') consumers.get(actor)?.workedAt.push(at)
  }
  return { consumers: [...consumers.values()], queue }
}

export interface PrefetchPlan {
  readonly prefetch: number
  readonly messages: number
  /** What a message takes. */
  readonly workMs: number
  /** Done by the first consumer when the second one comes. */
  readonly head: number
}

export function prefetchPlan(parameters: Readonly<Record<string, number | string>>): PrefetchPlan {
  const number = (id: string) => Number(parameters[id] ?? 0)
  const messages = number('messages')
  return {
    ...{ messages, prefetch: number('prefetch'), workMs: number('workMs') },
    head: Math.max(1, Math.floor(messages / 10)),
  }
}

/**
 * The second consumer’s part and the time from its coming, when both are equally fast and nothing else costs time.
 * @param left not done yet when it comes
 */
export function expectedShare(
  { prefetch, workMs }: PrefetchPlan,
  left: number,
): { readonly second: number; readonly drainMs: number } {
  // what the first one holds stays with it; of the rest nobody gets more than half of all
  const second = Math.max(0, Math.min(left - prefetch, Math.floor(left / 2)))
  return { second, drainMs: (left - second) * workMs }
}

/** Messages worked on after the second consumer came. */
export function afterArrival({ consumers: [first, second] }: PrefetchSeen): {
  readonly first: number
  readonly second: number
} {
  const from = second?.subscribedAt ?? Infinity
  const since = (consumer: PacedSeen | undefined) => consumer?.workedAt.filter((at) => at >= from).length ?? 0
  return { first: since(first), second: since(second) }
}
