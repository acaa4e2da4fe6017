import { metricEvidence } from '../../base/evidence.ts'
import type { Rule } from '../../rule.ts'
import { destinationsOf, isUnattended } from '../views/standing.ts'
import { strandedQueues } from '../views/stranded.ts'
import { sources } from './sources.ts'
import { notRead, unseen } from './unseen.ts'

const holdMs = 10_000

/** A04. */
export const noConsumer: Rule = {
  id: 'activemq/no-consumer',
  title: 'Every queue that is sent to has a consumer',
  why: 'What is sent and never taken fills the store, until the limit makes all producers wait.',
  fix: 'Start its consumer, or let the messages expire (a time to live, or a policy), or stop sending.',
  source: sources.health,
  evaluate(look) {
    const unread = notRead(look, 'destination.size', 'Queues')
    if (unread !== undefined) return unread
    const all = destinationsOf(look)
    const stranded = new Set(strandedQueues(look, all).map(({ entity }) => entity))
    const candidates = all.filter((one) => isUnattended(one) && !stranded.has(one.entity))
    return {
      candidates: candidates.map(({ entity, name, broker, size, producers }) => ({
        ...{ entity, severity: 'warning', holdMs },
        title: `Nobody consumes from ${name} on ${broker}: ${size} messages wait`,
        evidence: [
          metricEvidence(look, entity, 'destination.consumers', '0 consumers'),
          metricEvidence(
            look,
            entity,
            'destination.enqueued',
            `${producers > 0 ? `${producers} producers, ` : ''}${size} messages`,
          ),
        ],
      })),
      ...unseen(look, ['Queues'], ['queue']),
    }
  },
}
