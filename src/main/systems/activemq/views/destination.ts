import { activemqMetrics } from '../../../../shared/systems/activemq-metrics.ts'
import type { DestinationData, ProducerRow } from '../../../../shared/systems/activemq-destination-views.ts'
import type { Json } from '../../../../shared/base/json.ts'
import { OrreryError } from '../../../../shared/base/errors.ts'
import { number, perSecond, record } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { consumersOf, consumes, remotesByClient, subscriptionRows } from './consumers.ts'
import { fullOfConsumers } from './holders.ts'
import { claimOf, holdsDeadLetters, known, partsOf, slowWindowMs, textOf, whyBlind } from './reading.ts'
import { destinationAt, destinationsOf, type Destination, sayStanding, standingOf } from './standing.ts'
import { strandedQueues } from './stranded.ts'

/** Of thousands, only those that hold most are told one by one where all views are printed. */
const mostInstances = 200

export const destination: View = {
  run: (look, args) => ({ ...destinationData(look, entityOf(args)) }),
  instances: (look) =>
    [...destinationsOf(look)]
      .sort((a, b) => (b.size || 0) - (a.size || 0))
      .slice(0, mostInstances)
      .map(({ broker, kind, name }) => ({ broker, kind, name })),
}

function entityOf({ broker, kind, name }: Readonly<Record<string, Json>>): string {
  const given = kind === 'queue' || kind === 'topic' ? kind : 'queue'
  return `${given}/${String(broker)}/${String(name)}`
}

function destinationData(look: Look, entity: string): DestinationData {
  const one = destinationAt(look, entity)
  if (one === undefined) {
    const { kind, broker, rest } = partsOf(entity)
    throw new OrreryError('not-found', `${broker} had no ${kind} ${rest} then`)
  }
  const all = destinationsOf(look)
  const stranded = new Set(strandedQueues(look, all).map((queue) => queue.entity))
  const is = standingOf(one, stranded, fullOfConsumers(look))
  return {
    ...{ broker: one.broker, kind: one.kind, name: one.name, is, says: sayStanding(is, one) },
    isPaused: claimOf(look.moment.fact(entity, 'destination.paused')),
    isDeadLetters: holdsDeadLetters(look, entity)
      ? true
      : claimOf(look.moment.fact(entity, 'destination.dlq')),
    size: known(one.size),
    inFlight: known(one.inFlight),
    consumers: known(one.consumers),
    producers: known(one.producers),
    figures: figuresOf(look, one),
    settings: settingsOf(look, entity),
    subscriptions: subscriptionRows(
      look,
      consumersOf(look).filter((consumer) => consumes(consumer, entity)),
    ),
    producerRows: producerRows(look, one),
    elsewhere: elsewhere(all, one),
    subscriptionsWhy: whyBlind(look, one.broker, ['Consumers']),
    producersWhy: whyBlind(look, one.broker, ['Producers', 'DynamicProducers']),
  }
}

function figuresOf(look: Look, { entity }: Destination): DestinationData['figures'] {
  const windowMs = slowWindowMs(look)
  return activemqMetrics
    .filter(({ key }) => key.startsWith('destination.'))
    .map(({ key, kind }) => ({
      metric: key,
      value: number(look, entity, key),
      perSecond: kind === 'counter' ? perSecond(look, entity, key, windowMs) : null,
      at: look.moment.column(key)?.at ?? null,
    }))
    .filter(({ value }) => value !== null)
}

function settingsOf(look: Look, entity: string): DestinationData['settings'] {
  const told = record(look.moment.fact(entity, 'destination.settings'))
  return Object.entries(told).map(([key, value]) => ({
    key,
    value: typeof value === 'string' ? value : JSON.stringify(value),
  }))
}

function producerRows(look: Look, { broker, kind, name }: Destination): readonly ProducerRow[] {
  const remotes = remotesByClient(look)
  return [...look.moment.facts('producer.about')].flatMap(([entity, { value }]) => {
    const told = record(value)
    const isHere = partsOf(entity).broker === broker && told['kind'] === kind && told['destination'] === name
    if (!isHere) return []
    const client = textOf(told['client']) ?? ''
    return [
      {
        entity,
        clientId: client,
        user: textOf(told['user']),
        remote: remotes.get(`${broker}/${client}`) ?? null,
        sent: number(look, entity, 'producer.sent'),
        sentPerSecond: perSecond(look, entity, 'producer.sent', slowWindowMs(look)),
        isBlocked: claimOf(look.moment.fact(entity, 'producer.blocked')),
        blockedMs: number(look, entity, 'producer.blocked_ms'),
      },
    ]
  })
}

function elsewhere(all: readonly Destination[], one: Destination): DestinationData['elsewhere'] {
  return all
    .filter(({ kind, name, broker }) => kind === one.kind && name === one.name && broker !== one.broker)
    .map(({ broker, size, local, network }) => ({
      broker,
      size: known(size),
      localConsumers: known(local),
      networkConsumers: known(network),
    }))
}
