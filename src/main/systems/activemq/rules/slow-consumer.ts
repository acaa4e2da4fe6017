import { factEvidence, metricEvidence } from '../../base/evidence.ts'
import { number } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { type Consumer, consumersOf, whoIs } from '../views/consumers.ts'
import { risenWithin } from '../views/reading.ts'
import { sources } from './sources.ts'
import { notRead, unseen } from './unseen.ts'

const windowMs = 60_000

/** A11. */
export const slowConsumer: Rule = {
  id: 'activemq/slow-consumer',
  title: 'No consumer falls far behind',
  why: 'What a slow consumer has not taken is kept for it: on a topic that is memory which all share, and when it is full every producer waits.',
  fix: 'Look at what the client does with a message. A slowConsumerStrategy can end it, a pendingMessageLimitStrategy drops what is oldest.',
  source: sources.slow,
  evaluate: (look) =>
    notRead(look, 'consumer.pending', 'Consumers') ?? {
      candidates: consumersOf(look).flatMap((consumer) => slow(look, consumer)),
      ...unseen(look, ['Consumers'], ['consumer', 'durable']),
    },
}

function slow(look: Look, consumer: Consumer): readonly Candidate[] {
  const { entity, broker, destination, isActive } = consumer
  const pending = number(look, entity, 'consumer.pending')
  const prefetch = number(look, entity, 'consumer.prefetch')
  const isSlow = look.moment.fact(entity, 'consumer.slow') === true
  if (!isActive || !isSlow || pending === null || prefetch === null || pending <= 2 * prefetch) return []
  return [
    {
      ...{ entity, severity: 'warning', holdMs: 10_000 },
      title: `${whoIs(look, consumer)} is slow on ${destination} of ${broker}: ${pending} messages wait for it, prefetch ${prefetch}`,
      evidence: [
        metricEvidence(look, entity, 'consumer.pending', `${pending} pending`),
        factEvidence(look, entity, 'consumer.slow', 'SlowConsumer: true'),
      ],
    },
  ]
}

/** A12. */
export const discarded: Rule = {
  id: 'activemq/discarded',
  title: 'No subscription loses messages to its pending limit',
  why: 'A consumer of a topic that falls behind by more than its limit loses the oldest messages, silently. The stock configuration sets that limit to 1,000.',
  fix: 'Decide on purpose: a durable subscription or a queue where nothing may be lost; else a limit that fits, in pendingMessageLimitStrategy.',
  source: sources.configuration,
  evaluate: (look) =>
    notRead(look, 'consumer.discarded', 'Consumers') ?? {
      candidates: losing(look),
      ...unseen(look, ['Consumers'], ['consumer']),
    },
}

function losing(look: Look): readonly Candidate[] {
  const risen = risenWithin(look, 'consumer.discarded', windowMs)
  return consumersOf(look)
    .filter(({ entity }) => risen(entity) > 0)
    .map((consumer) => {
      const { entity, broker, destination } = consumer
      const says = `${risen(entity)} discarded within the last minute`
      return {
        ...{ entity, severity: 'warning', holdMs: 0 },
        title: `${whoIs(look, consumer)} loses messages of ${destination} on ${broker}: ${says}`,
        evidence: [metricEvidence(look, entity, 'consumer.discarded', says)],
      }
    })
}
