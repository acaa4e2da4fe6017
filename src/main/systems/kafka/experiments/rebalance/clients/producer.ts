import { setTimeout as sleep } from 'node:timers/promises'
import { Partitioners, type Producer } from 'kafkajs'
import type { ActorModule, Told } from '../../../../experiment.ts'
import { kafkajsOf } from '../../clients/kafkajs-of.ts'
import { numbersBelow } from '../assignors/assignor.ts'
import { optionsAs, type ProducerOptions } from './options.ts'

const TICK_MS = 100
const ALL_REPLICAS = -1

/** Begins at once; `stop` ends it and gives how many records are acknowledged. */
export const producer: ActorModule = async (options, tell) => {
  const wanted = optionsAs<ProducerOptions>(options)
  const kafka = await kafkajsOf(wanted.access, 'producer')
  const client = kafka.producer({
    allowAutoTopicCreation: false,
    createPartitioner: Partitioners.DefaultPartitioner,
    idempotent: true,
    maxInFlightRequests: 1,
  })
  await client.connect()
  const writing = new SteadyWriting(client, wanted, tell)
  return {
    commands: { stop: () => writing.stop() },
    async [Symbol.asyncDispose]() {
      await writing.end()
      await client.disconnect()
    },
  }
}

/**
 * Writes steadily, round and round the partitions, each record with its number in its partition (0, 1, 2, …) as its
 * value. Idempotent, and one request at a time: a retry neither doubles a record nor changes their order.
 */
class SteadyWriting {
  readonly #client: Producer
  readonly #options: ProducerOptions
  readonly #tell: (told: Told) => void
  readonly #stop = new AbortController()
  readonly #loop: Promise<void>
  /** Acknowledged, by partition. */
  #counts: readonly number[]
  #total = 0

  constructor(client: Producer, options: ProducerOptions, tell: (told: Told) => void) {
    this.#client = client
    this.#options = options
    this.#tell = tell
    this.#counts = numbersBelow(options.partitions).map(() => 0)
    // what goes wrong ends the thread, and so the run
    this.#loop = this.#writeOn()
  }

  async stop(): Promise<number> {
    await this.end()
    this.#told(`${String(this.#total)} records written and acknowledged`)
    return this.#total
  }

  async end(): Promise<void> {
    this.#stop.abort()
    await this.#loop
  }

  async #writeOn(): Promise<void> {
    const { signal } = this.#stop
    const began = performance.now()
    while (!signal.aborted) {
      const seconds = (performance.now() - began) / 1000
      const due = Math.floor(seconds * this.#options.perSecond) - this.#total
      if (due > 0) await this.#write(due)
      await sleep(TICK_MS, undefined, { signal }).catch(() => undefined)
    }
  }

  async #write(count: number): Promise<void> {
    const { topic, partitions } = this.#options
    const counts = [...this.#counts]
    const messages = numbersBelow(count).map((n) => {
      const partition = (this.#total + n) % partitions
      const number = counts[partition] ?? 0
      counts[partition] = number + 1
      return { partition, value: String(number) }
    })
    await this.#client.send({ topic, acks: ALL_REPLICAS, messages })
    this.#counts = counts
    this.#total += count
    this.#told('')
  }

  #told(says: string): void {
    this.#tell({ what: 'wrote', says, data: { at: Date.now(), counts: this.#counts } })
  }
}
