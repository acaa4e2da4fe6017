import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import { factEvidence, metricEvidence } from '../../base/evidence.ts'
import { number } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { clientOf } from '../views/connections.ts'
import { consumersByQueue, isStuck, type ConsumerModel } from '../views/consumers.ts'
import { judged, named, unobserved } from './claims.ts'
import { queueStates, type QueueState } from './queue-state.ts'
import { sources } from './sources.ts'

/** Q05. All that they may hold is held, and nobody acknowledges: named down to the connection. */
export const consumerStuck: Rule = {
  id: 'rabbitmq/consumer-stuck',
  title: 'Every consumer that is full acknowledges',
  why: 'What a consumer holds nobody else gets. With its prefetch full it gets no more either: the queue stands still although it has consumers.',
  fix: 'Look at that client: a deadlock, a dependency that hangs, an acknowledgement that was forgotten. Restarting it gives its messages back; consumer_timeout (30 min) does so at last.',
  source: sources.consumers,
  evaluate: (look) =>
    judged(unobserved(look, ['GET /api/channels', 'GET /api/consumers', 'GET /api/connections']), () =>
      queueStates(look).flatMap((queue) => candidate(look, queue) ?? []),
    ),
}

function candidate(look: Look, queue: QueueState): Candidate | undefined {
  const stuck = (consumersByQueue(look).get(queue.entity) ?? []).filter((one) => isStuck(look, one))
  if (stuck.length === 0) return undefined
  const all = consumersByQueue(look).get(queue.entity)?.length ?? 0
  const isWhole = stuck.length === all
  const { name, entity, ready = 0 } = queue
  const rest = ready > 0 ? `, ${ready} messages wait behind it` : ''
  return {
    entity,
    severity: isWhole && ready > 0 ? 'critical' : 'warning',
    title: `${named(stuck.map((one) => holderOf(look, one)))} on ${name}: nothing acknowledged for 30 s and longer${rest}`,
    holdMs: 0,
    evidence: [
      ...stuck.slice(0, 5).flatMap((one) => evidenceOf(look, one)),
      metricEvidence(look, entity, 'queue.ack', 'Acknowledged from the queue'),
    ],
  }
}

function holderOf(look: Look, { channel, connection }: ConsumerModel): string {
  const held = number(look, rabbitmqEntity('channel', channel), 'channel.unacked') ?? 0
  const client = connection === null ? null : clientOf(look, connection)
  return `${client ?? connection ?? channel} holds ${held}, all that it may,`
}

function evidenceOf(
  look: Look,
  { entity, channel, connection, prefetch }: ConsumerModel,
): Candidate['evidence'] {
  const of = rabbitmqEntity('channel', channel)
  return [
    metricEvidence(look, of, 'channel.unacked', `Channel ${channel} holds as many as its prefetch allows`),
    factEvidence(look, entity, 'consumer.about', `Prefetch ${prefetch ?? '?'}`),
    ...(connection === null
      ? []
      : [
          factEvidence(
            look,
            rabbitmqEntity('connection', connection),
            'connection.about',
            `Connection ${connection}`,
          ),
        ]),
  ]
}
