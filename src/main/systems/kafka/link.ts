import { setTimeout as sleep } from 'node:timers/promises'
import { asOrreryError, OrreryError } from '../../../shared/base/errors.ts'
import { type OpenBroker, openBroker, type Way } from './open-broker.ts'
import type { Answered, Ask } from './raw.ts'
import { type Api, commonVersion } from './wire/api.ts'
import type { Traffic } from './wire/connection.ts'

const CONNECT_LIMIT_MS = 3000
/** A stopped broker accepts connections and stays silent: waiting on one of them finds out at once when it goes on. */
const SILENCE_LIMIT_MS = 15_000
const FIRST_PAUSE_MS = 200
const LONGEST_PAUSE_MS = 2000

/**
 * A connection to one broker that is opened again whenever it breaks, in the background.
 * Nobody waits for a link that is down: it answers with the reason at once, until the broker has answered again.
 */
export class Link implements Disposable {
  readonly broker: number
  readonly endpoint: string
  readonly #way: Way
  readonly #stop = new AbortController()
  readonly #counted: Traffic = { requests: 0, sentBytes: 0, receivedBytes: 0, ms: 0 }
  #open: OpenBroker | undefined
  #why: OrreryError | undefined
  #settled = Promise.withResolvers<void>()
  /** The broker ends connections that live longer than it allows (connections.max.reauth.ms). */
  #renewAt = Number.POSITIVE_INFINITY

  constructor(broker: number, endpoint: string, way: Way) {
    this.broker = broker
    this.endpoint = endpoint
    this.#way = way
    void this.#keepOpen()
  }

  get up(): boolean {
    return this.#open !== undefined
  }

  /** The handshake of the open connection. */
  get opened(): OpenBroker | undefined {
    return this.#open
  }

  /** Connected, and able to answer this. */
  knows(api: Api): boolean {
    return this.#open !== undefined && commonVersion(api, this.#open.versions.ranges) !== undefined
  }

  /** The version to ask in. @throws OrreryError the reason why the link is down, or `unsupported` */
  version(api: Api): number {
    const open = this.#open
    if (open === undefined)
      throw this.#why ?? new OrreryError('timeout', `${this.endpoint} isn’t connected yet`)
    const version = commonVersion(api, open.versions.ranges)
    if (version === undefined) throw unsupported(api, this.endpoint)
    return version
  }

  /**
   * @param encode is told the version
   * @throws OrreryError also when the link is down, without waiting
   */
  async ask(
    ask: Ask,
    api: Api,
    encode: (version: number) => Uint8Array,
    limitMs: number,
    signal: AbortSignal,
  ): Promise<Answered> {
    if (this.#open === undefined && this.#why === undefined) await this.#firstAttempt(limitMs, signal)
    const version = this.version(api)
    const { body, ms } = await this.#open!.connection.ask(api, version, encode(version), limitMs, signal)
    return { ask, broker: this.broker, version, ms, body: body.bytes.subarray(body.at) }
  }

  /** What went over the line since this was last asked. To be called between samples: renews what is about to expire. */
  takeTraffic(): Traffic {
    const current = this.#open?.connection.traffic
    if (current !== undefined) moveTraffic(current, this.#counted)
    const taken = { ...this.#counted }
    Object.assign(this.#counted, { requests: 0, sentBytes: 0, receivedBytes: 0, ms: 0 })
    if (performance.now() > this.#renewAt && this.#open?.connection.idle === true) this.#renew()
    return taken
  }

  [Symbol.dispose](): void {
    this.#stop.abort(new OrreryError('cancelled', `${this.endpoint} is not observed any more`))
    this.#open?.connection[Symbol.dispose]()
  }

  async #firstAttempt(limitMs: number, signal: AbortSignal): Promise<void> {
    const timeout = new AbortController()
    const late = sleep(limitMs, undefined, { signal: timeout.signal }).catch(() => undefined)
    try {
      await Promise.race([this.#settled.promise, late])
    } finally {
      timeout.abort()
    }
    signal.throwIfAborted()
    if (this.#open === undefined && this.#why === undefined)
      throw new OrreryError(
        'timeout',
        `No answer from ${this.endpoint} in ${String(Math.round(limitMs))} ms`,
        {
          fix: 'It accepts connections but answers nothing: paused, hung or overloaded. Look at that process.',
          details: { endpoint: this.endpoint },
        },
      )
  }

  async #keepOpen(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS
    while (!this.#stop.signal.aborted) {
      try {
        await this.#untilBroken()
        pauseMs = FIRST_PAUSE_MS
      } catch (error) {
        this.#why = asOrreryError(error)
        this.#settled.resolve()
      }
      await sleep(pauseMs, undefined, { signal: this.#stop.signal }).catch(() => undefined)
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    }
  }

  /** Closes without having failed: whoever asks next waits for the new connection. */
  #renew(): void {
    this.#open?.connection[Symbol.dispose]()
    this.#open = undefined
    this.#settled = Promise.withResolvers()
    this.#renewAt = Number.POSITIVE_INFINITY
  }

  /** Opens, and returns when that connection has ended. */
  async #untilBroken(): Promise<void> {
    const limits = { connectMs: CONNECT_LIMIT_MS, answerMs: SILENCE_LIMIT_MS }
    const open = await openBroker(this.endpoint, this.#way, limits, this.#stop.signal)
    const { connection, lifetimeMs } = open
    this.#open = open
    this.#why = undefined
    this.#settled.resolve()
    if (lifetimeMs > 0) this.#renewAt = performance.now() + lifetimeMs * 0.8
    await new Promise<void>((resolve) => connection.onClose(resolve))
    moveTraffic(connection.traffic, this.#counted)
    // a renewal has forgotten it already
    if (this.#open === open) this.#why = connection.closed
    this.#open = undefined
  }
}

/** Empties one account into another. */
function moveTraffic(from: Traffic, to: Traffic): void {
  for (const key of ['requests', 'sentBytes', 'receivedBytes', 'ms'] as const) {
    to[key] += from[key]
    from[key] = 0
  }
}

function unsupported(api: Api, endpoint: string): OrreryError {
  return new OrreryError(
    'unsupported',
    `The broker at ${endpoint} doesn’t know ${api.name}, or only other versions of it`,
    {
      fix: 'It came with a later version of Kafka, or isn’t there in this mode.',
      details: { api: api.name },
    },
  )
}
