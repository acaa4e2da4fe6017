import { factEvidence } from '../../base/evidence.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { isAtLeast, versionsOf } from '../views/reading.ts'
import { judged, unobservedQueues } from './claims.ts'
import { queueStates, type QueueState } from './queue-state.ts'
import { sources } from './sources.ts'

/** What holds from 4.0 on where nothing is set. */
const limitSince4 = 20

/** Q10. What was delivered too often is deleted, unless there is somewhere to put it. */
export const deliveryLimit: Rule = {
  id: 'rabbitmq/delivery-limit',
  title: 'Every queue with a delivery limit has a dead-letter exchange',
  why: 'A message that is refused or lost once too often is deleted without a trace: the limit protects the consumers, and costs the message.',
  fix: 'Set a dead-letter exchange by policy, with a queue (or a stream) bound to it.',
  source: sources.quorum,
  evaluate(look) {
    const isSince4 = versionsOf(look).some((version) => isAtLeast(version, 4, 0))
    return judged(unobservedQueues(look), () =>
      queueStates(look).flatMap((queue) => candidate(look, queue, isSince4) ?? []),
    )
  },
}

function candidate(
  look: Look,
  { entity, name, type, settings }: QueueState,
  isSince4: boolean,
): Candidate | undefined {
  if (type !== 'quorum' || settings.deadLetterExchange !== null) return undefined
  const limit = settings.deliveryLimit ?? (isSince4 ? limitSince4 : null)
  // -1 switches it off
  if (limit === null || limit < 0) return undefined
  const from =
    settings.deliveryLimit === null ? 'the limit that holds where none is set' : 'its delivery limit'
  return {
    entity,
    severity: 'warning',
    title: `${name} deletes messages after ${limit} deliveries (${from}): it has no dead-letter exchange`,
    holdMs: 0,
    evidence: [
      factEvidence(look, entity, 'queue.about', 'No x-dead-letter-exchange'),
      factEvidence(look, entity, 'queue.policy', 'No dead-letter-exchange in the policy in force'),
    ],
  }
}
