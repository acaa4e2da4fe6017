import { metricEvidence } from '../../base/evidence.ts'
import { number } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { byDestination, type Consumer, consumersOf, whoIs } from '../views/consumers.ts'
import { fullOfConsumers, isFull } from '../views/holders.ts'
import { risenSince } from '../views/reading.ts'
import { destinationsOf, isStuck, type Destination } from '../views/standing.ts'
import { sources } from './sources.ts'
import { blindBrokers, notRead, unseen } from './unseen.ts'

const holdMs = 5000
/** Work on one message may take long; no acknowledgement for so long is no work any more. */
const lostMs = 300_000
const named = 3

/** A05. */
export const notAcknowledged: Rule = {
  id: 'activemq/not-acknowledged',
  title: 'Consumers acknowledge what they hold',
  why: 'Each consumer holds as many messages as its prefetch allows, and acknowledges none: nothing more is handed out, whatever waits. It hangs, works very long on one message, or forgot to acknowledge or to commit.',
  fix: 'Look at the client that is named (its thread dump shows where it waits); ending its connection gives its messages back. Then a smaller prefetch, and acknowledge after the work.',
  source: sources.prefetch,
  evaluate(look) {
    const unread = notRead(look, 'destination.in_flight', 'Queues')
    if (unread !== undefined) return unread
    const isFullHere = fullOfConsumers(look)
    const consumers = byDestination(consumersOf(look).filter(({ isActive }) => isActive))
    // what is in flight alone does not tell whether the consumers are full
    const blind = blindBrokers(look, ['Consumers'])
    const stuck = destinationsOf(look).filter(
      (one) => one.kind === 'queue' && isStuck(one) && isFullHere(one.entity) && !blind.includes(one.broker),
    )
    return {
      candidates: stuck.map((one) => candidate(look, one, consumers.get(one.entity) ?? [])),
      ...unseen(look, ['Queues', 'Consumers'], ['queue']),
    }
  },
}

function candidate(look: Look, one: Destination, consumers: readonly Consumer[]): Candidate {
  const { entity, name, broker, size, inFlight } = one
  const holders = consumers.filter((consumer) => isFull(look, consumer)).slice(0, named)
  const who = holders.length === 0 ? '' : `: ${holders.map((holder) => whoIs(look, holder)).join(', ')}`
  return {
    entity,
    severity: isLost(look, entity) ? 'critical' : 'warning',
    title: `Consumers of ${name} on ${broker} hold ${inFlight} of ${size} messages and acknowledge none${who}`,
    holdMs,
    evidence: [
      metricEvidence(look, entity, 'destination.dequeued', 'nothing acknowledged'),
      metricEvidence(look, entity, 'destination.in_flight', `${inFlight} in flight`),
      ...holders.map((holder) => {
        const held = number(look, holder.entity, 'consumer.dispatched_queue')
        const prefetch = number(look, holder.entity, 'consumer.prefetch')
        return metricEvidence(
          look,
          holder.entity,
          'consumer.dispatched_queue',
          `${whoIs(look, holder)} holds ${held}, prefetch ${prefetch}`,
        )
      }),
    ],
    explains: [
      `activemq/hoarding ${entity}`,
      ...holders.map((holder) => `activemq/slow-consumer ${holder.entity}`),
    ],
  }
}

function isLost(look: Look, entity: string): boolean {
  const at = look.moment.column('destination.dequeued')?.at ?? look.moment.at
  return risenSince(look, 'destination.dequeued', at - lostMs)(entity) === 0
}
