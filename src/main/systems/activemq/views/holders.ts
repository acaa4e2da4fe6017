import { number } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import { byDestination, type Consumer, consumersOf } from './consumers.ts'
import { numbersOf, oncePerReading } from './reading.ts'

/**
 * Whether the consumers of a destination hold all that their prefetch allows: only then does it stand still because of
 * them. Where consumers are not known, what is in flight is taken for it.
 */
export const fullOfConsumers = oncePerReading((look): ((entity: string) => boolean) => {
  const consumers = byDestination(consumersOf(look).filter(({ isActive }) => isActive))
  const of = (metric: string) => numbersOf(look.moment.column(metric))
  const [size, inFlight] = [of('destination.size'), of('destination.in_flight')]
  const [held, prefetch] = [of('consumer.dispatched_queue'), of('consumer.prefetch')]
  return (entity) => {
    const here = consumers.get(entity) ?? []
    if (here.length === 0) return true
    // all that is there is handed out: nobody could get more
    if (inFlight(entity) >= size(entity)) return true
    return here.every((consumer) => isAllOf(held(consumer.entity), prefetch(consumer.entity)))
  }
})

/** It holds as many as its prefetch; one whose figures aren't known is not claimed to. */
export function isFull(look: Look, { entity }: Consumer): boolean {
  const held = number(look, entity, 'consumer.dispatched_queue')
  return isAllOf(held ?? NaN, number(look, entity, 'consumer.prefetch') ?? NaN)
}

function isAllOf(held: number, prefetch: number): boolean {
  return held > 0 && held >= prefetch
}
