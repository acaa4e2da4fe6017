import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import { factEvidence, metricEvidence } from '../../base/evidence.ts'
import { number } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { clientOf } from '../views/connections.ts'
import { consumersByQueue, roomOf } from '../views/consumers.ts'
import { judged, unobserved } from './claims.ts'
import { queueStates, type QueueState } from './queue-state.ts'
import { sources } from './sources.ts'

/** A consumer that takes a few at a time and acknowledges them does no harm without a limit. */
const leastHeld = 100

/** Q06. No limit, and most of what is held. */
export const unboundedPrefetch: Rule = {
  id: 'rabbitmq/unbounded-prefetch',
  title: 'No consumer without a prefetch limit holds most of a queue',
  why: 'The broker sends such a client all that there is: its memory grows with the backlog, nobody else gets a share, and if it dies all of it is delivered again.',
  fix: 'Set basic.qos before consuming: 100 to 300 for quick work, 1 for slow work.',
  source: sources.confirms,
  evaluate: (look) =>
    judged(unobserved(look, ['GET /api/channels', 'GET /api/consumers']), () =>
      queueStates(look).flatMap((queue) => candidate(look, queue)),
    ),
}

function candidate(look: Look, { entity, name, unacked = 0 }: QueueState): readonly Candidate[] {
  if (unacked < leastHeld) return []
  const consumers = consumersByQueue(look).get(entity) ?? []
  return consumers.flatMap((consumer): readonly Candidate[] => {
    const channel = rabbitmqEntity('channel', consumer.channel)
    const held = number(look, channel, 'channel.unacked') ?? 0
    const isBound = !consumer.ackRequired || roomOf(look, consumer.channel) !== Infinity
    if (isBound || held < unacked / 2 || held < leastHeld) return []
    const who =
      consumer.connection === null
        ? consumer.channel
        : (clientOf(look, consumer.connection) ?? consumer.connection)
    return [
      {
        entity: consumer.entity,
        severity: 'warning',
        title: `${who} takes from ${name} without a limit and holds ${held} of ${unacked} messages`,
        holdMs: 10_000,
        evidence: [
          factEvidence(look, consumer.entity, 'consumer.about', 'Prefetch 0: no limit'),
          metricEvidence(look, channel, 'channel.unacked', `${held} held by the channel`),
          metricEvidence(look, entity, 'queue.unacked', `${unacked} held of the queue`),
        ],
      },
    ]
  })
}
