import type { Json } from '../../../../../../shared/base/json.ts'
import type { Strategy } from '../../../../../../shared/systems/kafka-rebalance.ts'
import type { Access } from '../../broker-set.ts'

/** What a member is started with. Holds secrets. */
export interface MemberOptions {
  readonly name: string
  readonly access: Access
  readonly topic: string
  readonly partitions: number
  readonly group: string
  readonly strategy: Strategy
  /** session.timeout.ms; the consumer protocol has it at the broker. */
  readonly sessionTimeoutMs: number
  readonly heartbeatMs: number
  /** auto.commit.interval.ms */
  readonly commitMs: number
}

export interface ProducerOptions {
  readonly access: Access
  readonly topic: string
  readonly partitions: number
  readonly perSecond: number
}

/** Within it everybody must have rejoined; nobody here works so long between two polls. */
export const REBALANCE_LIMIT_MS = 30_000

/** How long a fetch waits at the broker when nothing is new. */
export const FETCH_WAIT_MS = 100

/** What the steps gave comes as it was sent: a plain object of the same program. */
export function optionsAs<T>(options: Json): T {
  return options as unknown as T
}
