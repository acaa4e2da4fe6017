import type { Json } from '../../../../../shared/base/json.ts'
import type { Actor, RunContext } from '../../../experiment.ts'
import type { Place } from '../place.ts'
import type { PublisherOptions } from './publisher.ts'
import type { WorkerOptions } from './worker.ts'

/** Starts the clients of a run, each with a connection that bears its name. */
export class Clients {
  readonly #context: RunContext
  readonly #place: Place

  constructor(context: RunContext, place: Place) {
    this.#context = context
    this.#place = place
  }

  hand(): Promise<Actor> {
    return this.#start('hand', 'hand', {})
  }

  publisher(name: string, options: Pick<PublisherOptions, 'exchange'>): Promise<Actor> {
    return this.#start(name, 'publisher', options)
  }

  worker(
    name: string,
    options: Pick<WorkerOptions, 'queue' | 'prefetch' | 'workMs' | 'then'>,
  ): Promise<Actor> {
    return this.#start(name, 'worker', options)
  }

  #start(name: string, module: string, options: object): Promise<Actor> {
    const { address, vhost } = this.#place
    const all = { address, vhost, name: this.#context.name(name), ...options }
    // plain data, for which TypeScript takes no interface
    return this.#context.actor(name, module, all as unknown as Json)
  }
}

/** By the broker's own count of the messages that are ready. */
export async function countOf(hand: Actor, queue: string, signal: AbortSignal): Promise<number> {
  return Number(await hand.ask('count', queue, signal))
}
