export interface RabbitTrafficPlan {
  /** Orders a second; events and documents follow at their own pace. */
  readonly ordersPerS: number
  readonly clicksPerS: number
  /** How long the slow consumer takes for an order: above 1000 / ordersPerS its queue grows, up to its limit. */
  readonly slowMs: number
  /** One order of so many is refused by billing, and goes the way of the dead letters. */
  readonly refusedOneIn: number
  /** Left out: the importer acknowledges nothing, some documents fit no queue, nobody takes from the pager. */
  readonly isCalm?: boolean
  /** More classic queues without any traffic: `spare.1`, `spare.2` … */
  readonly spareQueues?: number
}

export interface RabbitTrafficStats {
  /** Open connections of ours. */
  readonly connections: number
  readonly published: number
  /** Told by the broker to have come where they should. */
  readonly confirmed: number
  readonly consumed: number
  /** Refused by billing. */
  readonly refused: number
  /** Held without ever being acknowledged. */
  readonly held: number
  /** Whether a publisher is being blocked by an alarm. */
  readonly blocked: boolean
}

/** Billing keeps up and refuses some, shipping lags, the importer acknowledges nothing. */
export const livelyRabbitPlan: RabbitTrafficPlan = {
  ordersPerS: 30,
  clicksPerS: 80,
  slowMs: 60,
  refusedOneIn: 15,
}
