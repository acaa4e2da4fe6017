import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import { factEvidence } from '../../base/evidence.ts'
import type { Rule } from '../../rule.ts'
import { quorumQueues } from '../views/node-counts.ts'
import { isRunning, nodeNames } from '../views/reading.ts'
import { judged, unobservedQueues } from './claims.ts'
import { sources } from './sources.ts'

/** With fewer of them chance decides. */
const leastQueues = 12
/** Times the even share. */
const skew = 2

/** Q22. One node leads far more than its share. */
export const leaderSkew: Rule = {
  id: 'rabbitmq/leader-skew',
  title: 'Leaders of quorum queues are spread over the nodes',
  why: 'The leader does the work of a queue: one node carries most of the load, and its failure moves most of the queues at once.',
  fix: 'rabbitmq-queues rebalance quorum, when it is quiet; set queue_leader_locator = balanced for those to come.',
  source: sources.quorum,
  evaluate: (look) =>
    judged(unobservedQueues(look), () => {
      const queues = quorumQueues(look).filter(({ leader }) => leader !== null)
      const running = nodeNames(look).filter((name) => isRunning(look, name))
      if (queues.length < leastQueues || running.length < 2) return []
      const share = queues.length / running.length
      return running.flatMap((name) => {
        const led = queues.filter(({ leader }) => leader === name)
        if (led.length < skew * share && led.length < queues.length) return []
        return [
          {
            entity: rabbitmqEntity('node', name),
            severity: 'info' as const,
            title: `${name} leads ${led.length} of ${queues.length} quorum queues`,
            holdMs: 300_000,
            evidence: led.slice(0, 5).map(({ entity }) => factEvidence(look, entity, 'queue.leader', name)),
          },
        ]
      })
    }),
}
