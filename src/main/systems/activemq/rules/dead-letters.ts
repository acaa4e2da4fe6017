import { metricEvidence } from '../../base/evidence.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { grownBy } from '../views/reading.ts'
import { destinationsOf, type Destination } from '../views/standing.ts'
import { sources } from './sources.ts'
import { notRead, unseen } from './unseen.ts'

const risingMs = 60_000
const shared = 'ActiveMQ.DLQ'

/** A13. */
export const deadLetters: Rule = {
  id: 'activemq/dead-letters',
  title: 'Nothing lies in a dead letter queue',
  why: 'A message ends here when it was refused or redelivered too often, or expired. Nobody consumes it, and it fills the store for ever.',
  fix: 'Look at dlqDeliveryFailureCause of some of them; mend the consumer, then move them back (retryMessages) or remove them.',
  source: sources.deadLetters,
  evaluate: (look) =>
    notRead(look, 'destination.size', 'Queues') ?? {
      candidates: destinationsOf(look).flatMap((one) => candidate(look, one)),
      ...unseen(look, ['Queues'], ['queue']),
    },
}

function candidate(look: Look, one: Destination): readonly Candidate[] {
  const { entity, name, broker, size, isDeadLetters } = one
  if (!isDeadLetters || !(size > 0)) return []
  const by = grownBy(look, 'destination.size', risingMs)(entity)
  const rising = by > 0 ? `, ${by} more within the last minute` : ''
  return [
    {
      ...{ entity, severity: by > 0 ? 'warning' : 'info', holdMs: 0 },
      title: `${size} messages lie in the dead letter queue ${name} on ${broker}${rising}`,
      ...(name === shared
        ? {
            fix: 'All destinations share this queue, which hides where a message came from: an individualDeadLetterStrategy gives each its own. Look at originalDestination and dlqDeliveryFailureCause of some of them; mend the consumer, then move them back or remove them.',
          }
        : {}),
      evidence: [metricEvidence(look, entity, 'destination.size', `${size} messages`)],
    },
  ]
}
