import type { DestinationData } from '../../../../shared/systems/activemq-destination-views.ts'

/** Where messages of a queue are: with one consumer, with several together, or still at the broker. */
export interface Holder {
  readonly label: string
  /** Entity of the consumer; '' of several, or of the broker. */
  readonly entity: string
  readonly messages: number
  readonly is: 'consumer' | 'holding' | 'network' | 'others' | 'waiting'
}

/** Consumers named on the bar; the others are one part of it. */
const most = 5

/** Who has the messages of a queue in hand, and how many wait; empty where that isn't known. */
export function holdersOf({ size, inFlight, subscriptions }: DestinationData): readonly Holder[] {
  if (size === null || size === 0) return []
  const holding = subscriptions
    .filter((each) => (each.dispatched ?? 0) > 0)
    .toSorted((a, b) => (b.dispatched ?? 0) - (a.dispatched ?? 0))
  const named = holding.slice(0, most).map((each): Holder => {
    const is = each.isHolding ? 'holding' : each.isNetwork ? 'network' : 'consumer'
    return { label: each.clientId, entity: each.entity, messages: each.dispatched ?? 0, is }
  })
  const rest = holding.slice(most)
  const held = holding.reduce((sum, each) => sum + (each.dispatched ?? 0), 0)
  // subscriptions and the queue are read one after the other: the queue's own figure may be behind
  const waiting = Math.max(0, size - Math.max(held, inFlight ?? 0))
  const unnamed = Math.max(0, Math.min(inFlight ?? 0, size) - held)
  return [
    ...named,
    ...part(
      `${rest.length} others`,
      rest.reduce((sum, each) => sum + (each.dispatched ?? 0), 0),
      'others',
    ),
    ...part('in flight, with whom is not known', unnamed, 'others'),
    ...part('wait at the broker', waiting, 'waiting'),
  ]
}

const part = (label: string, messages: number, is: Holder['is']): readonly Holder[] =>
  messages > 0 ? [{ label, entity: '', messages, is }] : []
