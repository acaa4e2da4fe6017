import { metricEvidence } from '../../base/evidence.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { judged, perSecondText, unobserved } from './claims.ts'
import { queueStates, type QueueState } from './queue-state.ts'
import { sources } from './sources.ts'

/** A burst is drained by then. */
const holdMs = 30_000
const leastGrowth = 1

/** Q08. A queue that grows although it has consumers: which side is the narrow one. */
export const consumerCapacity: Rule = {
  id: 'rabbitmq/consumer-capacity',
  title: 'Consumers keep up with what comes in',
  why: 'The backlog grows for as long as this lasts; consumer capacity says whether the consumers are full or the queue itself can’t deliver quicker.',
  fix: 'Below 1: add consumers, make them quicker, or raise a prefetch that is too low for their distance. At 1: spread the load over several queues.',
  source: sources.consumers,
  evaluate: (look) =>
    judged(unobserved(look, ['GET /api/queues']), () =>
      queueStates(look).flatMap((queue) => candidate(look, queue) ?? []),
    ),
}

function candidate(look: Look, queue: QueueState): Candidate | undefined {
  const { entity, name, ready, growth = 0, consumers = 0, capacity, publish, ack, type } = queue
  const isGrowing = ready !== undefined && ready > 0 && growth >= leastGrowth && consumers > 0
  if (!isGrowing || capacity === undefined || type === 'stream') return undefined
  const who = capacity < 1 ? 'its consumers are full' : 'it delivers as quickly as it can'
  const rates = `${perSecondText(publish ?? NaN)} come in, ${perSecondText(ack ?? NaN)} are done`
  return {
    entity,
    severity: 'info',
    title: `${name} grows by ${perSecondText(growth)}: ${who} (${rates})`,
    holdMs,
    evidence: [
      metricEvidence(look, entity, 'queue.ready', `${ready} messages wait`),
      metricEvidence(look, entity, 'queue.capacity', `Consumer capacity ${capacity.toFixed(2)}`),
    ],
  }
}
