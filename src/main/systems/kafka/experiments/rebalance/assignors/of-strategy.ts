import type { Strategy } from '../../../../../../shared/systems/kafka-rebalance.ts'
import type { Assignor } from './assignor.ts'
import { rangeAssignor, roundRobinAssignor } from './memoryless.ts'
import { cooperativeStickyAssignor, stickyAssignor } from './sticky.ts'

/** A strategy that the clients compute, and the name by which Kafka's clients agree on it. */
export interface ClientStrategy {
  readonly protocol: string
  readonly assign: Assignor
}

/** With `group.protocol=consumer` it's the coordinator that assigns, so that one isn't here. */
export const clientStrategies: Readonly<Record<Exclude<Strategy, 'consumer'>, ClientStrategy>> = {
  range: { protocol: 'range', assign: rangeAssignor },
  'round-robin': { protocol: 'roundrobin', assign: roundRobinAssignor },
  sticky: { protocol: 'sticky', assign: stickyAssignor },
  'cooperative-sticky': { protocol: 'cooperative-sticky', assign: cooperativeStickyAssignor },
}
