import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { connect, type ChannelModel } from 'amqplib'

const soonestMs = 500
/** A client whose queue is down must not knock so often that it is a trouble of its own. */
const latestMs = 4_000
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
    let waitMs = soonestMs
    for (let i = first; !this.#isEnding; i++) {
      const url = this.#address.urls[i % this.#address.urls.length] ?? ''
      const wasOpen = await this.#once(url).catch(() => false)
      waitMs = wasOpen ? soonestMs : Math.min(latestMs, 2 * waitMs)
      if (!this.#isEnding) await pause(waitMs)
    }
  }

  /** Resolves when the connection is gone, with whether it was set up. */
  async #once(url: string): Promise<boolean> {
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
    return true
  }
}
