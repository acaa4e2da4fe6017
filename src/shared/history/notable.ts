import type { EventRow } from '../api/history.ts'
import type { FactInfo } from '../systems/catalogue.ts'

/**
 * What one wants to see first: findings, gaps, and edges of facts that the catalogue calls notable. A lock that comes
 * and goes every second is an event too, but nobody reads two thousand of them; nor that a new queue is not paused.
 */
export function isNotable(event: EventRow, fact: (key: string) => FactInfo | undefined): boolean {
  return event.kind !== 'fact' || (fact(event.key)?.edge === 'notable' && !isOrdinary(event))
}

/** What came or went had a claim that did not hold: it says no more than that the thing itself came or went. */
function isOrdinary({ before, after }: EventRow): boolean {
  return (before === null && after === false) || (before === false && after === null)
}
