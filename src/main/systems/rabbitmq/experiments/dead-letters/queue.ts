import {
  type Cause,
  type DeadLetterPlan,
  deliveryLimit,
  ttlMs,
} from '../../../../../shared/systems/rabbitmq-dead-letter-run.ts'

type Arguments = Readonly<Record<string, string | number>>

const classic: Arguments = { 'x-queue-type': 'classic' }
const quorum: Arguments = { 'x-queue-type': 'quorum' }

const byCause: Readonly<Record<Cause, (plan: DeadLetterPlan) => Arguments>> = {
  rejected: () => classic,
  expired: () => ({ ...classic, 'x-message-ttl': ttlMs }),
  overflow: ({ limit }) => ({ ...classic, 'x-max-length': limit }),
  'delivery-limit': () => ({ ...quorum, 'x-delivery-limit': deliveryLimit }),
  // the strategy needs a queue that refuses what is too much: else the limit could drop what it promised to hand over
  kept: () => ({ ...quorum, 'x-dead-letter-strategy': 'at-least-once', 'x-overflow': 'reject-publish' }),
}

/** What the queue is declared with, in which messages die. */
export function argumentsOf(plan: DeadLetterPlan, exchange: string): Arguments {
  return { ...byCause[plan.cause](plan), 'x-dead-letter-exchange': exchange }
}

/** In the words of a declaration: `x-queue-type: classic, …`. */
export function wordsOf(given: Arguments): string {
  return Object.entries(given)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ')
}
