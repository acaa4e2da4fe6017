import type { DurableRow } from '../../../../shared/systems/activemq-client-views.ts'
import { number, since } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { type Consumer, consumersOf } from './consumers.ts'
import { brokerKeys, partsOf, rateOf, slowWindowMs, textOf, whyBlind } from './reading.ts'

export const durables: View = {
  run: (look) => ({ rows: durableRows(look), why: whyUnknown(look) }),
}

export function durablesOf(look: Look): readonly Consumer[] {
  return consumersOf(look).filter(({ isDurable }) => isDurable)
}

export function durableRows(look: Look): readonly DurableRow[] {
  const all = durablesOf(look)
  const pendingRate = growthOf(look)
  const row = (one: Consumer): DurableRow => {
    const { entity, broker, isNetwork, isActive, selector } = one
    const of = (metric: string) => number(look, entity, `consumer.${metric}`)
    return {
      ...{ entity, broker, isNetwork, isActive, selector },
      clientId: one.client,
      name: textOf(one.about['subscription']) ?? '',
      topic: one.destination,
      since: since(look, entity, 'consumer.active'),
      pending: of('pending'),
      pendingPerSecond: pendingRate(entity),
      dispatched: of('dispatched_queue'),
      enqueued: of('enqueued'),
      dequeued: of('dequeued'),
      prefetch: of('prefetch'),
      elsewhere: twinsOf(all, one).map((twin) => ({ broker: twin.broker, isActive: twin.isActive })),
    }
  }
  return all.map(row).sort((a, b) => (b.pending ?? -1) - (a.pending ?? -1))
}

/** Subscriptions of the same client and name on other brokers. */
function twinsOf(all: readonly Consumer[], one: Consumer): readonly Consumer[] {
  const nameOf = ({ entity }: Consumer) => partsOf(entity).rest
  return all.filter((other) => other.broker !== one.broker && nameOf(other) === nameOf(one))
}

/** Pending is what came in and was not acknowledged: its growth is told by a difference, falls included. */
function growthOf(look: Look): (entity: string) => number | null {
  const enqueued = rateOf(look, 'consumer.enqueued', slowWindowMs(look))
  const dequeued = rateOf(look, 'consumer.dequeued', slowWindowMs(look))
  return (entity) => {
    const growth = enqueued(entity) - dequeued(entity)
    return Number.isNaN(growth) ? null : growth
  }
}

function whyUnknown(look: Look): string | null {
  const reasons = brokerKeys(look).flatMap((key) => {
    const why = whyBlind(look, key, ['Consumers'])
    return why === null ? [] : [`${key}: ${why}`]
  })
  return reasons.length === 0 ? null : reasons.join('; ')
}
