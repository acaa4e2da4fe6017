import type { RunEntry } from '../../../../shared/api/experiments.ts'
import {
  expectedSharing,
  foldPrefetch,
  prefetchPlan,
  type PrefetchSeen,
  type WorkerName,
} from '../../../../shared/systems/rabbitmq-prefetch-run.ts'
import type { Span } from '../../../experiments/stage.ts'

export interface StepPoint {
  readonly at: number
  readonly value: number
}

export interface WorkerLane {
  readonly name: WorkerName
  readonly unacked: readonly StepPoint[]
  readonly done: number
  readonly holds: number
  /** What theory gives it. */
  readonly expected: number
  /** After its last message, while the other still had some; undefined: none, or not yet. */
  readonly idle: Span | undefined
}

export interface PrefetchDrawing {
  readonly lanes: readonly WorkerLane[]
  readonly ready: readonly StepPoint[]
  /** Highest value in any lane; never 0. */
  readonly most: number
  /** Of what happens, so that a replay never rescales; undefined: nothing was published yet. */
  readonly span: Span | undefined
  /** When theory says that all is done. */
  readonly expectedAt: number | undefined
  readonly drainedAt: number | undefined
}

/** The lanes as they stood at an instant, on the axis of the whole log. */
export function prefetchDrawing(
  entries: readonly RunEntry[],
  parameters: Readonly<Record<string, number | string>>,
  until: number,
): PrefetchDrawing {
  const plan = prefetchPlan(parameters)
  const expected = expectedSharing(plan)
  const seen = foldPrefetch(entries.filter(({ at }) => at <= until))
  const whole = foldPrefetch(entries)
  const lanes = seen.workers.map(({ name, points, done, mostUnacked }) => ({
    ...{ name, done, holds: points.at(-1)?.unacked ?? 0, expected: expected.done[name], mostUnacked },
    unacked: points.map(({ at, unacked }) => ({ at, value: unacked })),
    idle: idleOf(seen, name, until, plan.messages),
  }))
  const highest = [
    ...whole.workers.map(({ mostUnacked }) => mostUnacked),
    ...whole.ready.map(({ ready }) => ready),
  ]
  return {
    lanes,
    ready: seen.ready.map(({ at, ready }) => ({ at, value: ready })),
    most: Math.max(1, ...highest),
    span: spanOfWhole(whole, expected.drainMs),
    expectedAt: whole.beganAt === undefined ? undefined : whole.beganAt + expected.drainMs,
    drainedAt: seen.drainedAt,
  }
}

function spanOfWhole({ beganAt, drainedAt, workers }: PrefetchSeen, expectedMs: number): Span | undefined {
  if (beganAt === undefined) return undefined
  const last = Math.max(beganAt, ...workers.map(({ lastAt }) => lastAt ?? beganAt))
  const to = Math.max(drainedAt ?? last, beganAt + expectedMs)
  const length = to - beganAt
  return { from: beganAt - length * 0.04, to: to + length * 0.06 }
}

/** Shorter than this it is only the way of the last ack. */
const leastIdleMs = 100

function idleOf(
  { workers, drainedAt }: PrefetchSeen,
  name: WorkerName,
  until: number,
  messages: number,
): Span | undefined {
  const own = workers.find((worker) => worker.name === name)
  const done = workers.reduce((sum, worker) => sum + worker.done, 0)
  if (own?.lastAt === undefined || own.points.at(-1)?.unacked !== 0) return undefined
  const to = drainedAt ?? (done < messages ? until : own.lastAt)
  return to - own.lastAt < leastIdleMs ? undefined : { from: own.lastAt, to }
}
