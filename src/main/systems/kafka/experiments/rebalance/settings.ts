import type { Parameters } from '../../../../../shared/api/experiments.ts'
import { isStrategy, type Strategy } from '../../../../../shared/systems/kafka-rebalance.ts'

/** The parameters, checked, and what follows from them. */
export interface Settings {
  readonly strategy: Strategy
  readonly partitions: number
  readonly members: number
  readonly perSecond: number
  readonly sessionTimeoutMs: number
  /** Kafka's default is a third of the session timeout at most; a tenth shows a rebalance sooner. */
  readonly heartbeatMs: number
}

/** auto.commit.interval.ms of the members. Kafka's default is 5 s. */
export const COMMIT_MS = 1000

export function settingsOf(parameters: Parameters): Settings {
  const { strategy } = parameters
  const sessionTimeoutMs = whole(parameters, 'sessionTimeout', 10) * 1000
  return {
    strategy: isStrategy(strategy) ? strategy : 'cooperative-sticky',
    partitions: whole(parameters, 'partitions', 8),
    members: whole(parameters, 'members', 3),
    perSecond: whole(parameters, 'rate', 200),
    sessionTimeoutMs,
    heartbeatMs: Math.min(3000, sessionTimeoutMs / 10),
  }
}

function whole(parameters: Parameters, id: string, initial: number): number {
  const value = parameters[id]
  return typeof value === 'number' && Number.isFinite(value) ? Math.round(value) : initial
}

/** `m1`, `m2`, …: those that are there from the start. */
export function firstMembers(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `m${String(i + 1)}`)
}
