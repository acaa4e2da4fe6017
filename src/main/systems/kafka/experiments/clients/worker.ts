import type { Consumer, KafkaMessage, Producer, Transaction } from 'kafkajs'
import type { ActorModule, Told } from '../../../experiment.ts'
import type { Access } from '../broker-set.ts'
import { kafkajsOf } from './kafkajs-of.ts'

export interface WorkerOptions {
  readonly access: Access
  readonly input: string
  readonly output: string
  readonly group: string
  /** When the offset is committed: before the work, after it, or with it in one transaction. */
  readonly commit: 'before' | 'after' | 'transaction'
  readonly transactionalId: string
  /** Records between two commits. */
  readonly batch: number
  /** Stops for good in the middle of the batch that has this number, where a crash hurts; null: never. */
  readonly haltIn: number | null
  readonly sessionMs: number
}

const FETCH_WAIT_MS = 200

/**
 * Reads numbered records and does its work on each: it writes the number into another topic. Where in the batch the
 * offset is committed is all that differs between the ways.
 */
export const worker: ActorModule = async (given, tell) => {
  const options = given as unknown as WorkerOptions
  const { access, input, group, commit, transactionalId, sessionMs } = options
  const kafka = await kafkajsOf(access, 'worker')
  const isTransactional = commit === 'transaction'
  const producer = kafka.producer({
    allowAutoTopicCreation: false,
    ...(isTransactional ? { transactionalId, idempotent: true, maxInFlightRequests: 1 } : {}),
  })
  const consumer = kafka.consumer({
    groupId: group,
    allowAutoTopicCreation: false,
    maxWaitTimeInMs: FETCH_WAIT_MS,
    sessionTimeout: sessionMs,
    heartbeatInterval: Math.floor(sessionMs / 6),
  })
  // with a transactional id this ends what a worker before left open, and shuts that one out
  await producer.connect()
  await consumer.connect()
  await consumer.subscribe({ topic: input, fromBeginning: true })
  const way = new Way(options, producer, consumer, tell)
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    eachBatch: async ({ batch: { messages }, resolveOffset, heartbeat }) => {
      for (let i = 0; i < messages.length; i += options.batch) {
        const some = messages.slice(i, i + options.batch)
        await way.take(some)
        resolveOffset(some.at(-1)!.offset)
        await heartbeat()
      }
    },
  })
  return {
    commands: {},
    [Symbol.asyncDispose]: async () => {
      await consumer.disconnect()
      await producer.disconnect()
    },
  }
}

/** What a worker does with one batch. */
class Way {
  readonly #options: WorkerOptions
  readonly #producer: Producer
  readonly #consumer: Consumer
  readonly #tell: (told: Told) => void

  constructor(options: WorkerOptions, producer: Producer, consumer: Consumer, tell: (told: Told) => void) {
    this.#options = options
    this.#producer = producer
    this.#consumer = consumer
    this.#tell = tell
  }

  async take(messages: readonly KafkaMessage[]): Promise<void> {
    const { commit } = this.#options
    if (commit === 'transaction') return this.#inTransaction(messages)
    if (commit === 'before') await this.#commit(messages)
    const half = Math.ceil(messages.length / 2)
    await this.#work(this.#producer, messages.slice(0, half))
    if (commit === 'before')
      await this.#haltIfTold(messages, 'half of the batch is done, all of it is committed')
    await this.#work(this.#producer, messages.slice(half))
    if (commit === 'after') {
      await this.#haltIfTold(messages, 'the batch is done, and not committed')
      await this.#commit(messages)
    }
  }

  async #inTransaction(messages: readonly KafkaMessage[]): Promise<void> {
    const { group, input } = this.#options
    const transaction = await this.#producer.transaction()
    await this.#work(transaction, messages)
    const offset = nextOf(messages)
    const topics = [{ topic: input, partitions: [{ partition: 0, offset }] }]
    await transaction.sendOffsets({ consumerGroupId: group, topics })
    await this.#haltIfTold(messages, 'work and offset are written, the transaction is open')
    await transaction.commit()
    this.#told('committed', `transaction committed: work, and offset ${offset}`, { offset: Number(offset) })
  }

  async #work(to: Producer | Transaction, messages: readonly KafkaMessage[]): Promise<void> {
    if (messages.length === 0) return
    const values = messages.map(({ value }) => ({ value: String(value), partition: 0 }))
    await to.send({ topic: this.#options.output, messages: values })
    const numbers = messages.map(({ value }) => Number(value))
    this.#told('worked', `worked on ${numbers[0]} to ${numbers.at(-1)}`, { numbers })
  }

  async #commit(messages: readonly KafkaMessage[]): Promise<void> {
    const offset = nextOf(messages)
    await this.#consumer.commitOffsets([{ topic: this.#options.input, partition: 0, offset }])
    this.#told('committed', `OffsetCommit ${offset}`, { offset: Number(offset) })
  }

  /** Stands still where it is, until it is killed. */
  async #haltIfTold(messages: readonly KafkaMessage[], says: string): Promise<void> {
    const { haltIn } = this.#options
    if (haltIn === null || !messages.some(({ value }) => Number(value) === haltIn)) return
    this.#tell({ what: 'halted', says, tone: 'warn', data: null })
    await new Promise<never>(() => undefined)
  }

  #told(what: string, says: string, data: NonNullable<Told['data']>): void {
    this.#tell({ what, says, data })
  }
}

function nextOf(messages: readonly KafkaMessage[]): string {
  return String(Number(messages.at(-1)?.offset ?? -1) + 1)
}
