import type { Json } from '../base/json.ts'
import type { DeadLetter, QueueType } from './rabbitmq-queue-views.ts'
import type { Blind, Source } from './rabbitmq-views.ts'

/** How messages go in one virtual host. Rates per second over the last minute. */
export interface TopologyData {
  readonly vhost: string
  readonly vhosts: readonly string[]
  /** Sorted by name; those without bindings, traffic or use are left out (`amq.*`), `hidden` says how many. */
  readonly exchanges: readonly TopologyExchange[]
  readonly hidden: number
  readonly queues: readonly TopologyQueue[]
  /** Before cutting to the limit. */
  readonly totalQueues: number
  readonly totalBindings: number
  readonly bindings: readonly TopologyBinding[]
  /** From queues to the exchange that takes what they give up. */
  readonly deadLetters: readonly TopologyDeadLetter[]
  /** From an exchange to the one that takes what it can't route. */
  readonly alternates: readonly { readonly from: number; readonly to: number; readonly isMissing: boolean }[]
  readonly published: number | null
  readonly delivered: number | null
  readonly source: Source
  readonly readAt: number | null
  readonly blind: readonly Blind[]
}

export interface TopologyExchange {
  /** '' is the default exchange, shown as "(default)". */
  readonly name: string
  /** `direct`, `topic`, `fanout`, `headers`, `x-…`; null: bindings or queues name it, and it doesn't exist. */
  readonly type: string | null
  /** [exchange.published_in, exchange.published_out] */
  readonly in: number | null
  readonly out: number | null
  readonly alternate: string | null
  readonly internal: boolean
  readonly durable: boolean
  readonly findings: number
  /** Some queue's dead letters come here. */
  readonly isDeadLetterTarget: boolean
  /** Bindings from it. */
  readonly bindings: number
}

export interface TopologyQueue {
  readonly name: string
  readonly type: QueueType
  readonly state: string | null
  readonly ready: number | null
  readonly unacked: number | null
  readonly consumers: number | null
  /** Into the queue by bindings or the default exchange, and out of it to consumers. */
  readonly publish: number | null
  readonly deliver: number | null
  readonly ack: number | null
  readonly redeliver: number | null
  readonly growth: number | null
  readonly policy: string | null
  readonly durable: boolean
  readonly findings: number
  readonly worst: 'critical' | 'warning' | 'info' | null
  readonly deadLetter: DeadLetter
}

export interface TopologyBinding {
  /** Index into `exchanges`. */
  readonly from: number
  /** Index into `queues`, or into `exchanges` when `toExchange`. */
  readonly to: number
  readonly toExchange: boolean
  readonly key: string
  readonly arguments: { readonly [key: string]: Json }
  /** What flows by it, where only this binding leads there; null: RabbitMQ doesn't count by binding. */
  readonly rate: number | null
}

export interface TopologyDeadLetter {
  /** Index into `queues`. */
  readonly from: number
  /** Index into `exchanges`: a missing exchange is one of those with `type` null. */
  readonly to: number
  /** null: the message's own. */
  readonly key: string | null
  readonly ends: DeadLetter['ends']
}
