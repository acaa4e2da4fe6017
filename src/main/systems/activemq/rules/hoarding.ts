import { metricEvidence } from '../../base/evidence.ts'
import { number } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { byDestination, type Consumer, consumersOf, whoIs } from '../views/consumers.ts'
import { destinationsOf, type Destination } from '../views/standing.ts'
import { sources } from './sources.ts'
import { notRead, unseen } from './unseen.ts'

const holdMs = 10_000
/** Fewer than these are work in progress. */
const leastHeld = 10

/** A10. */
export const hoarding: Rule = {
  id: 'activemq/hoarding',
  title: 'No consumer holds everything while others wait',
  why: 'With a large prefetch the first consumer is given everything at once. The others have nothing to do, and what it holds waits for it alone.',
  fix: 'Set a prefetch near to what a consumer works on at a time (1 where a message takes long): queuePrefetch of the connection, or consumer.prefetchSize of the destination.',
  source: sources.second,
  evaluate(look) {
    const unread =
      notRead(look, 'destination.in_flight', 'Queues') ??
      notRead(look, 'consumer.dispatched_queue', 'Consumers')
    if (unread !== undefined) return unread
    const consumers = byDestination(
      consumersOf(look).filter(({ isActive, isNetwork }) => isActive && !isNetwork),
    )
    return {
      candidates: destinationsOf(look).flatMap((one) =>
        candidate(look, one, consumers.get(one.entity) ?? []),
      ),
      ...unseen(look, ['Queues', 'Consumers'], ['queue']),
    }
  },
}

function candidate(look: Look, one: Destination, consumers: readonly Consumer[]): readonly Candidate[] {
  const { kind, entity, name, broker, size, inFlight } = one
  // whatever still waits could be given to the others
  if (kind !== 'queue' || consumers.length < 2 || !(size <= inFlight)) return []
  const heldBy = ({ entity: path }: Consumer) => number(look, path, 'consumer.dispatched_queue') ?? NaN
  const holder = consumers.find(
    (consumer) => heldBy(consumer) >= leastHeld && heldBy(consumer) >= inFlight * 0.9,
  )
  const idle = consumers.filter((consumer) => heldBy(consumer) === 0 && consumer.selector === null)
  if (holder === undefined || idle.length === 0) return []
  const who = whoIs(look, holder)
  return [
    {
      ...{ entity, severity: 'warning', holdMs },
      title: `${who} holds ${heldBy(holder)} of ${inFlight} messages of ${name} on ${broker}; ${idle.length} other consumers have none`,
      evidence: [
        metricEvidence(
          look,
          holder.entity,
          'consumer.dispatched_queue',
          `${who} holds ${heldBy(holder)}, prefetch ${number(look, holder.entity, 'consumer.prefetch')}`,
        ),
        ...idle
          .slice(0, 3)
          .map((consumer) =>
            metricEvidence(
              look,
              consumer.entity,
              'consumer.dispatched_queue',
              `${consumer.client} holds none`,
            ),
          ),
      ],
    },
  ]
}
