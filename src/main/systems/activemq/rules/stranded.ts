import { metricEvidence } from '../../base/evidence.ts'
import type { Rule } from '../../rule.ts'
import { strandedSays } from '../views/network.ts'
import { destinationsOf } from '../views/standing.ts'
import { strandedQueues } from '../views/stranded.ts'
import { sources } from './sources.ts'
import { notRead, unseen } from './unseen.ts'

const holdMs = 3000

/** A22. */
export const stranded: Rule = {
  id: 'activemq/stranded',
  title: 'No messages are stranded on a broker that nobody consumes from',
  why: 'Messages went over the bridge to a consumer that has left, and those who want them now are on the other side. A broker does not send a message back the way it came, so they lie there until somebody consumes on that very broker.',
  fix: 'Let a consumer connect to the broker that holds them. For good: in the policyEntry of the queue, conditionalNetworkBridgeFilterFactory with replayWhenNoConsumers="true" and enableAudit="false".',
  source: sources.network,
  evaluate: (look) =>
    notRead(look, 'destination.local_consumers', 'Queues and consumers') ?? {
      candidates: strandedQueues(look, destinationsOf(look)).map((found) => {
        const { entity, name, waiting, messages } = found
        return {
          ...{ entity, severity: 'critical', holdMs },
          title: `Queue ${name}: ${strandedSays(found)}`,
          evidence: [
            metricEvidence(look, entity, 'destination.size', `${messages} messages on ${found.broker}`),
            metricEvidence(look, entity, 'destination.dispatched', 'nothing dispatched'),
            ...waiting.map((other) =>
              metricEvidence(
                look,
                `queue/${other}/${name}`,
                'destination.local_consumers',
                `consumers on ${other}`,
              ),
            ),
          ],
        }
      }),
      ...unseen(look, ['Queues', 'Consumers'], ['queue']),
    },
}
