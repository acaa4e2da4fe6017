import { metricEvidence } from '../../base/evidence.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { judged, perSecondText, unobserved } from './claims.ts'
import { queueStates, type QueueState } from './queue-state.ts'
import { sources } from './sources.ts'

const leastRate = 0.5
/** Of all deliveries, so many are not the first; and so few are ever acknowledged. */
const nearlyAll = 0.8
const nearlyNone = 0.05

/** Q09. The same messages again and again. */
export const poisonLoop: Rule = {
  id: 'rabbitmq/poison-loop',
  title: 'No queue delivers the same messages in a circle',
  why: 'Messages are delivered, refused with requeue, and delivered again: processors are busy, nothing gets done, and what comes behind waits.',
  fix: 'Reject without requeue to a dead-letter exchange, or use a quorum queue with a delivery limit; retry after a delay, not at once.',
  source: sources.quorum,
  evaluate: (look) =>
    judged(unobserved(look, ['GET /api/queues']), () =>
      queueStates(look).flatMap((queue) => candidate(look, queue) ?? []),
    ),
}

function candidate(look: Look, { entity, name, redeliver, deliver, ack }: QueueState): Candidate | undefined {
  if (redeliver === undefined || deliver === undefined || ack === undefined || deliver < leastRate)
    return undefined
  if (redeliver < nearlyAll * deliver || ack > nearlyNone * deliver) return undefined
  return {
    entity,
    severity: 'critical',
    title: `${name} delivers the same messages again and again: ${perSecondText(redeliver)} of ${perSecondText(deliver)} are redeliveries, ${perSecondText(ack)} are acknowledged`,
    holdMs: 10_000,
    evidence: [
      metricEvidence(look, entity, 'queue.redeliver', 'Redelivered'),
      metricEvidence(look, entity, 'queue.ack', 'Acknowledged'),
    ],
  }
}
