import type { Figure, Parameters, RunEntry, Verdict } from '../../../../../shared/api/experiments.ts'
import {
  afterArrival,
  expectedShare,
  foldPrefetch,
  type PrefetchPlan,
  prefetchPlan,
  type PrefetchSeen,
} from '../../../../../shared/systems/activemq-prefetch.ts'

/** Parts of what was left up to which the second one got nothing to speak of, and less than its half. */
const nothing = 0.05
const nearlyHalf = 0.4

export function judge(entries: readonly RunEntry[], parameters: Parameters): Verdict {
  const plan = prefetchPlan(parameters)
  const seen = foldPrefetch(entries)
  const { first, second } = afterArrival(seen)
  // as it was when the second one came, which takes a moment to start
  const left = first + second > 0 ? first + second : plan.messages - plan.head
  const isWhole =
    seen.consumers.reduce((sum, { workedAt }) => sum + workedAt.length, 0) === plan.messages &&
    seen.consumers.length === 2
  return {
    answer: isWhole ? answerOf(second / (first + second)) : undefined,
    observed: isWhole
      ? `After the second consumer came, the first worked on ${first} messages and the second on ${second}. It took ${seconds(drainMs(seen))} to be done.`
      : 'The run ended before all messages were worked on.',
    theory: theoryOf(plan, left),
    why:
      'Prefetch is credit: the broker hands over so many messages before it hears back, and takes back what was handed over only when the connection ends. ' +
      'A large credit hides the round trip of small messages; for work that takes long it only piles up in one consumer what another could do.',
    figures: figuresOf(plan, left, seen, isWhole),
  }
}

function answerOf(part: number): string {
  if (part <= nothing) return 'none'
  return part < nearlyHalf ? 'some' : 'half'
}

function theoryOf(plan: PrefetchPlan, left: number): string {
  const { prefetch } = plan
  const { second, drainMs: ms } = expectedShare(plan, left)
  const reason =
    prefetch >= left
      ? `With prefetch ${prefetch} the first consumer holds all ${left} that are left when the second one comes`
      : `With prefetch ${prefetch} the first consumer holds ${prefetch} of the ${left} that are left, and the broker hands out the others as each is done`
  return `${reason}: the second one gets ${second}, and it takes ${seconds(ms)} at least.`
}

function figuresOf(
  plan: PrefetchPlan,
  left: number,
  seen: PrefetchSeen,
  isWhole: boolean,
): readonly Figure[] {
  const { first, second } = afterArrival(seen)
  const expected = expectedShare(plan, left)
  const measured = (value: number) => (isWhole ? value : null)
  return [
    {
      ...{ id: 'second', label: 'Done by the second', value: measured(second), unit: 'messages' },
      says: `in theory ${expected.second}`,
      tone: second > 0 ? 'ok' : 'bad',
    },
    {
      ...{ id: 'first', label: 'Done by the first', value: measured(first), unit: 'messages' },
      says: 'after the second one came',
    },
    {
      ...{ id: 'drain', label: 'Until all was done', value: measured(drainMs(seen)), unit: 'ms' },
      says: `from the coming of the second; in theory ${seconds(expected.drainMs)}, and each ACK costs`,
    },
    {
      ...{ id: 'idle', label: 'The second was idle', value: measured(idleMs(plan, seen)), unit: 'ms' },
      says: 'before its first message and after its last',
    },
    {
      ...{ id: 'held', label: 'Held by one, at most', value: mostHeld(seen), unit: 'messages' },
      says: 'handed over and not acknowledged, as Jolokia tells',
    },
  ]
}

function drainMs({ consumers }: PrefetchSeen): number {
  const from = consumers[1]?.subscribedAt ?? 0
  return Math.max(0, ...consumers.map(({ workedAt }) => (workedAt.at(-1) ?? from) - from))
}

/** Before its first message and after its last one, until all was done. */
function idleMs({ workMs }: PrefetchPlan, seen: PrefetchSeen): number {
  const second = seen.consumers[1]
  const begun = second?.workedAt[0]
  const last = second?.workedAt.at(-1)
  if (second === undefined || begun === undefined || last === undefined) return drainMs(seen)
  const before = Math.max(0, begun - workMs - second.subscribedAt)
  return before + second.subscribedAt + drainMs(seen) - last
}

function mostHeld({ queue }: PrefetchSeen): number | null {
  const held = queue.flatMap((one) => Object.values(one.held))
  return held.length === 0 ? null : Math.max(...held)
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
