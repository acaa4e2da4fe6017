import { metricEvidence } from '../../base/evidence.ts'
import { number, record } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { byDestination, type Consumer, consumersOf } from '../views/consumers.ts'
import { numberOf } from '../views/reading.ts'
import { destinationsOf, isUndispatched, type Destination } from '../views/standing.ts'
import { sources } from './sources.ts'
import { notRead, unseen } from './unseen.ts'

const holdMs = 5000
/** maxPageSize where the policy does not say. */
const usualPageSize = 200

interface Waiting {
  readonly one: Destination
  /** Applications that consume there. */
  readonly consumers: readonly Consumer[]
}

/** Queues with applications that would take, from which nothing is handed out. A bridge alone is another rule's. */
function waiting(look: Look): readonly Waiting[] {
  const consumers = byDestination(
    consumersOf(look).filter(({ isActive, isNetwork }) => isActive && !isNetwork),
  )
  return destinationsOf(look).flatMap((one) => {
    const here = consumers.get(one.entity) ?? []
    const pulls =
      here.length > 0 && here.every(({ entity }) => number(look, entity, 'consumer.prefetch') === 0)
    return one.kind === 'queue' && here.length > 0 && !pulls && isUndispatched(one)
      ? [{ one, consumers: here }]
      : []
  })
}

const haveSelectors = ({ consumers }: Waiting) => consumers.every(({ selector }) => selector !== null)

/** A06 and A08. */
export const undispatched: Rule = {
  id: 'activemq/undispatched',
  title: 'The broker hands out what waits to consumers that are there',
  why: 'Messages wait, consumers without a selector are there and hold none, and the broker hands none out. After a message came back over the network, its audit takes it for a duplicate and drops it silently; other causes are message groups that are owned by somebody who is gone, and a cursor that is stuck.',
  fix: 'Where messages cross a network back and forth: enableAudit="false" for the queue, with replayWhenNoConsumers. Otherwise see whether browsing shows them, look at its message groups, and restart the consumer.',
  source: sources.mbeans,
  evaluate: (look) =>
    notRead(look, 'destination.dispatched', 'Queues') ?? {
      candidates: waiting(look)
        .filter((found) => !haveSelectors(found))
        .map(({ one, consumers }) => standsStill(look, one, consumers)),
      ...unseen(look, ['Queues', 'Consumers'], ['queue']),
    },
}

function standsStill(
  look: Look,
  { entity, name, broker, size }: Destination,
  consumers: readonly Consumer[],
): Candidate {
  return {
    ...{ entity, severity: 'critical', holdMs },
    title: `${broker} hands out none of ${size} messages of ${name} to ${consumers.length} consumers that are there`,
    evidence: [
      metricEvidence(look, entity, 'destination.dispatched', 'nothing dispatched'),
      metricEvidence(look, entity, 'destination.size', `${size} messages`),
      metricEvidence(look, entity, 'destination.in_flight', '0 in flight'),
    ],
  }
}

/** A07. */
export const selectorsStarve: Rule = {
  id: 'activemq/selectors-starve',
  title: 'Selectors match what waits in front of a queue',
  why: 'Every consumer has a selector, and none matches what is in front. Of a long queue the broker looks only at the first page (maxPageSize, 200 unless configured): what would match lies behind it and is never seen.',
  fix: 'Give the messages that nobody wants a consumer or a time to live; raise maxPageSize for the queue; better, a queue for each kind of message.',
  source: sources.paging,
  evaluate: (look) =>
    notRead(look, 'destination.dispatched', 'Queues') ?? {
      candidates: waiting(look)
        .filter(haveSelectors)
        .map(({ one, consumers }) => nobodyWants(look, one, consumers)),
      ...unseen(look, ['Queues', 'Consumers'], ['queue']),
    },
}

function nobodyWants(look: Look, one: Destination, consumers: readonly Consumer[]): Candidate {
  const { entity, name, broker, size } = one
  const settings = record(look.moment.fact(entity, 'destination.settings'))
  const page = numberOf(settings['MaxPageSize']) ?? usualPageSize
  const isHidden = size >= page
  const behind = isHidden ? `; only the first ${page} are looked at` : ''
  return {
    ...{ entity, severity: isHidden ? 'critical' : 'warning', holdMs },
    title: `No selector matches what waits in ${name} on ${broker}: ${size} messages, ${consumers.length} consumers${behind}`,
    evidence: [
      metricEvidence(look, entity, 'destination.dispatched', 'nothing dispatched'),
      ...consumers
        .slice(0, 3)
        .map((consumer) =>
          metricEvidence(
            look,
            consumer.entity,
            'consumer.dispatched_queue',
            `${consumer.client}: ${consumer.selector ?? ''}`,
          ),
        ),
    ],
  }
}
