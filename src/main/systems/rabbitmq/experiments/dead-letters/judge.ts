import type { Figure, Parameters, RunEntry, Verdict } from '../../../../../shared/api/experiments.ts'
import {
  type Cause,
  deadLetterPlan,
  type DeadLetterPlan,
  type DeadLettersSeen,
  deliveryLimit,
  dyingOf,
  type Fate,
  foldDeadLetters,
  type Round,
} from '../../../../../shared/systems/rabbitmq-dead-letter-run.ts'

export function judge(entries: readonly RunEntry[], parameters: Parameters): Verdict {
  const plan = deadLetterPlan(parameters)
  const seen = foldDeadLetters(entries, plan.messages)
  const isWhole = seen.looked.includes(2)
  return {
    answer: isWhole ? answerOf(seen) : undefined,
    observed: isWhole ? observedOf(seen) : 'The run ended before the dead letters were looked for.',
    theory: theory[plan.cause](plan),
    why: plan.cause === 'kept' ? whyKept : whyLost,
    figures: figuresOf(seen, plan),
  }
}

function count({ messages }: DeadLettersSeen, round: Round, fate: Fate): number {
  return messages.filter((message) => message.round === round && message.fate === fate).length
}

function answerOf(seen: DeadLettersSeen): string | undefined {
  if (seen.told > 0) return 'refused'
  if (count(seen, 1, 'lost') > 0) return 'lost'
  return count(seen, 1, 'captured') > 0 ? 'kept' : undefined
}

function observedOf(seen: DeadLettersSeen): string {
  const [lost, kept] = [count(seen, 1, 'lost'), count(seen, 1, 'captured')]
  const first =
    lost > 0
      ? `${lost} of the first messages were never found again`
      : `${kept} came when the exchange was there`
  const told = seen.told === 0 ? 'nobody was told of any' : `${seen.told} were told of`
  return `All ${seen.confirmed} messages were confirmed. ${first}, and ${told}; after the repair ${count(seen, 2, 'captured')} dead letters of the second time were captured.`
}

const theory: Readonly<Record<Cause, (plan: DeadLetterPlan) => string>> = {
  rejected: ({ messages }) =>
    `A rejected message goes to the dead-letter exchange, without which it is dropped: ${messages} lost, then ${messages} captured, each with the reason “rejected”.`,
  expired: ({ messages }) =>
    `What reaches the head of the queue and is older than its TTL goes to the dead-letter exchange, without which it is dropped: ${messages} lost, then ${messages} captured, each with the reason “expired”.`,
  overflow: (plan) =>
    `A queue of ${plan.limit} drops its oldest for each further message (drop-head), confirmed or not: ${dyingOf(plan)} lost, then ${dyingOf(plan)} captured, each with the reason “maxlen”. The newest ${plan.limit} are consumed each time.`,
  'delivery-limit': ({ messages }) =>
    `A quorum queue counts how often a message came back. Above ${deliveryLimit} it is dead: ${deliveryLimit + 1} deliveries of each, ${messages} lost, then ${messages} captured, each with the reason “delivery_limit”.`,
  kept: ({ messages }) =>
    `The quorum queue keeps a dead letter until a queue has confirmed it. Without an exchange none can: nothing is lost, and ${2 * messages} are captured in the end.`,
}

const whyLost =
  'A confirm says that a queue has taken the message; how it leaves that queue is not the publisher’s affair any more. A dead letter is published by the queue itself, without confirms (at most once), and an exchange that isn’t there, or has no queue bound, is to it as to anybody a place without a route. ' +
  'So the target of dead letters wants watching: that it exists, that something is bound, and that the counts add up.'
const whyKept =
  'With dead-letter-strategy at-least-once (quorum queues, 3.10 and newer, with overflow reject-publish) a process beside the queue publishes its dead letters with confirms, and each is dropped when the last queue has confirmed it. They take memory and disk until then, and no count of ready or unacknowledged messages shows them: that is the price.'

function figuresOf(seen: DeadLettersSeen, plan: DeadLetterPlan): readonly Figure[] {
  const isWhole = seen.looked.includes(2)
  const known = (value: number) => (isWhole ? value : null)
  const lost = count(seen, 1, 'lost') + count(seen, 2, 'lost')
  const kept = seen.messages.filter(({ round, foundAfter }) => round === 1 && foundAfter === 2).length
  const deliveries = seen.messages.reduce((sum, message) => sum + message.deliveries, 0)
  const reasons = [...new Set(seen.messages.flatMap(({ reason }) => reason ?? []))]
  return [
    {
      id: 'confirmed',
      label: 'Confirmed',
      value: seen.confirmed,
      unit: 'messages',
      says: `of ${2 * plan.messages}, both times`,
    },
    {
      id: 'lost',
      label: 'Lost',
      value: known(lost),
      unit: 'messages',
      says: `of ${2 * dyingOf(plan)} that died: in no queue`,
      tone: lost > 0 ? 'bad' : 'ok',
    },
    {
      id: 'kept',
      label: 'Kept for the repair',
      value: known(kept),
      unit: 'messages',
      says: 'died while the exchange was missing, and came when it was there',
    },
    {
      id: 'captured',
      label: 'Captured',
      value: known(count(seen, 2, 'captured')),
      unit: 'messages',
      says:
        reasons.length === 0
          ? 'died after the repair'
          : `died after the repair; x-death says ${reasons.join(', ')}`,
      tone: 'ok',
    },
    {
      id: 'told',
      label: 'Told to a client',
      value: known(seen.told),
      unit: 'messages',
      says: 'returned or refused, of all that were lost',
      ...(lost > 0 && seen.told === 0 ? { tone: 'warn' as const } : {}),
    },
    {
      id: 'deliveries',
      label: 'Deliveries',
      value: known(deliveries),
      unit: 'count',
      says: 'to consumers, the same message again counted again',
    },
  ]
}
