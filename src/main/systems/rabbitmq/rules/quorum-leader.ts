import { factEvidence } from '../../base/evidence.ts'
import { text } from '../../base/reading.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { quorumQueues, spareOf } from '../views/node-counts.ts'
import { isRunning } from '../views/reading.ts'
import { judged, unobservedQueues } from './claims.ts'
import { sources } from './sources.ts'

/** An election takes a second; its news another five. */
const holdMs = 10_000

/** Q19. Nobody leads, although a majority is there. */
export const quorumLeader: Rule = {
  id: 'rabbitmq/quorum-leader',
  title: 'Every quorum queue has a leader that runs',
  why: 'Without a leader nothing can be published to the queue nor taken from it.',
  fix: 'See the members’ states with rabbitmq-queues quorum_status <queue>; a member that is stuck can be restarted, or removed and added again.',
  source: sources.quorum,
  evaluate: (look) =>
    judged(unobservedQueues(look), () =>
      quorumQueues(look)
        // without a majority there can be no leader: that is another finding
        .filter((queue) => (spareOf(queue) ?? 0) >= 0)
        .filter(({ leader }) => leader === null || !isRunning(look, leader))
        .map(({ entity, name, leader }): Candidate => {
          const how = leader === null ? 'has no leader' : `has its leader on ${leader}, which does not answer`
          return {
            entity,
            severity: 'critical',
            title: `${name} ${how}`,
            holdMs,
            evidence: [
              factEvidence(look, entity, 'queue.leader', how),
              factEvidence(look, entity, 'queue.state', text(look, entity, 'queue.state') ?? 'No state'),
            ],
          }
        }),
    ),
}
