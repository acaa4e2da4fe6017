import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { connect, type ChannelModel } from 'amqplib'

const retryMs = 500
const connectLimitMs = 4_000

export interface RabbitAddress {
  /** `amqp(s)://user:password@h:p/vhost` of every node. */
  readonly urls: readonly string[]
  readonly caFile?: string
}

/** A named connection that comes back, to the next node, whenever it is lost. */
export class RabbitClient {
  readonly name: string
  readonly #address: RabbitAddress
  readonly #setUp: (connection: ChannelModel) => Promise<void>
  #connection: ChannelModel | undefined
  #isEnding = false
  #blocked = false

  /**
   * @param setUp opens the channels of a new connection
   * @param first the node that it begins with, from 0
   */
  constructor(
    name: string,
    address: RabbitAddress,
    first: number,
    setUp: (connection: ChannelModel) => Promise<void>,
  ) {
    this.name = name
    this.#address = address
    this.#setUp = setUp
    void this.#keep(first)
  }

  get isOpen(): boolean {
    return this.#connection !== undefined
  }

  get isBlocked(): boolean {
    return this.#blocked
  }

  async end(): Promise<void> {
    this.#isEnding = true
    await this.#connection?.close().catch(() => {})
  }

  async #keep(first: number): Promise<void> {
    for (let i = first; !this.#isEnding; i++) {
      await this.#once(this.#address.urls[i % this.#address.urls.length] ?? '').catch(() => {})
      if (!this.#isEnding) await pause(retryMs)
    }
  }

  /** Resolves when the connection is gone. */
  async #once(url: string): Promise<void> {
    const { caFile } = this.#address
    const connection = await connect(`${url}?heartbeat=10`, {
      timeout: connectLimitMs,
      clientProperties: { connection_name: this.name, product: 'Orrery lab' },
      ...(caFile === undefined ? {} : { ca: [await readFile(caFile)] }),
    })
    const closed = new Promise<void>((resolve) => connection.once('close', () => resolve()))
    // an error is followed by its close
    connection.on('error', () => {})
    connection.on('blocked', () => void (this.#blocked = true))
    connection.on('unblocked', () => void (this.#blocked = false))
    try {
      await this.#setUp(connection)
      this.#connection = connection
    } catch (error) {
      await connection.close().catch(() => {})
      throw error
    }
    await closed
    this.#connection = undefined
    this.#blocked = false
  }
}
