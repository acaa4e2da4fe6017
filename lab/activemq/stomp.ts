import { readFile } from 'node:fs/promises'
import stompit from 'stompit'

export interface StompLogin {
  readonly username: string
  readonly password: string
  readonly clientId?: string | undefined
  /** Path of the PEM of the authority that signed the broker's certificate; left out: plain TCP. */
  readonly ca?: string | undefined
}

export interface StompMessage {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Sent without waiting for an answer. */
  ack(): void
  nack(): void
}

export interface StompSubscribing {
  /** `/queue/orders`, `/topic/prices` */
  readonly destination: string
  readonly ack?: 'auto' | 'client' | 'client-individual'
  readonly prefetch?: number
  readonly selector?: string
  /** Makes it durable: the broker keeps what comes while it is away. The client needs a client id. */
  readonly durableName?: string
}

const connectLimitMs = 5000

/** A client of one broker by STOMP; its errors end it silently, as a broker that is killed ends its clients. */
export class StompClient implements AsyncDisposable {
  readonly #client: stompit.Client
  #isOpen = true

  private constructor(client: stompit.Client) {
    this.#client = client
    // each message that is not answered yet listens for the end
    client.setMaxListeners(0)
    client.on('error', () => (this.#isOpen = false))
    client.on('end', () => (this.#isOpen = false))
  }

  /** @param endpoint `host:port` of a STOMP connector */
  static async open(
    endpoint: string,
    { username, password, clientId, ca }: StompLogin,
  ): Promise<StompClient> {
    const [host = '', port = ''] = endpoint.split(':')
    const { promise, resolve, reject } = Promise.withResolvers<StompClient>()
    const connectHeaders = {
      host: '/',
      login: username,
      passcode: password,
      ...(clientId === undefined ? {} : { 'client-id': clientId }),
    }
    const plain = { host, port: Number(port), timeout: connectLimitMs, connectHeaders }
    const options = ca === undefined ? plain : { ...plain, ssl: true as const, ca: await readFile(ca) }
    stompit.connect(options, (error, client) => {
      if (error) reject(error)
      else resolve(new StompClient(client))
    })
    return await promise
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  /** Resolves when the broker has it. */
  send(destination: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const all = { destination, persistent: 'true', ...headers }
    this.#client.sendString(all, body, { onReceipt: resolve, onError: reject })
    return promise
  }

  subscribe(subscribing: StompSubscribing, hear: (message: StompMessage) => void): void {
    const { destination, ack = 'client-individual', prefetch, selector, durableName } = subscribing
    const headers = {
      destination,
      ack,
      ...(prefetch === undefined ? {} : { 'activemq.prefetchSize': String(prefetch) }),
      ...(selector === undefined ? {} : { selector }),
      ...(durableName === undefined ? {} : { id: durableName, 'activemq.subscriptionName': durableName }),
    }
    this.#client.subscribe(headers, (error, frame) => {
      if (error) return
      const headersOf = (frame as unknown as { headers: Record<string, string> }).headers
      frame.readString('utf8', (broken, body = '') => {
        if (broken) return
        hear({
          headers: headersOf,
          body,
          ack: () => this.#client.ack(frame),
          nack: () => this.#client.nack(frame),
        })
      })
    })
  }

  [Symbol.asyncDispose](): Promise<void> {
    if (!this.#isOpen) return Promise.resolve()
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#client.disconnect(() => resolve())
    return promise
  }
}
