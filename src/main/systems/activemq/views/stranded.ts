import type { Look } from '../../moment.ts'
import { networkOf, type NetworkMap } from './links.ts'
import { isServed } from './reading.ts'
import type { Destination } from './standing.ts'

/** A queue whose messages have consumers on another broker only, and don't get there. */
export interface Stranded {
  readonly entity: string
  readonly broker: string
  readonly name: string
  readonly messages: number
  /** Brokers where applications consume from the queue of that name. */
  readonly waiting: readonly string[]
  /** A bridge leads there now. */
  readonly isBridged: boolean
}

/**
 * Messages lie still on one broker: nobody but bridges consumes there, nothing is handed out; and applications wait
 * for them on another broker of the same network.
 */
export function strandedQueues(look: Look, destinations: readonly Destination[]): readonly Stranded[] {
  const network = networkOf(look)
  if (network.links.length === 0) return []
  const consumed = new Map<string, string[]>()
  for (const { kind, name, broker, local } of destinations)
    if (kind === 'queue' && local > 0) {
      const brokers = consumed.get(name)
      if (brokers === undefined) consumed.set(name, [broker])
      else brokers.push(broker)
    }
  return destinations.flatMap((one) => strandedOne(look, network, one, consumed.get(one.name) ?? []))
}

function strandedOne(
  look: Look,
  network: NetworkMap,
  one: Destination,
  consumedAt: readonly string[],
): readonly Stranded[] {
  const { entity, broker, name, size, kind, local, inFlight, dispatched, isPaused, isDeadLetters } = one
  const liesStill = size > 0 && local === 0 && inFlight === 0 && dispatched === 0
  if (kind !== 'queue' || !liesStill || isPaused || isDeadLetters || !isServed(look, broker)) return []
  const waiting = consumedAt.filter((other) => other !== broker && network.areNeighbours(broker, other))
  if (waiting.length === 0) return []
  const isBridged = waiting.some((other) => network.leads(broker, other))
  return [{ entity, broker, name, messages: size, waiting, isBridged }]
}
