import { setTimeout as pause } from 'node:timers/promises'
import type { AckMode, CrashPoint } from '../../../../../shared/systems/activemq-acks.ts'
import type { ActorModule, Told } from '../../../experiment.ts'
import type { StompAccess } from '../stomp-access.ts'
import { type Received, StompClient } from './stomp-client.ts'

export interface AckingWorkerOptions {
  readonly access: StompAccess
  readonly clientId: string
  readonly input: string
  readonly output: string
  readonly mode: AckMode
  /** Messages that are worked on and acknowledged together. */
  readonly batch: number
  /** Stands still for good in the batch that has this number; null: never. */
  readonly haltIn: { readonly number: number; readonly at: CrashPoint } | null
}

const prefetch = 1000
/** What a message takes, so that a run can be watched. */
const workMs = 30
/** After so long without a message the batch is as full as it gets. */
const idleMs = 250

/** Takes numbered messages and does its work on each: it sends the number to another queue. */
export const ackingWorker: ActorModule = async (given, tell) => {
  const options = given as unknown as AckingWorkerOptions
  const { access, clientId, input, mode } = options
  const client = await StompClient.open(access, clientId)
  const worker = new Worker(options, client, tell)
  const ack = mode === 'auto' || mode === 'client' ? mode : 'client-individual'
  client.subscribe({ queue: input, ack, prefetch }, (received) => worker.hear(received))
  const end = new AbortController()
  const working = worker.go(end.signal)
  // a step that waits is told by `settled`; a worker nobody waits for is over with its connection
  working.catch(() => undefined)
  return {
    commands: {
      /** Resolves when nothing came for a while and all that came is worked on. */
      settled: async () => {
        await Promise.race([worker.settled(), working])
        return null
      },
    },
    [Symbol.asyncDispose]: async () => {
      end.abort()
      await client[Symbol.asyncDispose]()
    },
  }
}

class Worker {
  readonly #options: AckingWorkerOptions
  readonly #client: StompClient
  readonly #tell: (told: Told) => void
  readonly #waiting: Received[] = []
  #untold: number[] = []
  #lastHeardAt = performance.now()
  #isBusy = false

  constructor(options: AckingWorkerOptions, client: StompClient, tell: (told: Told) => void) {
    this.#options = options
    this.#client = client
    this.#tell = tell
  }

  hear(received: Received): void {
    this.#waiting.push(received)
    this.#untold.push(Number(received.body))
    this.#lastHeardAt = performance.now()
  }

  async settled(): Promise<void> {
    while (this.#isBusy || this.#waiting.length > 0 || !this.#isQuiet()) await pause(20)
  }

  async go(signal: AbortSignal): Promise<void> {
    const { batch } = this.#options
    for (;;) {
      signal.throwIfAborted()
      if (this.#waiting.length >= batch || (this.#waiting.length > 0 && this.#isQuiet())) {
        this.#isBusy = true
        await this.#take(this.#waiting.splice(0, batch))
        this.#isBusy = false
      } else await pause(20, undefined, { signal })
    }
  }

  #isQuiet(): boolean {
    return performance.now() - this.#lastHeardAt > idleMs
  }

  async #take(batch: readonly Received[]): Promise<void> {
    const { mode } = this.#options
    const numbers = batch.map(({ body }) => Number(body))
    this.#tellDelivered(batch)
    await this.#haltIfTold('before', numbers, 'the batch is there, nothing of it is done')
    const transaction = mode === 'transacted' ? this.#client.begin() : undefined
    for (const [i, received] of batch.entries()) {
      await pause(workMs)
      await this.#client.send(this.#options.output, received.body, transaction)
      this.#told('worked', '', [numbers[i] ?? 0])
      if (mode === 'client-individual') {
        if (i === batch.length - 1)
          await this.#haltIfTold('between', numbers, 'the last of the batch is done, and not acknowledged')
        await this.#client.ack(received)
        this.#told('acknowledged', `ACK ${numbers[i]}`, [numbers[i] ?? 0])
      }
      if (transaction !== undefined) await this.#client.ack(received, transaction)
    }
    await this.#end(batch, numbers, transaction)
  }

  /** What says that a batch is done, where it is said for all of it at once. */
  async #end(
    batch: readonly Received[],
    numbers: readonly number[],
    transaction: string | undefined,
  ): Promise<void> {
    const { mode } = this.#options
    const last = batch.at(-1)
    if (mode !== 'client-individual')
      await this.#haltIfTold('between', numbers, 'the batch is done, and not acknowledged')
    if (mode === 'client' && last !== undefined) {
      await this.#client.ack(last)
      this.#told('acknowledged', `ACK ${numbers.at(-1)}: all up to it`, numbers)
    }
    if (transaction !== undefined) {
      await this.#client.commit(transaction)
      this.#told('acknowledged', `COMMIT of ${numbers[0]} to ${numbers.at(-1)}`, numbers)
    }
    await this.#haltIfTold('after', numbers, 'the batch is done and acknowledged')
  }

  /** What the broker has handed over so far, whether it was looked at or not. */
  #tellDelivered(batch: readonly Received[]): void {
    if (this.#untold.length > 0) this.#told('delivered', `was handed ${rangeOf(this.#untold)}`, this.#untold)
    this.#untold = []
    const redelivered = batch.filter(({ isRedelivered }) => isRedelivered).map(({ body }) => Number(body))
    const numbers = batch.map(({ body }) => Number(body))
    const flagged = redelivered.length === 0 ? '' : `, ${redelivered.length} marked as redelivered`
    this.#tell({ what: 'took', says: `takes ${rangeOf(numbers)}${flagged}`, data: { numbers, redelivered } })
  }

  async #haltIfTold(at: CrashPoint, numbers: readonly number[], says: string): Promise<void> {
    const { haltIn } = this.#options
    if (haltIn === null || haltIn.at !== at || !numbers.includes(haltIn.number)) return
    if (this.#untold.length > 0) this.#told('delivered', `was handed ${rangeOf(this.#untold)}`, this.#untold)
    this.#tell({ what: 'halted', says, tone: 'warn', data: null })
    await new Promise<never>(() => undefined)
  }

  #told(what: string, says: string, numbers: readonly number[]): void {
    this.#tell({ what, says, data: { numbers: [...numbers] } })
  }
}

function rangeOf(numbers: readonly number[]): string {
  return numbers.length === 1 ? String(numbers[0]) : `${numbers[0]} to ${numbers.at(-1)}`
}
