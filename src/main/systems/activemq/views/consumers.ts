import type { Json } from '../../../../shared/base/json.ts'
import type { SubscriptionRow } from '../../../../shared/systems/activemq-destination-views.ts'
import { number, record } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import { isWild, patternOf } from '../consumer-count.ts'
import {
  claimOf,
  known,
  numberOf,
  oncePerReading,
  partsOf,
  rateOf,
  risenSince,
  slowWindowMs,
  textOf,
} from './reading.ts'

/** A consumer that is full and acknowledged nothing for so long holds its messages. */
export const quietMs = 10_000

export interface Consumer {
  readonly entity: string
  readonly broker: string
  readonly kind: 'queue' | 'topic'
  /** One name, or several by commas; wildcards as they were given. */
  readonly destination: string
  readonly client: string
  readonly isNetwork: boolean
  readonly isDurable: boolean
  readonly isActive: boolean
  readonly selector: string | null
  readonly about: { readonly [key: string]: Json }
}

/** All consumers known at the moment. */
export const consumersOf = oncePerReading((look): readonly Consumer[] =>
  [...look.moment.facts('consumer.about')].map(([entity, { value }]) => {
    const told = record(value)
    const isDurable = entity.startsWith('durable/')
    return {
      entity,
      broker: partsOf(entity).broker,
      kind: told['kind'] === 'topic' ? 'topic' : 'queue',
      destination: textOf(told['destination']) ?? '',
      client: textOf(told['client']) ?? '',
      isNetwork: told['isNetwork'] === true,
      isDurable,
      isActive: !isDurable || look.moment.fact(entity, 'consumer.active') === true,
      selector: textOf(told['selector']),
      about: told,
    }
  }),
)

/** Consumers by `queue/<broker>/<name>`; those that name several, or by wildcard, are found by `consumes`. */
export function byDestination(consumers: readonly Consumer[]): ReadonlyMap<string, readonly Consumer[]> {
  const found = new Map<string, Consumer[]>()
  for (const consumer of consumers) {
    const entity = `${consumer.kind}/${consumer.broker}/${consumer.destination}`
    const all = found.get(entity)
    if (all === undefined) found.set(entity, [consumer])
    else all.push(consumer)
  }
  return found
}

export function consumes({ broker, kind, destination }: Consumer, entity: string): boolean {
  const parts = partsOf(entity)
  if (parts.kind !== kind || parts.broker !== broker) return false
  return destination
    .split(',')
    .some((name) => name === parts.rest || (isWild(name) && patternOf(name).test(parts.rest)))
}

/** One row for each, with what is needed made once. */
export function subscriptionRows(look: Look, consumers: readonly Consumer[]): readonly SubscriptionRow[] {
  const windowMs = slowWindowMs(look)
  const dispatched = rateOf(look, 'consumer.dispatched', windowMs)
  const acknowledged = rateOf(look, 'consumer.dequeued', windowMs)
  const readAt = look.moment.column('consumer.pending')?.at ?? null
  const remotes = remotesByClient(look)
  const quiet = quietConsumers(look)
  return consumers.map((consumer) => {
    const { entity, about } = consumer
    return {
      entity,
      consumerId: partsOf(entity).rest,
      clientId: consumer.client,
      user: textOf(about['user']),
      remote: remotes.get(`${consumer.broker}/${consumer.client}`) ?? null,
      isNetwork: consumer.isNetwork,
      isDurable: consumer.isDurable,
      isActive: consumer.isActive,
      isExclusive: claimOf(about['isExclusive']) === true,
      isSlow: look.moment.fact(entity, 'consumer.slow') === true,
      selector: consumer.selector,
      priority: numberOf(about['priority']),
      prefetch: number(look, entity, 'consumer.prefetch'),
      dispatched: number(look, entity, 'consumer.dispatched_queue'),
      pending: number(look, entity, 'consumer.pending'),
      dispatchedPerSecond: known(dispatched(entity)),
      acknowledgedPerSecond: known(acknowledged(entity)),
      acknowledged: number(look, entity, 'consumer.dequeued'),
      discarded: number(look, entity, 'consumer.discarded'),
      isHolding: quiet(entity),
      readAt,
    }
  })
}

/** Whether a consumer holds all that it may and has acknowledged nothing for a while. */
export function quietConsumers(look: Look): (entity: string) => boolean {
  const column = look.moment.column('consumer.dequeued')
  if (column === undefined) return () => false
  const acknowledged = risenSince(look, 'consumer.dequeued', column.at - quietMs)
  return (entity) => {
    const prefetch = number(look, entity, 'consumer.prefetch')
    const held = number(look, entity, 'consumer.dispatched_queue')
    if (prefetch === null || held === null || held === 0) return false
    return held >= prefetch && acknowledged(entity) === 0
  }
}

/** `<broker>/<client>` → remote address of its connection. */
export const remotesByClient = oncePerReading((look): ReadonlyMap<string, string> => {
  const remotes = new Map<string, string>()
  for (const [entity, { value }] of look.moment.facts('connection.about')) {
    const { client, remote } = record(value)
    if (typeof client === 'string' && typeof remote === 'string')
      remotes.set(`${partsOf(entity).broker}/${client}`, remote)
  }
  return remotes
})

/** "app-b from tcp://10.0.0.4:40112" */
export function whoIs(look: Look, consumer: Consumer): string {
  const remote = remotesByClient(look).get(`${consumer.broker}/${consumer.client}`)
  const client = consumer.client === '' ? 'a client without an id' : consumer.client
  return remote === undefined ? client : `${client} from ${remote}`
}
