import type { Socket } from 'node:net'
import { OrreryError } from '../../../../shared/base/errors.ts'
import type { Dialer } from '../../base/dialer.ts'
import { type Api, frame } from './api.ts'
import { Reader } from './bytes.ts'
import { cutOff, notKafka, socketError } from './failures.ts'
import { ReplyBytes } from './reply-bytes.ts'

/** What a socket is read into at once; its bytes are copied to where they belong before the next read. */
const READ_BYTES = 64 * 1024

/** Who gets what a socket brings: known only once it is connected. */
interface Incoming {
  take(chunk: Uint8Array): void
}

/** A reply's body, past its header. */
export interface Reply {
  readonly body: Reader
  /** From the request's last byte written to the reply's last byte read, ms. */
  readonly ms: number
}

interface Pending {
  readonly correlation: number
  readonly flexibleHeader: boolean
  readonly sentAt: number
  readonly settle: (reply: Reply) => void
  readonly fail: (error: OrreryError) => void
}

/** What went over a connection since it was last asked. */
export interface Traffic {
  requests: number
  sentBytes: number
  receivedBytes: number
  ms: number
}

/**
 * One connection to one broker, plain or by TLS, requests pipelined.
 * Own, not `@platformatic/kafka`'s: that one decodes each partition into objects, throws a whole reply away for one
 * partition's error, and costs 60 MB and half a second of CPU to load.
 * A broker answers in order, so a request that isn't answered blocks all later ones: a timeout closes the connection.
 */
export class KafkaConnection implements Disposable {
  readonly endpoint: string
  readonly traffic: Traffic = { requests: 0, sentBytes: 0, receivedBytes: 0, ms: 0 }
  readonly #socket: Socket
  readonly #pending: Pending[] = []
  #correlation = 0
  readonly #replies = new ReplyBytes()
  #closed: OrreryError | undefined

