import type { DestinationsData } from '../../../../shared/systems/activemq-destination-views.ts'
import type { Json } from '../../../../shared/base/json.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { brokerKeys, numbersOf, rateOf, readEveryMs, slowWindowMs, sum } from './reading.ts'
import { number } from '../../base/reading.ts'
import { advisoriesOf, type Destination, destinationsOf, standingOf } from './standing.ts'
import { fullOfConsumers } from './holders.ts'
import { strandedQueues } from './stranded.ts'

export const destinations: View = {
  run: (look, args) => ({ ...destinationsData(look, args) }),
}

function destinationsData(
  look: Look,
  { broker, advisories }: Readonly<Record<string, Json>>,
): DestinationsData {
  const all = destinationsOf(look)
  const stranded = new Set(strandedQueues(look, all).map(({ entity }) => entity))
  const isFull = fullOfConsumers(look)
  const listed = advisories === true ? advisoriesOf(look) : all
  const chosen = listed.filter((one) => broker === undefined || one.broker === broker)
  const rows = [...chosen].sort((a, b) => depth(b) - depth(a) || (a.name < b.name ? -1 : 1))
  const keys = brokerKeys(look)
  const indexes = new Map(keys.map((key, i) => [key, i]))
  const floats = (of: (one: Destination) => number) => Float64Array.from(rows, of)
  const windowMs = slowWindowMs(look)
  const [enqueued, dequeued, expired] = ['enqueued', 'dequeued', 'expired'].map((what) =>
    rateOf(look, `destination.${what}`, windowMs),
  )
  const bytes = numbersOf(look.moment.column('destination.memory_bytes'))
  return {
    brokers: keys,
    broker: Uint16Array.from(rows, (one) => indexes.get(one.broker) ?? 0),
    names: rows.map(({ name }) => name),
    kind: Uint8Array.from(rows, ({ kind }) => (kind === 'topic' ? 1 : 0)),
    is: rows.map((one) => standingOf(one, stranded, isFull)),
    deadLetters: Uint8Array.from(rows, (one) => (one.isDeadLetters ? 1 : 0)),
    size: floats(({ size }) => size),
    inFlight: floats(({ inFlight }) => inFlight),
    consumers: floats(({ consumers }) => consumers),
    producers: floats(({ producers }) => producers),
    enqueuedPerSecond: floats(({ entity }) => enqueued?.(entity) ?? NaN),
    dequeuedPerSecond: floats(({ entity }) => dequeued?.(entity) ?? NaN),
    expiredPerSecond: floats(({ entity }) => expired?.(entity) ?? NaN),
    memoryPercent: floats(({ memoryPercent }) => memoryPercent),
    memoryBytes: floats(({ entity }) => bytes(entity)),
    advisories: advisoriesOf(look).length,
    temporary: sum(keys.map((key) => number(look, `broker/${key}`, 'broker.temporary'))) ?? 0,
    readAt: look.moment.column('destination.enqueued')?.at ?? null,
    everyMs: look.moment.facts('network.read_every').has('network') ? readEveryMs(look) : null,
  }
}

/** Topics hold nothing: they come after the queues, by what is not acknowledged. */
function depth({ size, inFlight }: Destination): number {
  return Number.isNaN(size) ? -1 + Math.min(1, (inFlight || 0) / 1e9) : size
}
