import type { Figure, Parameters, RunEntry, Verdict } from '../../../../../shared/api/experiments.ts'
import {
  expectedSharing,
  fairShareOfSlow,
  foldPrefetch,
  measuredSharing,
  prefetchPlan,
  type PrefetchPlan,
  type PrefetchSeen,
  type Sharing,
  type WorkerName,
} from '../../../../../shared/systems/rabbitmq-prefetch-run.ts'

/** Up to so many times what its speed gives it, the slow worker's share counts as by speed. */
const tolerance = 1.6
/** And from so much of all on, as half. */
const nearlyHalf = 0.42

export function judge(entries: readonly RunEntry[], parameters: Parameters): Verdict {
  const plan = prefetchPlan(parameters)
  const seen = foldPrefetch(entries)
  const measured = measuredSharing(seen)
  const expected = expectedSharing(plan)
  return {
    answer: measured && answerOf(measured, fairShareOfSlow(seen, plan)),
    observed: measured === undefined ? 'The run ended before all messages were done.' : observedOf(measured),
    theory: theoryOf(expected, plan),
    why:
      'The queue knows who has room, not who is quick. With room for one, having room means having just finished: the order of the acks is the speed. With room for all, everything is dealt out before the first ack comes, and what has been dealt is not taken back. ' +
      'The price of 1 is a round trip for each message, in which the worker waits: on a line of 10 ms with work of 1 ms it idles nine tenths of its time. As many as fit in a round trip are enough; more only takes work from others.',
    figures: figuresOf(seen, measured, expected),
  }
}

/** Of all messages, those of the slow worker. */
function slowShare({ done }: Sharing): number {
  return done.slow / Math.max(1, done.slow + done.fast)
}

function answerOf(sharing: Sharing, fairShare: number): string {
  if (slowShare(sharing) >= nearlyHalf) return 'half'
  return slowShare(sharing) <= fairShare * tolerance ? 'speed' : 'between'
}

function observedOf({ done, drainMs, busy }: Sharing): string {
  return `The slow worker did ${done.slow}, the fast one ${done.fast}. All were done after ${seconds(drainMs)} s; the workers were busy ${percent(busy)} % of that time.`
}

function theoryOf({ done, drainMs, busy }: Sharing, plan: PrefetchPlan): string {
  const { slow, fast } = plan.workMs
  const fair = Math.round((plan.messages * fast) / (fast + slow))
  return `By speed the slow worker would do ${fair} of ${plan.messages}. Dealt out in turn with a prefetch of ${plan.prefetch}, it gets ${done.slow}: all are done after ${seconds(drainMs)} s, and the workers are busy ${percent(busy)} % of it.`
}

const seconds = (ms: number) => (ms / 1000).toFixed(1)
const percent = (ratio: number) => Math.round(ratio * 100)

function figuresOf(seen: PrefetchSeen, measured: Sharing | undefined, expected: Sharing): readonly Figure[] {
  const most = (name: WorkerName) => seen.workers.find((worker) => worker.name === name)?.mostUnacked ?? 0
  const doneBy = (name: WorkerName, label: string): Figure => ({
    ...{ id: `${name}-done`, label, value: measured?.done[name] ?? null, unit: 'messages' },
    says: `theory: ${expected.done[name]}`,
  })
  const holds = (name: WorkerName, label: string): Figure => ({
    ...{ id: `${name}-unacked`, label, value: most(name), unit: 'messages' },
    says: 'unacknowledged at once, at most',
  })
  return [
    {
      id: 'drain',
      label: 'Until all are done',
      value: measured?.drainMs ?? null,
      unit: 'ms',
      says: `theory: ${seconds(expected.drainMs)} s`,
    },
    doneBy('slow', 'By the slow worker'),
    doneBy('fast', 'By the fast worker'),
    holds('slow', 'Held by the slow one'),
    holds('fast', 'Held by the fast one'),
    {
      id: 'idle',
      label: 'The fast one idle at the end',
      value: idleMs(seen),
      unit: 'ms',
      says: 'while messages lay with the other',
    },
    {
      id: 'busy',
      label: 'At work',
      value: measured?.busy ?? null,
      unit: 'ratio',
      says: `of both workers’ time until all was done; theory: ${percent(expected.busy)} %`,
      ...(measured === undefined ? {} : { tone: measured.busy < 0.7 ? ('warn' as const) : ('ok' as const) }),
    },
  ]
}

function idleMs({ workers, drainedAt }: PrefetchSeen): number | null {
  const lastAt = workers.find(({ name }) => name === 'fast')?.lastAt
  return drainedAt === undefined || lastAt === undefined ? null : Math.max(0, drainedAt - lastAt)
}
