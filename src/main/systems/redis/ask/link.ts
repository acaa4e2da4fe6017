import type { ConnectionOptions } from 'node:tls'
import { Redis } from 'ioredis'
import { withDeadline } from '../../../../shared/base/deadline.ts'
import { OrreryError } from '../../../../shared/base/errors.ts'
import type { Connection } from '../../system.ts'
import { secureContext, type TlsOptions } from '../../base/tls.ts'
import { parseAddress } from '../../base/address.ts'
import type { Meter } from '../../base/meter.ts'
import { modeOf, parseInfo } from './info.ts'
import { redisError } from './redis-error.ts'
import { readSentinelAuth } from './sentinel-auth.ts'

export type Credentials = NonNullable<Connection['credentials']>

/** How a server is reached. */
export interface Way {
  /** `host:port` from here. */
  readonly dialled: string
  readonly credentials: Credentials | undefined
  readonly tls: TlsOptions | undefined
  /** File with the user of sentinels that have their own. */
  readonly sentinelAuthFile: string | undefined
}

const usualPort = 6379

/** What RESP2 gives. */
export type Reply = string | number | null | readonly Reply[]

/**
 * One raw connection to one server: it neither reconnects nor follows a redirection, and sends only what it is told.
 * Commands that are sent together are answered together.
 */
export class RedisLink implements Disposable {
  readonly #address: string
  readonly #redis: Redis
  readonly #meter: Meter
  #failure: unknown
  #isDisposed = false
  #sent = 0
  #received = 0

  private constructor(
    address: string,
    dialled: string,
    tls: ConnectionOptions | undefined,
    meter: Meter,
    limitMs: number,
  ) {
    this.#address = address
    this.#meter = meter
    this.#redis = new Redis({
      ...parseAddress(dialled, usualPort),
      ...(tls === undefined ? {} : { tls }),
      lazyConnect: true,
      // RESP2 is what every server and every sentinel since 2.8 speaks
      protocol: 2,
      disableClientInfo: true,
      enableReadyCheck: false,
      enableOfflineQueue: false,
      autoResubscribe: false,
      retryStrategy: () => null,
      maxRetriesPerRequest: 0,
      connectTimeout: limitMs,
    })
    // the reason comes by this way; the command itself only learns that the connection is closed
    this.#redis.on('error', (error: unknown) => (this.#failure = error))
  }

  /**
   * Connects; authenticates if there are credentials.
   * @throws OrreryError `refused`, `name`, `timeout`, `tls`, `auth`, `protocol`
   */
  static async open(
    address: string,
    { dialled, credentials, tls, sentinelAuthFile }: Way,
    meter: Meter,
    limitMs: number,
    signal: AbortSignal,
  ): Promise<RedisLink> {
    const secure = tls === undefined ? undefined : await secureContext(tls)
    const ofSentinels = sentinelAuthFile === undefined ? undefined : await readSentinelAuth(sentinelAuthFile)
    const link = new RedisLink(address, dialled, secure, meter, limitMs)
    try {
      await withDeadline(limitMs, address, signal, () => link.#redis.connect())
      await link.#authenticate(credentials, ofSentinels, limitMs, signal)
      return link
    } catch (error) {
      link[Symbol.dispose]()
      throw redisError(link.#failure ?? error, address, 'the connection')
    }
  }

  get isOpen(): boolean {
    return !this.#isDisposed && this.#redis.status === 'ready'
  }

  /** @param ask the command in words, for errors: `SLOWLOG GET` @throws OrreryError */
  async call(ask: string, args: readonly string[], limitMs: number, signal: AbortSignal): Promise<Reply> {
    const started = performance.now()
    const [command = '', ...rest] = args
    try {
      const what = `${this.#address} to ${ask}`
      return await withDeadline(limitMs, what, signal, () =>
        this.#redis.call(command, ...rest).then((reply) => reply as Reply),
      )
    } catch (error) {
      if (error instanceof OrreryError && error.code === 'timeout') this[Symbol.dispose]()
      const isClosed = error instanceof Error && error.message === 'Connection is closed.'
      throw redisError(isClosed ? (this.#failure ?? error) : error, this.#address, ask)
    } finally {
      this.#count(performance.now() - started)
    }
  }

  /** Everything published from now on. The connection can ask nothing else any more. */
  async subscribe(
    pattern: string,
    hear: (channel: string, message: string) => void,
    onEnd: () => void,
  ): Promise<void> {
    this.#redis.on('pmessage', (_pattern: string, channel: string, message: string) => hear(channel, message))
    this.#redis.on('end', onEnd)
    await this.#redis.psubscribe(pattern)
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true
    this.#redis.disconnect()
    // a hung server never answers our goodbye: without this the socket would wait for it, and call itself ready
    const { stream } = this.#redis as { readonly stream?: Redis['stream'] }
    stream?.destroy()
  }

  /** Sentinels have users of their own, and mostly none: what fails may be meant for the other kind of server. */
  async #authenticate(
    credentials: Credentials | undefined,
    ofSentinels: Credentials | undefined,
    limitMs: number,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      if (credentials !== undefined) await this.#auth(credentials, limitMs, signal)
      else if (ofSentinels !== undefined) await this.call('INFO', ['INFO', 'server'], limitMs, signal)
    } catch (error) {
      if (await this.#isSentinel(limitMs, signal)) return
      if (ofSentinels === undefined) throw error
      await this.#auth(ofSentinels, limitMs, signal).catch(() => {
        throw error
      })
      if (!(await this.#isSentinel(limitMs, signal))) throw error
    }
  }

  /** `default` is everybody's user: servers before 6.0 know only its password. */
  async #auth({ username, password }: Credentials, limitMs: number, signal: AbortSignal): Promise<void> {
    const user = username === '' || username === 'default' ? [] : [username]
    try {
      await this.call('AUTH', ['AUTH', ...user, password], limitMs, signal)
    } catch (error) {
      // it wants no password: what it is for, the other servers of the target say
      if (!(error instanceof OrreryError && error.message.includes('without any password'))) throw error
    }
  }

  async #isSentinel(limitMs: number, signal: AbortSignal): Promise<boolean> {
    const info = await this.call('INFO', ['INFO', 'server'], limitMs, signal).catch(() => '')
    return typeof info === 'string' && modeOf(parseInfo(info)) === 'sentinel'
  }

  #count(ms: number): void {
    const { bytesRead = 0, bytesWritten = 0 } = (this.#redis.stream ?? {}) as {
      bytesRead?: number
      bytesWritten?: number
    }
    this.#meter.add({
      requests: 1,
      ms,
      sentBytes: Math.max(0, bytesWritten - this.#sent),
      receivedBytes: Math.max(0, bytesRead - this.#received),
    })
    this.#sent = bytesWritten
    this.#received = bytesRead
  }
}
