import { setTimeout as sleep } from 'node:timers/promises'
import { OrreryError } from '../../../../shared/base/errors.ts'
import type { Json } from '../../../../shared/base/json.ts'
import type { QueueSeen } from '../../../../shared/systems/activemq-acks.ts'
import type { RunContext } from '../../experiment.ts'
import { Brokers } from './console.ts'
import { type StompBroker, stompOf } from './stomp-access.ts'

const hz = 10
const everyMs = 50

/** A queue of a run, read by Jolokia from the broker that the run takes place on. */
export class QueueWatch implements Disposable {
  readonly stomp: StompBroker
  readonly #brokers: Brokers
  readonly #context: RunContext
  readonly #queue: string

  private constructor(context: RunContext, queue: string, brokers: Brokers, stomp: StompBroker) {
    this.#context = context
    this.#queue = queue
    this.#brokers = brokers
    this.stomp = stomp
  }

  static async open(context: RunContext, queue: string): Promise<QueueWatch> {
    const { connection, signal } = context
    const brokers = await Brokers.open(connection, signal)
    return new QueueWatch(context, queue, brokers, await stompOf(connection, brokers.all))
  }

  /** Reads it ten times a second until the run ends. */
  follow(tell: (context: RunContext, seen: QueueSeen) => void): void {
    this.#context.watch(hz, async (signal) => tell(this.#context, await this.read(signal)))
  }

  async read(signal: AbortSignal): Promise<QueueSeen> {
    const attributes = ['QueueSize', 'InFlightCount', 'ConsumerCount']
    const [bean] = (await this.#beans('', attributes, signal)).values()
    const number = (name: string) => numberIn(bean, name)
    return {
      size: number('QueueSize'),
      inFlight: number('InFlightCount'),
      consumers: number('ConsumerCount'),
    }
  }

  /** Client id → messages that it was handed and has not acknowledged. */
  async held(signal: AbortSignal): Promise<ReadonlyMap<string, number>> {
    const beans = await this.#beans(',endpoint=Consumer,*', ['ClientId', 'DispatchedQueueSize'], signal)
    return new Map(
      [...beans.values()].flatMap((bean) =>
        typeof bean['ClientId'] === 'string'
          ? [[bean['ClientId'], numberIn(bean, 'DispatchedQueueSize')]]
          : [],
      ),
    )
  }

  /** @throws OrreryError `timeout` naming `what` */
  async until(what: string, holds: (seen: QueueSeen) => boolean, limitMs: number): Promise<void> {
    const { signal } = this.#context
    const deadline = performance.now() + limitMs
    while (!holds(await this.read(signal))) {
      if (performance.now() > deadline) throw new OrreryError('timeout', `Waited ${limitMs} ms until ${what}`)
      await sleep(everyMs, undefined, { signal })
    }
  }

  [Symbol.dispose](): void {
    this.#brokers[Symbol.dispose]()
  }

  #beans(rest: string, attributes: readonly string[], signal: AbortSignal) {
    const queue = `,destinationType=Queue,destinationName=${this.#queue}${rest}`
    return this.stomp.broker.console.read(queue, attributes, signal)
  }
}

function numberIn(bean: Readonly<Record<string, Json>> | undefined, name: string): number {
  const value = bean?.[name]
  if (typeof value === 'number') return value
  throw new OrreryError('unsupported', `The broker doesn’t tell ${name} of the queue`)
}
