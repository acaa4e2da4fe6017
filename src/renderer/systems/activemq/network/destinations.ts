import type { NetworkData, NetworkDestination } from '../../../../shared/systems/activemq-network-views.ts'

/** "queue/orders": how a page's address calls a destination of all brokers. */
export const destinationKey = (destination: NetworkDestination | undefined): string =>
  destination === undefined ? '' : `${destination.kind}/${destination.name}`

/** Messages that all brokers hold of it; null: no broker tells. */
export const heldBy = (destination: NetworkDestination | undefined): number | null =>
  total(destination?.at.map((each) => each.messages))

/** Applications that consume it, wherever they are connected. */
export const consumersOf = (destination: NetworkDestination | undefined): number | null =>
  total(destination?.at.map((each) => each.localConsumers))

function total(values: readonly (number | null)[] | undefined): number | null {
  const known = values?.filter((value) => value !== null) ?? []
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0)
}

/**
 * The destination that a page's address names; where it names none, the worst that is stranded.
 * @param key as `destinationKey` makes it; '': none was chosen; 'all': all of them together, on purpose
 */
export function chosenDestination(data: NetworkData, key: string): NetworkDestination | undefined {
  if (key === 'all') return undefined
  if (key === '') return data.destinations.find((each) => each.stranded !== null)
  return data.destinations.find((each) => destinationKey(each) === key)
}

/** "orders" of "queue/orders". */
export const nameOfKey = (key: string): string => key.slice(key.indexOf('/') + 1)
