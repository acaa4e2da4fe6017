import { metricEvidence } from '../../base/evidence.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { slopesOf } from '../views/rates.ts'
import { judged, unobserved } from './claims.ts'
import { queueStates, type QueueState } from './queue-state.ts'
import { sources } from './sources.ts'

/** Q15. Dead letters that their target does not take. */
export const deadLettersWaiting: Rule = {
  id: 'rabbitmq/dead-letters-waiting',
  title: 'Dead letters are taken by their target',
  why: 'With at-least-once dead-lettering a letter stays until its target confirmed it: the queue fills up with the dead.',
  fix: 'See why the target does not confirm: missing, without a binding, full with reject-publish, or without a majority.',
  source: sources.quorum,
  evaluate: (look) =>
    judged(unobserved(look, ['GET /api/queues']), () => {
      const slopes = slopesOf(look, 'queue.dead_pending')
      return queueStates(look).flatMap((queue) => candidate(look, queue, slopes.get(queue.entity)) ?? [])
    }),
}

function candidate(
  look: Look,
  { entity, name, deadPending }: QueueState,
  slope = NaN,
): Candidate | undefined {
  if (deadPending === undefined || deadPending === 0 || !(slope >= 0)) return undefined
  return {
    entity,
    severity: 'critical',
    title: `${deadPending} dead letters of ${name} are not taken by their target`,
    holdMs: 15_000,
    evidence: [
      metricEvidence(look, entity, 'queue.dead_pending', 'Given up, and not confirmed by the target'),
    ],
  }
}
