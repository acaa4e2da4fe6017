import { setTimeout as pause } from 'node:timers/promises'
import type { Channel, ConsumeMessage } from 'amqplib'
import type { ActorModule, Told } from '../../../experiment.ts'
import { type ClientOptions, openAmqp } from '../amqp/open.ts'
import { crashWhenLost } from './lost.ts'
import { numberOf } from './numbered.ts'

export interface WorkerOptions extends ClientOptions {
  readonly queue: string
  /** Messages that it may hold unacknowledged. */
  readonly prefetch: number
  /** How long it takes for one; it does one after the other. */
  readonly workMs: number
  /** What it says when it is done with one: ack, reject without requeue, or nack with requeue. */
  readonly then: 'done' | 'rejected' | 'returned'
}

const tellEveryMs = 40

const answers: Readonly<Record<WorkerOptions['then'], (channel: Channel, message: ConsumeMessage) => void>> =
  {
    done: (channel, message) => channel.ack(message),
    rejected: (channel, message) => channel.reject(message, false),
    returned: (channel, message) => channel.nack(message, false, true),
  }

/** Consumes, works on one message at a time, and answers each in the same way. Tells `worked` while it does. */
export const worker: ActorModule = async (given, tell) => {
  const { queue, prefetch, workMs, then, ...client } = given as unknown as WorkerOptions
  const connection = await openAmqp(client)
  crashWhenLost(connection, client.address)
  const channel = await connection.createChannel()
  channel.on('error', () => {})
  await channel.prefetch(prefetch)
  const progress = new Progress(then, tell)
  let last = Promise.resolve()
  await channel.consume(queue, (message) => {
    if (message === null) return
    progress.took()
    last = last.then(async () => {
      const began = performance.now()
      if (workMs > 0) await pause(workMs)
      answers[then](channel, message)
      progress.did(numberOf(message), performance.now() - began)
    })
  })
  return {
    commands: {
      /** Resolves when all it was given is answered, and told. */
      settle: async () => {
        await last
        progress.flush()
        return null
      },
    },
    [Symbol.asyncDispose]: async () => {
      progress[Symbol.dispose]()
      await connection.close()
    },
  }
}

/** What was done since it was last told, told in batches: a run has few thousand messages, and no line for each. */
class Progress implements Disposable {
  readonly #then: WorkerOptions['then']
  readonly #tell: (told: Told) => void
  readonly #timer: NodeJS.Timeout
  #held = 0
  #numbers: number[] = []
  #busyMs = 0
  #isNews = false

  constructor(then: WorkerOptions['then'], tell: (told: Told) => void) {
    this.#then = then
    this.#tell = tell
    this.#timer = setInterval(() => this.flush(), tellEveryMs)
  }

  took(): void {
    this.#held++
    this.#isNews = true
  }

  did(number: number, busyMs: number): void {
    this.#held--
    this.#busyMs += busyMs
    this.#numbers.push(number)
    this.#isNews = true
  }

  flush(): void {
    if (!this.#isNews) return
    const busyMs = Math.round(this.#busyMs)
    const data = { then: this.#then, numbers: this.#numbers, unacked: this.#held, busyMs }
    this.#tell({ what: 'worked', says: '', data })
    this.#numbers = []
    // what rounding left over is told the next time
    this.#busyMs -= busyMs
    this.#isNews = false
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer)
    this.flush()
  }
}
