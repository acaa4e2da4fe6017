import stompit from 'stompit'
import { OrreryError } from '../../../../../shared/base/errors.ts'
import { addressOf } from '../../../base/address.ts'
import { socketError } from '../../../base/socket-error.ts'
import type { StompAccess } from '../stomp-access.ts'

export interface Received {
  /** What was written: the number of the message. */
  readonly body: string
  readonly isRedelivered: boolean
  /** For `ack`. */
  readonly frame: stompit.Client.Message
}

export interface Subscribing {
  readonly queue: string
  readonly ack: 'auto' | 'client' | 'client-individual'
  readonly prefetch: number
}

const connectLimitMs = 5000

/** One connection by STOMP 1.2. What is sent resolves with the broker's receipt. */
export class StompClient implements AsyncDisposable {
  readonly #client: stompit.Client
  readonly #failed = Promise.withResolvers<never>()
  #isOpen = true
  #transactions = 0

  private constructor(client: stompit.Client, address: string) {
    this.#client = client
    // each message that is not answered yet listens for the end
    client.setMaxListeners(0)
    client.on('error', (error: Error) => {
      this.#isOpen = false
      this.#failed.reject(stompError(error, address))
    })
    client.on('end', () => (this.#isOpen = false))
    this.#failed.promise.catch(() => undefined)
  }

  /** @throws OrreryError `refused`, `timeout`, `tls`, `auth` */
  static open({ host, port, tls, login }: StompAccess, clientId?: string): Promise<StompClient> {
    const address = addressOf(host, port)
    const { promise, resolve, reject } = Promise.withResolvers<StompClient>()
    const connectHeaders = {
      host: '/',
      ...(clientId === undefined ? {} : { 'client-id': clientId }),
      ...(login === undefined ? {} : { login: login.username, passcode: login.password }),
    }
    const way = { host, port, timeout: connectLimitMs, connectHeaders }
    stompit.connect(tls === undefined ? way : { ...way, ...tls, ssl: true }, (error, client) => {
      if (error) reject(stompError(error, address))
      else resolve(new StompClient(client, address))
    })
    return promise
  }

  /** @param transaction of `begin`: nobody sees the message before `commit` */
  send(queue: string, body: string, transaction?: string): Promise<void> {
    const headers = { destination: `/queue/${queue}`, persistent: 'true', ...inTransaction(transaction) }
    return this.#receipt((options) => this.#client.sendString(headers, body, options))
  }

  subscribe({ queue, ack, prefetch }: Subscribing, hear: (received: Received) => void): void {
    const headers = { destination: `/queue/${queue}`, ack, 'activemq.prefetchSize': String(prefetch) }
    this.#client.subscribe(headers, (error, frame) => {
      if (error) return
      const told = (frame as unknown as { headers: Readonly<Record<string, string>> }).headers
      frame.readString('utf8', (broken, body = '') => {
        if (!broken) hear({ body, isRedelivered: told['redelivered'] === 'true', frame })
      })
    })
  }

  ack({ frame }: Received, transaction?: string): Promise<void> {
    return this.#receipt((options) => this.#client.ack(frame, inTransaction(transaction), options))
  }

  begin(): string {
    const id = `t${++this.#transactions}`
    this.#client.begin({ transaction: id })
    return id
  }

  commit(transaction: string): Promise<void> {
    return this.#receipt((options) => this.#client.sendFrame('COMMIT', { transaction }, options).end())
  }

  [Symbol.asyncDispose](): Promise<void> {
    if (!this.#isOpen) return Promise.resolve()
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#client.disconnect(() => resolve())
    return promise
  }

  /** @throws OrreryError what ended the connection meanwhile */
  #receipt(send: (options: stompit.Client.SendOptions) => void): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    send({ onReceipt: resolve, onError: () => undefined })
    return Promise.race([promise, this.#failed.promise])
  }
}

const inTransaction = (transaction: string | undefined) => (transaction === undefined ? {} : { transaction })

/** What the broker says in an ERROR frame, or why there is no line. */
export function stompError(error: Error, address: string): OrreryError {
  const said = error.message
  if (/not authorized/i.test(said))
    return new OrreryError('forbidden', `The broker refuses: ${said}`, { fix: grant(said), cause: error })
  if (/password is invalid|not authenticated|authentication/i.test(said))
    return new OrreryError('auth', `${address} refuses the login: ${said}`, {
      fix: 'The target’s user and password are used for STOMP, too: let the broker know them (simpleAuthenticationPlugin, or its JAAS realm)',
      cause: error,
    })
  if (/timed out/.test(said)) return new OrreryError('timeout', `No answer from ${address}`, { cause: error })
  return (
    socketError(error, address) ??
    new OrreryError('refused', `${address} ends the connection: ${said}`, { cause: error })
  )
}

/** The entry of the authorization plugin that experiments need. */
export function grant(said = ''): string {
  const user = /User (\S+) is/.exec(said)?.[1]
  const group = user === undefined ? 'its group' : `a group of ${user}`
  return `In <authorizationEntries> of conf/activemq.xml: <authorizationEntry queue="orrery.x.>" read="G" write="G" admin="G"/>, where G is ${group}`
}
