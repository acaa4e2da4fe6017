import { factEvidence, metricEvidence } from '../../base/evidence.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { bindingsOf, deadLetters, routingIndex } from '../views/model.ts'
import { onceAMoment } from '../views/reading.ts'
import { judged, perSecondText, unobservedQueues } from './claims.ts'
import { queueStates, type QueueState } from './queue-state.ts'
import { sources } from './sources.ts'

/** A consumer that restarts is back by then. */
const holdMs = 15_000

/** Q04. Messages come in, and nobody takes them. */
export const noConsumer: Rule = {
  id: 'rabbitmq/no-consumer',
  title: 'Somebody takes from every queue that grows',
  why: 'What is published there waits for nobody, until memory or disk of the node runs out, or a limit drops it.',
  fix: 'Start the consumer, or find out why it went; if nobody needs the messages, unbind the queue, or give it a message TTL.',
  source: sources.monitoring,
  evaluate: (look) =>
    judged(unobservedQueues(look), () => queueStates(look).flatMap((queue) => candidate(look, queue) ?? [])),
}

function candidate(look: Look, queue: QueueState): Candidate | undefined {
  const { entity, name, type, ready, consumers, growth, publish = growth } = queue
  if (type === 'stream' || consumers !== 0 || ready === undefined || ready === 0) return undefined
  if (!((growth ?? 0) > 0) || !((publish ?? 0) > 0) || collectors(look).has(entity)) return undefined
  return {
    entity,
    severity: 'warning',
    title: `Nobody takes from ${name}: ${ready} messages wait, ${perSecondText(publish ?? 0)} come in`,
    holdMs,
    evidence: [
      metricEvidence(look, entity, 'queue.consumers', 'No consumer'),
      metricEvidence(look, entity, 'queue.ready', `${ready} ready, and more each second`),
      factEvidence(look, entity, 'queue.about', `${name} is a ${type} queue`),
    ],
  }
}

/** Where dead letters and unroutable messages are kept for people to look at: nobody needs to take from there. */
const collectors = onceAMoment((look: Look): ReadonlySet<string> => {
  const found = new Set<string>()
  const vhosts = new Map(queueStates(look).map(({ entity, vhost, name }) => [`${vhost}\n${name}`, entity]))
  const add = (vhost: string, name: string) => {
    const entity = vhosts.get(`${vhost}\n${name}`)
    if (entity !== undefined) found.add(entity)
  }
  for (const { entity, vhost } of queueStates(look))
    for (const name of deadLetters(look).get(entity)?.queues ?? []) add(vhost, name)
  for (const vhost of new Set(queueStates(look).map((queue) => queue.vhost))) {
    const alternates = new Set(
      [...routingIndex(look, vhost).exchanges.values()].map(({ alternate }) => alternate),
    )
    for (const { source, destination, toExchange } of bindingsOf(look, vhost))
      if (!toExchange && alternates.has(source)) add(vhost, destination)
  }
  return found
})
