import type { RunEntry } from '../api/experiments.ts'

export const workers = ['slow', 'fast'] as const
export type WorkerName = (typeof workers)[number]

/**
 * What is told, by `RunEntry.what`. Of clients: `worked` (the actor is the worker), `published`. Of what was observed:
 * `ready`, of the queue; `drained`, when nothing is ready nor unacknowledged any more.
 */
export interface PrefetchEntries {
  /**
   * `numbers`: acknowledged since it last told; `busyMs`: what it worked on them; `unacked`: given to it and not
   * acknowledged, at that instant.
   */
  worked: { then: 'done'; numbers: readonly number[]; unacked: number; busyMs: number }
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
  /** Spent on messages: timers of a busy machine are late, so a worker may be slower than it was told to be. */
  readonly busyMs: number
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
  const busyMs: Record<WorkerName, number> = { slow: 0, fast: 0 }
  const ready: { at: number; ready: number }[] = []
  let beganAt: number | undefined
  let drainedAt: number | undefined
  for (const { kind, what, actor, at, data } of entries) {
    if (kind === 'step' && what === 'begin' && actor === 'publish') beganAt = at
    if (kind === 'client' && what === 'worked') {
      const { numbers, unacked, busyMs: ms } = data as unknown as PrefetchEntries['worked']
      const own = points.get(actor as WorkerName)
      busyMs[actor as WorkerName] += ms
      own?.push({ at, done: (own.at(-1)?.done ?? 0) + numbers.length, unacked })
    }
    if (kind === 'observed' && what === 'ready')
      ready.push({ at, ready: (data as unknown as PrefetchEntries['ready']).ready })
    if (kind === 'observed' && what === 'drained') drainedAt = at
  }
  const seen = [...points].map(([name, own]) => workerOf(name, own, busyMs[name]))
  return { workers: seen, ready, beganAt, drainedAt }
}

function workerOf(name: WorkerName, points: readonly WorkerPoint[], busyMs: number): WorkerSeen {
  const working = points.filter(({ done }, i) => done > (points[i - 1]?.done ?? 0))
  return {
    name,
    points,
    done: points.at(-1)?.done ?? 0,
    mostUnacked: Math.max(0, ...points.map(({ unacked }) => unacked)),
    busyMs,
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

/** Who did how much of a run, as theory has it, or as it was measured. */
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
  const done = { slow: hands[0]?.done ?? 0, fast: hands[1]?.done ?? 0 }
  const busyMs = done.slow * plan.workMs.slow + done.fast * plan.workMs.fast
  return { drainMs, done, busy: busyOf(busyMs, drainMs) }
}

/** undefined: not all was done. */
export function measuredSharing({ workers: seen, beganAt, drainedAt }: PrefetchSeen): Sharing | undefined {
  if (beganAt === undefined || drainedAt === undefined) return undefined
  const doneBy = (name: WorkerName) => seen.find((worker) => worker.name === name)?.done ?? 0
  const busyMs = seen.reduce((sum, worker) => sum + worker.busyMs, 0)
  const drainMs = drainedAt - beganAt
  return { drainMs, done: { slow: doneBy('slow'), fast: doneBy('fast') }, busy: busyOf(busyMs, drainMs) }
}

function busyOf(busyMs: number, drainMs: number): number {
  return Math.min(1, busyMs / (workers.length * Math.max(1, drainMs)))
}

/** The slow worker’s share of all, if everything went by the speed that the workers really had; 0 to 1. */
export function fairShareOfSlow({ workers: seen }: PrefetchSeen, { workMs }: PrefetchPlan): number {
  const perMessage = (name: WorkerName) => {
    const worker = seen.find((one) => one.name === name)
    return worker === undefined || worker.done === 0 ? workMs[name] : worker.busyMs / worker.done
  }
  return perMessage('fast') / (perMessage('fast') + perMessage('slow'))
}
