import type { BlockedRow, BrokerRow, OverviewData } from '../../../../shared/systems/activemq-views.ts'
import type { DestinationIs } from '../../../../shared/systems/activemq-destination-views.ts'
import type { AskName } from '../ask/asks.ts'
import { list, number } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { brokerRows } from './brokers.ts'
import { durablesOf } from './durables.ts'
import { endpointRows } from './endpoints.ts'
import { fullOfConsumers } from './holders.ts'
import { networkOf } from './links.ts'
import { strandedSays } from './network.ts'
import { blindSpots, brokerKeys, isServed, known, sum, whyBlind } from './reading.ts'
import { type Destination, destinationsOf, sayStanding, standingOf } from './standing.ts'
import { type Stranded, strandedQueues } from './stranded.ts'

const deepestShown = 10
const blockedShown = 12

export const overview: View = {
  run: (look) => ({ ...overviewData(look) }),
}

function overviewData(look: Look): OverviewData {
  const endpoints = endpointRows(look)
  const brokers = brokerRows(look)
  const serving = brokers.filter(({ servedBy }) => servedBy !== null)
  const all = destinationsOf(look).filter(({ broker }) => isServed(look, broker))
  const stranded = strandedQueues(look, all)
  const total = (of: (row: BrokerRow) => number | null) => sum(serving.map(of))
  return {
    ...verdict(look, brokers, stranded),
    versions: [...new Set(endpoints.flatMap(({ version }) => version ?? []))].sort(),
    ...{ endpoints, brokers },
    messages: total(({ messages }) => messages),
    inFlight: sum(all.map(({ inFlight }) => known(inFlight))),
    queues: total(({ queues }) => queues),
    topics: total(({ topics }) => topics),
    consumers: total(({ consumers }) => consumers),
    producers: total(({ producers }) => producers),
    connections: total(({ connections }) => connections),
    enqueuedPerSecond: total(({ enqueuedPerSecond }) => enqueuedPerSecond),
    dequeuedPerSecond: total(({ dequeuedPerSecond }) => dequeuedPerSecond),
    ...(brokers.some(({ servedBy }) => servedBy !== null) ? deadAndDurable(look, all) : nothingKnown),
    bridges: bridgesOf(look),
    stranded: stranded.length,
    deepest: deepestOf(all),
    blocked: blockedOf(look, all, stranded),
    producersBlocked: producersBlocked(look),
    blind: blindSpots(look),
  }
}

function verdict(
  look: Look,
  brokers: readonly BrokerRow[],
  stranded: readonly Stranded[],
): Pick<OverviewData, 'says' | 'is'> {
  if (brokers.length === 0) return { says: 'No broker has answered yet', is: 'unknown' }
  const gone = brokers.filter(({ servedBy }) => servedBy === null).map(({ key }) => key)
  if (gone.length > 0) return { says: `Nobody serves ${gone.join(', ')}`, is: 'broken' }
  const rivals = brokers.filter(
    ({ key }) => list(look.moment.fact(`broker/${key}`, 'broker.rivals')).length > 1,
  )
  if (rivals.length > 0) return { says: `${rivals[0]?.key} is served by two addresses at once`, is: 'broken' }
  const many = brokers.length === 1 ? `${brokers[0]?.key} serves` : `${brokers.length} brokers serve`
  const [lost] = stranded
  if (lost !== undefined) return { says: `${many}; ${lost.name} is stranded on ${lost.broker}`, is: 'weak' }
  const { links } = networkOf(look)
  const down = links.filter(({ state }) => state === 'down' || state === 'stopped')
  if (down.length > 0)
    return {
      says: `${many}; ${down.map(({ connector, from }) => `${connector} of ${from}`).join(', ')} has no bridge`,
      is: 'weak',
    }
  return {
    says: `${many}${links.some(({ state }) => state === 'up') ? ', and every bridge stands' : ''}`,
    is: 'ok',
  }
}

/** While nobody serves, that nothing is listed is no zero. */
const nothingKnown = { deadLetters: null, durablesInactive: null, durablesPending: null }

/** Whether any broker that serves tells it. */
function isTold(look: Look, asks: readonly AskName[]): boolean {
  return brokerKeys(look).some((key) => whyBlind(look, key, asks) === null)
}

function deadAndDurable(look: Look, all: readonly Destination[]) {
  const inactive = durablesOf(look).filter(({ isActive, isNetwork }) => !isActive && !isNetwork)
  const pending = sum(inactive.map(({ entity }) => number(look, entity, 'consumer.pending'))) ?? 0
  const dead = sum(all.map(({ isDeadLetters, size }) => (isDeadLetters ? known(size) : 0))) ?? 0
  const areConsumersTold = isTold(look, ['Consumers'])
  return {
    deadLetters: isTold(look, ['Queues']) ? dead : null,
    durablesInactive: areConsumersTold ? inactive.length : null,
    durablesPending: areConsumersTold ? pending : null,
  }
}

function bridgesOf(look: Look): OverviewData['bridges'] {
  const configured = networkOf(look).links.filter(({ side }) => side === 'configured')
  if (configured.length === 0) return null
  return {
    established: configured.filter(({ state }) => state === 'up').length,
    configured: configured.length,
  }
}

function deepestOf(all: readonly Destination[]): OverviewData['deepest'] {
  return all
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size)
    .slice(0, deepestShown)
    .map(({ broker, name, size, consumers, isDeadLetters }) => ({
      ...{ broker, name, size, isDeadLetters },
      consumers: known(consumers),
    }))
}

/** The gravest first. */
const gravity: readonly DestinationIs[] = [
  'stranded',
  'undispatched',
  'stuck',
  'full',
  'paused',
  'unattended',
]

function blockedOf(
  look: Look,
  all: readonly Destination[],
  stranded: readonly Stranded[],
): readonly BlockedRow[] {
  const lost = new Map(stranded.map((one) => [one.entity, one]))
  const isFull = fullOfConsumers(look)
  const isLost = new Set(lost.keys())
  return all
    .map((one) => ({ one, is: standingOf(one, isLost, isFull) }))
    .filter(({ is }) => gravity.includes(is))
    .sort((a, b) => gravity.indexOf(a.is) - gravity.indexOf(b.is) || b.one.size - a.one.size)
    .slice(0, blockedShown)
    .map(({ one, is }) => {
      const { entity, broker, name, size } = one
      const found = lost.get(entity)
      const says = found === undefined ? sayStanding(is, one) : strandedSays(found)
      return { entity, broker, name, is, messages: known(size), says }
    })
}

function producersBlocked(look: Look): number | null {
  if (!isTold(look, ['Producers', 'DynamicProducers'])) return null
  return [...look.moment.facts('producer.blocked').values()].filter(({ value }) => value === true).length
}
