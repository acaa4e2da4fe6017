import { Worker } from 'node:worker_threads'
import { withDeadline } from '../../shared/base/deadline.ts'
import { asOrreryError, OrreryError } from '../../shared/base/errors.ts'
import type { Json } from '../../shared/base/json.ts'
import type { Actor, Told } from '../systems/experiment.ts'
import type { ActorStart, FromActor, ToActor } from './actor-messages.ts'
import type { Limits } from './parts.ts'
import { mayGoUnheard, settled } from '../../shared/base/settled.ts'

export interface ActorOptions {
  readonly name: string
  /** The file that the thread starts from. */
  readonly worker: URL
  readonly start: ActorStart
  readonly limitsMs: Pick<Limits, 'actorStart' | 'answer' | 'goodbye'>
  tell(told: Told): void
  /** It ended without being asked to. */
  onCrash(error: OrreryError): void
}

/** Resolves when the client is there. @throws OrreryError as the client did not start, `timeout` */
export async function startActor(options: ActorOptions, signal: AbortSignal): Promise<Actor> {
  const actor = new ThreadActor(options)
  try {
    await withDeadline(options.limitsMs.actorStart, `the start of ${options.name}`, signal, () => actor.ready)
    return actor
  } catch (thrown) {
    await actor.kill()
    throw thrown
  }
}

/** This side of a client on a thread of its own. */
class ThreadActor implements Actor {
  readonly name: string
  readonly #options: ActorOptions
  readonly #worker: Worker
  readonly #started = Promise.withResolvers<void>()
  readonly #ended = Promise.withResolvers<void>()
  readonly #asked = new Map<number, PromiseWithResolvers<Json>>()
  #lastId = 0
  /** Why nothing can be asked any more. */
  #over: OrreryError | undefined

  constructor(options: ActorOptions) {
    this.#options = options
    this.name = options.name
    void mayGoUnheard(this.#started.promise)
    // what a library prints is nobody's concern, and may hold a secret
    const quiet = { stdout: true, stderr: true }
    this.#worker = new Worker(options.worker, { workerData: options.start, name: options.name, ...quiet })
    this.#worker.stdout.resume()
    this.#worker.stderr.resume()
    this.#worker.on('message', (message: FromActor) => this.#take(message))
    this.#worker.on('error', (thrown) => this.#crash(asOrreryError(thrown).message))
    this.#worker.on('exit', () => this.#crash('its thread came to an end'))
  }

  get ready(): Promise<void> {
    return this.#started.promise
  }

  ask(command: string, arg: Json, signal: AbortSignal): Promise<Json> {
    return mayGoUnheard(this.#ask(command, arg, signal))
  }

  async #ask(command: string, arg: Json, signal: AbortSignal): Promise<Json> {
    if (this.#over !== undefined) throw this.#over
    const id = ++this.#lastId
    const answer = Promise.withResolvers<Json>()
    this.#asked.set(id, answer)
    try {
      this.#say({ say: 'ask', id, command, arg })
      const what = `${this.name}, asked to ${command},`
      return await withDeadline(this.#options.limitsMs.answer, what, signal, () => answer.promise)
    } finally {
      this.#asked.delete(id)
    }
  }

  async kill(): Promise<void> {
    this.#end(new OrreryError('cancelled', `${this.name} was killed`))
    await this.#worker.terminate()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#over !== undefined) return
    this.#end(new OrreryError('cancelled', `${this.name} has left`))
    this.#say({ say: 'end' })
    await settled(this.#ended.promise, this.#options.limitsMs.goodbye)
    await this.#worker.terminate()
  }

  #say(message: ToActor): void {
    this.#worker.postMessage(message)
  }

  /** What it told before it was killed is true, also when it arrives after. */
  #take(message: FromActor): void {
    switch (message.say) {
      case 'told':
        return this.#options.tell(message.told)
      case 'ready':
        return this.#started.resolve()
      case 'failed':
        return this.#end(OrreryError.fromData(message.error))
      case 'ended':
        return this.#ended.resolve()
      case 'answer': {
        const asked = this.#asked.get(message.id)
        if ('error' in message) asked?.reject(OrreryError.fromData(message.error))
        else asked?.resolve(message.value)
      }
    }
  }

  #crash(why: string): void {
    if (this.#over !== undefined) return
    const error = new OrreryError('bug', `The client ${this.name} crashed: ${why}`)
    this.#end(error)
    this.#options.onCrash(error)
  }

  #end(why: OrreryError): void {
    if (this.#over !== undefined) return
    this.#over = why
    this.#started.reject(why)
    for (const asked of this.#asked.values()) asked.reject(why)
  }
}
