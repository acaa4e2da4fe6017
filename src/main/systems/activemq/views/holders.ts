import { number } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import { byDestination, type Consumer, consumersOf } from './consumers.ts'
import { numbersOf } from './reading.ts'

/**
 * Whether the consumers of a destination hold all that their prefetch allows: only then does it stand still because of
 * them. Where consumers are not known, what is in flight is taken for it.
 */
export function fullOfConsumers(look: Look): (entity: string) => boolean {
  const consumers = byDestination(consumersOf(look).filter(({ isActive }) => isActive))
  const size = numbersOf(look.moment.column('destination.size'))
  const inFlight = numbersOf(look.moment.column('destination.in_flight'))
  return (entity) => {
    const here = consumers.get(entity) ?? []
    if (here.length === 0) return true
    // all that is there is handed out: nobody could get more
    if (inFlight(entity) >= size(entity)) return true
    return here.every((consumer) => isFull(look, consumer))
  }
}

/** It holds as many as its prefetch; one whose figures aren't known is not claimed to. */
export function isFull(look: Look, { entity }: Consumer): boolean {
  const prefetch = number(look, entity, 'consumer.prefetch')
  const held = number(look, entity, 'consumer.dispatched_queue')
  return prefetch !== null && held !== null && held > 0 && held >= prefetch
}
