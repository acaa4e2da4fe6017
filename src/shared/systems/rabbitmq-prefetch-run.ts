import type { RunEntry } from '../api/experiments.ts'

export const workers = ['slow', 'fast'] as const
export type WorkerName = (typeof workers)[number]

/**
 * What is told, by `RunEntry.what`. Of clients: `worked` (the actor is the worker), `published`. Of what was observed:
 * `ready`, of the queue; `drained`, when nothing is ready nor unacknowledged any more.
 */
export interface PrefetchEntries {
  /** `numbers`: acknowledged since it last told; `unacked`: given to it and not acknowledged, at that instant. */
  worked: { then: 'done'; numbers: readonly number[]; unacked: number }
  published: { from: number; to: number; confirmed: number; ms: number }
  ready: { ready: number }
  drained: Record<string, never>
}

export interface WorkerPoint {
  readonly at: number
  /** Acknowledged so far. */
  readonly done: number
  readonly unacked: number
}

export interface WorkerSeen {
  readonly name: WorkerName
  readonly points: readonly WorkerPoint[]
  readonly done: number
  readonly mostUnacked: number
  /** When it last had something to do, epoch ms. */
  readonly lastAt: number | undefined
}

export interface PrefetchSeen {
  readonly workers: readonly WorkerSeen[]
  readonly ready: readonly { readonly at: number; readonly ready: number }[]
  /** When publishing began to be asked for, epoch ms. */
  readonly beganAt: number | undefined
  readonly drainedAt: number | undefined
}

export function foldPrefetch(entries: readonly RunEntry[]): PrefetchSeen {
  const points = new Map<WorkerName, WorkerPoint[]>(workers.map((name) => [name, []]))
  const ready: { at: number; ready: number }[] = []
  let beganAt: number | undefined
  let drainedAt: number | undefined
  for (const { kind, what, actor, at, data } of entries) {
    if (kind === 'step' && what === 'begin' && actor === 'publish') beganAt = at
    if (kind === 'client' && what === 'worked') {
      const { numbers, unacked } = data as unknown as PrefetchEntries['worked']
      const own = points.get(actor as WorkerName)
      own?.push({ at, done: (own.at(-1)?.done ?? 0) + numbers.length, unacked })
    }
    if (kind === 'observed' && what === 'ready')
      ready.push({ at, ready: (data as unknown as PrefetchEntries['ready']).ready })
    if (kind === 'observed' && what === 'drained') drainedAt = at
  }
  const seen = [...points].map(([name, own]) => workerOf(name, own))
  return { workers: seen, ready, beganAt, drainedAt }
}

function workerOf(name: WorkerName, points: readonly WorkerPoint[]): WorkerSeen {
  const working = points.filter(({ done }, i) => done > (points[i - 1]?.done ?? 0))
  return {
    name,
    points,
    done: points.at(-1)?.done ?? 0,
    mostUnacked: Math.max(0, ...points.map(({ unacked }) => unacked)),
    lastAt: working.at(-1)?.at,
  }
}

/** The parameters of a run, as numbers that can be reckoned with. */
export interface PrefetchPlan {
  readonly prefetch: number
  readonly messages: number
  readonly workMs: Readonly<Record<WorkerName, number>>
}

export function prefetchPlan(parameters: Readonly<Record<string, number | string>>): PrefetchPlan {
  const number = (id: string) => Number(parameters[id] ?? 0)
  return {
    prefetch: number('prefetch'),
    messages: number('messages'),
    workMs: { slow: number('slowMs'), fast: number('fastMs') },
  }
}

/** What theory says of a run. */
export interface Sharing {
  readonly drainMs: number
  readonly done: Readonly<Record<WorkerName, number>>
  /** How much of the time until all is done each worker had something to do, 0 to 1, on average. */
  readonly busy: number
}

/**
 * Deals messages out as a queue does, to the workers in turn that have room, and lets each do one after the other. Time
 * on the line counts as none.
 */
export function expectedSharing(plan: PrefetchPlan): Sharing {
  const hands = workers.map((name) => ({ name, held: 0, done: 0, freeAt: 0 }))
  let ready = plan.messages
  let turn = 0
  const deal = () => {
    for (let passed = 0; ready > 0 && passed < hands.length; turn = (turn + 1) % hands.length) {
      const hand = hands[turn]!
      if (hand.held >= plan.prefetch) {
        passed++
        continue
      }
      passed = 0
      hand.held++
      ready--
    }
  }
  deal()
  let drainMs = 0
  for (let left = plan.messages; left > 0; left--) {
    const next = hands
      .filter(({ held }) => held > 0)
      .map((hand) => ({ hand, at: Math.max(hand.freeAt, 0) + plan.workMs[hand.name] }))
      .reduce((first, other) => (other.at < first.at ? other : first))
    next.hand.held--
    next.hand.done++
    next.hand.freeAt = next.at
    drainMs = Math.max(drainMs, next.at)
    deal()
  }
  return sharingOf(plan, drainMs, Object.fromEntries(hands.map(({ name, done }) => [name, done])))
}

/** Of what was measured, or reckoned: each worker’s time at work over the time until all was done. */
export function sharingOf(
  { workMs }: PrefetchPlan,
  drainMs: number,
  done: Readonly<Record<string, number>>,
): Sharing {
  const byName = { slow: done['slow'] ?? 0, fast: done['fast'] ?? 0 }
  const worked = workers.reduce((sum, name) => sum + byName[name] * workMs[name], 0)
  return { drainMs, done: byName, busy: Math.min(1, worked / (workers.length * Math.max(1, drainMs))) }
}