  private constructor(endpoint: string, socket: Socket, incoming: Incoming) {
    this.endpoint = endpoint
    this.#socket = socket
    incoming.take = (chunk) => this.#received(chunk)
    socket.on('error', (cause) => this.#close(socketError(endpoint, cause)))
    socket.on('close', () => this.#close(cutOff(endpoint, this.traffic.receivedBytes)))
  }

  /**
   * @param limitMs for TCP
   * @param handshakeMs for TLS: a stopped broker takes connections, too, and answers once it goes on
   * @throws OrreryError `name`, `refused`, `timeout`, `tls`, `invalid` (files of TLS)
   */
  static async open(
    endpoint: string,
    dialer: Dialer,
    limitMs: number,
    signal: AbortSignal,
    handshakeMs = limitMs,
  ): Promise<KafkaConnection> {
    signal.throwIfAborted()
    const incoming: Incoming = { take: () => undefined }
    const readInto = Buffer.allocUnsafeSlow(READ_BYTES)
    const onread = {
      buffer: readInto,
      callback: (length: number) => {
        incoming.take(readInto.subarray(0, length))
        return true
      },
    }
    const socket = await dialer.dial(splitEndpoint(endpoint), onread)
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    let timer = setTimeout(() => reject(unreachable(endpoint, limitMs)), limitMs)
    socket.once('connect', () => {
      clearTimeout(timer)
      timer = setTimeout(() => reject(noAnswer('a TLS handshake', endpoint, handshakeMs)), handshakeMs)
    })
    const onAbort = () => reject(signal.reason as Error)
    signal.addEventListener('abort', onAbort, { once: true })
    socket.once(dialer.readyEvent, resolve).once('error', (cause) => reject(socketError(endpoint, cause)))
    try {
      await promise
      return new KafkaConnection(endpoint, socket, incoming)
    } catch (error) {
      socket.on('error', () => undefined).destroy()
      throw error
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
    }
  }

  /** Why nothing more can be asked; undefined while open. */
  get closed(): OrreryError | undefined {
    return this.#closed
  }

  /** Nothing asked waits for an answer. */
  get idle(): boolean {
    return this.#pending.length === 0
  }

  /** Calls back once, when the connection ends for whatever reason. */
  onClose(listener: () => void): void {
    this.#socket.once('close', listener)
  }

  /** @throws OrreryError `timeout` (the connection is closed then), `refused`, `protocol`, or the abort reason */
  async ask(
    api: Api,
    version: number,
    body: Uint8Array,
    limitMs: number,
    signal: AbortSignal,
  ): Promise<Reply> {
    if (this.#closed) throw this.#closed
    signal.throwIfAborted()
    const { promise, resolve, reject } = Promise.withResolvers<Reply>()
    const timer = setTimeout(() => this.#close(noAnswer(api.name, this.endpoint, limitMs)), limitMs)
    const onAbort = () => reject(signal.reason as Error)
    signal.addEventListener('abort', onAbort, { once: true })
    this.#send(api, version, body, resolve, reject)
    try {
      return await promise
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
    }
  }

  [Symbol.dispose](): void {
    this.#close(new OrreryError('cancelled', `The connection to ${this.endpoint} was closed`))
  }

  #send(api: Api, version: number, body: Uint8Array, settle: Pending['settle'], fail: Pending['fail']): void {
    const correlation = ++this.#correlation
    const bytes = frame(api, version, correlation, body)
    // ApiVersions answers with header 0 always, so that a broker can refuse a version it doesn't know
    const flexibleHeader = version >= api.flexibleFrom && api.key !== 18
    this.#pending.push({ correlation, flexibleHeader, sentAt: performance.now(), settle, fail })
    this.traffic.requests++
    this.traffic.sentBytes += bytes.length
    this.#socket.write(bytes)
  }

  #received(chunk: Uint8Array): void {
    this.traffic.receivedBytes += chunk.length
    for (let rest = chunk; rest.length > 0 && !this.#closed;) {
      rest = rest.subarray(this.#replies.put(rest))
      if (this.#replies.isImpossible) return this.#close(notKafka(this.endpoint, this.#replies.seen(rest)))
      const whole = this.#replies.take()
      if (whole !== undefined) this.#answered(whole)
    }
  }

  #answered(bytes: Buffer): void {
    const pending = this.#pending.shift()
    const body = new Reader(bytes)
    if (pending === undefined || body.int32() !== pending.correlation)
      return this.#close(notKafka(this.endpoint, bytes))
    if (pending.flexibleHeader) body.skipTags()
    const ms = performance.now() - pending.sentAt
    this.traffic.ms += ms
    pending.settle({ body, ms })
  }

  #close(why: OrreryError): void {
    if (this.#closed) return
    this.#closed = why
    this.#socket.destroy()
    for (const pending of this.#pending.splice(0)) pending.fail(why)
  }
}

/** `host:port`, `[::1]:9092`; @throws OrreryError `invalid` */
export function splitEndpoint(endpoint: string): { host: string; port: number } {
  const colon = endpoint.lastIndexOf(':')
  const port = Number(endpoint.slice(colon + 1))
  const host = endpoint.slice(0, colon).replace(/^\[(.*)\]$/, '$1')
  if (colon < 1 || host === '' || !Number.isInteger(port) || port < 1 || port > 65535)
    throw new OrreryError('invalid', `“${endpoint}” isn’t of the form host:port`)
  return { host, port }
}

function unreachable(endpoint: string, limitMs: number): OrreryError {
  return new OrreryError(
    'timeout',
    `${endpoint} can’t be reached: no TCP connection in ${String(limitMs)} ms`,
    {
      fix: 'A firewall that drops packets, or a wrong address. Check from this machine with a TCP client.',
      details: { endpoint, limitMs },
    },
  )
}

function noAnswer(what: string, endpoint: string, limitMs: number): OrreryError {
  return new OrreryError('timeout', `No answer from ${endpoint} to ${what} in ${String(limitMs)} ms`, {
    fix: 'It accepts connections but answers nothing: paused, hung or overloaded. Look at that process.',
    details: { endpoint, limitMs },
  })
}
