import type { DestinationIs } from '../../../../shared/systems/activemq-destination-views.ts'
import type { Look } from '../../moment.ts'
import { quietMs } from './consumers.ts'
import { holdsDeadLetters, isAdvisory, numbersOf, oncePerReading, partsOf, risenSince } from './reading.ts'

/** A queue or topic of one broker with what tells whether its messages move. NaN: not observed. */
export interface Destination {
  readonly entity: string
  readonly kind: 'queue' | 'topic'
  readonly broker: string
  readonly name: string
  readonly size: number
  readonly inFlight: number
  readonly consumers: number
  readonly local: number
  readonly network: number
  readonly producers: number
  readonly memoryPercent: number
  /** Risen over the last `quietMs`, or since the reading before, where they are read more rarely. */
  readonly enqueued: number
  readonly dequeued: number
  readonly dispatched: number
  readonly isPaused: boolean
  readonly isDeadLetters: boolean
  readonly isCursorFull: boolean
}

/** All that are known, advisories left out. */
export const destinationsOf = oncePerReading((look) => listed(look, false))

/** The advisory topics alone. */
export const advisoriesOf = oncePerReading((look) => listed(look, true))

function listed(look: Look, advisories: boolean): readonly Destination[] {
  const column = look.moment.column('destination.enqueued')
  if (column === undefined) return []
  const read = reader(look, column.at)
  return column.entities.paths
    .filter((entity) => (entity.startsWith('topic/') && isAdvisory(partsOf(entity).rest)) === advisories)
    .map(read)
}

/** One destination; undefined: it was not known. */
export function destinationAt(look: Look, entity: string): Destination | undefined {
  return [...destinationsOf(look), ...advisoriesOf(look)].find((one) => one.entity === entity)
}

function reader(look: Look, at: number): (entity: string) => Destination {
  const of = (metric: string) => numbersOf(look.moment.column(`destination.${metric}`))
  const risen = (metric: string) => risenSince(look, `destination.${metric}`, at - quietMs)
  const [size, inFlight, consumers, local] = [
    of('size'),
    of('in_flight'),
    of('consumers'),
    of('local_consumers'),
  ]
  const [network, producers, memory] = [of('network_consumers'), of('producers'), of('memory_percent')]
  const [enqueued, dequeued, dispatched] = [risen('enqueued'), risen('dequeued'), risen('dispatched')]
  const held = (entity: string, fact: string) => look.moment.fact(entity, fact) === true
  return (entity) => {
    const { kind, broker, rest } = partsOf(entity)
    return {
      entity,
      kind: kind === 'topic' ? 'topic' : 'queue',
      broker,
      name: rest,
      size: size(entity),
      inFlight: inFlight(entity),
      consumers: consumers(entity),
      local: local(entity),
      network: network(entity),
      producers: producers(entity),
      memoryPercent: memory(entity),
      enqueued: enqueued(entity),
      dequeued: dequeued(entity),
      dispatched: dispatched(entity),
      isPaused: held(entity, 'destination.paused'),
      isDeadLetters: holdsDeadLetters(look, entity),
      isCursorFull: held(entity, 'destination.cursor_full'),
    }
  }
}

/** Consumers hold messages, and none was acknowledged. */
export function isStuck({ size, consumers, inFlight, dequeued, isPaused }: Destination): boolean {
  return size > 0 && consumers > 0 && inFlight > 0 && dequeued === 0 && !isPaused
}

/** Consumers are there and messages are, and none is handed out. */
export function isUndispatched({ size, consumers, inFlight, dispatched, isPaused }: Destination): boolean {
  return size > 0 && consumers > 0 && inFlight === 0 && dispatched === 0 && !isPaused
}

/** Messages come in, and nobody takes them. */
export function isUnattended(one: Destination): boolean {
  const { kind, size, consumers, enqueued, producers, isDeadLetters } = one
  return kind === 'queue' && size > 0 && consumers === 0 && (enqueued > 0 || producers > 0) && !isDeadLetters
}

/** @param stranded entities of stranded queues; stuck ones are those whose consumers are full */
export function standingOf(
  one: Destination,
  stranded: ReadonlySet<string>,
  isFullOfConsumers: (entity: string) => boolean,
): DestinationIs {
  if (one.isPaused) return 'paused'
  if (stranded.has(one.entity)) return 'stranded'
  if (one.isCursorFull || one.memoryPercent >= 100) return 'full'
  if (isStuck(one) && isFullOfConsumers(one.entity)) return 'stuck'
  if (isUndispatched(one)) return 'undispatched'
  if (isUnattended(one)) return 'unattended'
  if (one.isDeadLetters && one.size > 0) return 'dead-letters'
  return one.enqueued > 0 || one.dequeued > 0 || one.dispatched > 0 ? 'flowing' : 'idle'
}

const waits = (size: number) => (size === 1 ? 'One message waits' : `${size} messages wait`)

const words: Readonly<Record<DestinationIs, (one: Destination) => string>> = {
  flowing: () => 'Messages come in and go out',
  idle: ({ size }) => (size > 0 ? `${waits(size)}, and nothing moves` : 'Nothing moves'),
  unattended: ({ size }) => `${waits(size)}, more may come, and nobody listens`,
  stuck: ({ size, inFlight, consumers }) =>
    consumers === 1
      ? `One consumer holds ${inFlight} of ${size} messages and acknowledges none`
      : `${consumers} consumers hold ${inFlight} of ${size} messages and acknowledge none`,
  undispatched: ({ size, consumers }) =>
    `${waits(size)}, ${consumers === 1 ? 'one consumer is' : `${consumers} consumers are`} there, and the broker hands none out`,
  paused: ({ size }) => `Somebody paused it; ${waits(size)}`,
  full: () => 'Its memory is full: flow control holds producers up, or the cursor goes to disk',
  stranded: ({ size }) =>
    `${waits(size)} here, and those who would take ${size === 1 ? 'it' : 'them'} are on another broker`,
  'dead-letters': ({ size }) =>
    `${size === 1 ? 'One message' : `${size} messages`} could not be delivered and ended here`,
}

/** In one sentence. */
export function sayStanding(is: DestinationIs, one: Destination): string {
  return words[is](one)
}
