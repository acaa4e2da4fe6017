import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import { metricEvidence } from '../../base/evidence.ts'
import { number } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { clientOf } from '../views/connections.ts'
import { consumersByQueue, queuesOfChannel } from '../views/consumers.ts'
import { judged, unobserved } from './claims.ts'
import { queueStates, type QueueState } from './queue-state.ts'
import { sources } from './sources.ts'

/** Of what a consumer may hold, so much is as good as all. */
const nearlyAll = 0.8

/** Q07. One has all, the others have nothing to do. */
export const prefetchHoarding: Rule = {
  id: 'rabbitmq/prefetch-hoarding',
  title: 'No consumer holds what others could do',
  why: 'Messages that lie in one client’s buffer are waiting, although other consumers are idle: more consumers don’t make it quicker.',
  fix: 'Lower the prefetch: 1 where the work takes long, so that the next message goes to whoever is free.',
  source: sources.confirms,
  evaluate: (look) =>
    judged(unobserved(look, ['GET /api/channels', 'GET /api/consumers']), () =>
      queueStates(look).flatMap((queue) => candidate(look, queue) ?? []),
    ),
}

function candidate(look: Look, { entity, name, ready, settings }: QueueState): Candidate | undefined {
  // with messages ready, whoever is free gets some; a single active consumer is meant to be alone
  if (ready !== 0 || settings.singleActiveConsumer) return undefined
  const holders = (consumersByQueue(look).get(entity) ?? [])
    .filter(({ ackRequired, channel }) => ackRequired && queuesOfChannel(look, channel).length === 1)
    .map((consumer) => ({
      consumer,
      channel: rabbitmqEntity('channel', consumer.channel),
      held: number(look, rabbitmqEntity('channel', consumer.channel), 'channel.unacked') ?? NaN,
    }))
  const full = holders.filter(
    ({ held, consumer: { prefetch } }) => prefetch !== null && prefetch > 1 && held >= nearlyAll * prefetch,
  )
  const [most] = full
  const isAlone = full.length === 1 && holders.every((holder) => holder === most || holder.held === 0)
  if (most === undefined || holders.length < 2 || !isAlone) return undefined
  const { channel, connection, prefetch } = most.consumer
  const who = connection === null ? channel : (clientOf(look, connection) ?? connection)
  return {
    entity,
    severity: 'warning',
    title: `${who} holds ${most.held} messages of ${name} (prefetch ${prefetch ?? '?'}), ${holders.length - 1} other consumers have none`,
    holdMs: 15_000,
    evidence: holders
      .slice(0, 6)
      .map((holder) =>
        metricEvidence(
          look,
          holder.channel,
          'channel.unacked',
          `${holder.consumer.tag} holds ${holder.held}`,
        ),
      ),
  }
}
