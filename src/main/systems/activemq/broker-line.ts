import { withDeadline } from '../../../shared/base/deadline.ts'
import { asOrreryError, OrreryError } from '../../../shared/base/errors.ts'
import { settled } from '../../../shared/base/settled.ts'
import { HttpLine } from '../base/http-line.ts'
import { Meter } from '../base/meter.ts'
import type { Connection } from '../system.ts'
import { type Ask, type AskCadence, asks } from './ask/asks.ts'
import { agentVersion, type Answers, readAll } from './ask/jolokia.ts'
import { freeDisk } from './free-disk.ts'
import type { Options } from './options.ts'
import type { RawEndpoint, RawFailure } from './raw.ts'

/** What a broker may take for its own figures, and for all its destinations and clients. */
const tickLimitMs = 1500
const slowLimitsMs = { least: 3000, most: 12_000, timesTheLast: 5 }
/** An address that failed is tried in the background, with more patience. */
const probeLimitMs = 5000
/** How long a sample waits for that try: enough for a broker that is back, or still refuses. */
const probeGraceMs = 50

/** What is due beside the figures of the broker itself. */
export interface Due {
  readonly slow: boolean
  readonly settings: boolean
}

const ofCadence = (cadence: AskCadence) => asks.filter((ask) => ask.cadence === cadence)
const tickAsks = ofCadence('tick')
const slowAsks = ofCadence('slow')
const settingsAsks = ofCadence('settings')

/** One address as seen from here: its open connections, its version, and whether it answers at all. */
export class BrokerLine implements Disposable {
  readonly address: string
  readonly meter: Meter
  readonly #path: string
  readonly #http: HttpLine
  #agent: string | undefined
  #failure: RawFailure | undefined
  #probe: Promise<void> | undefined
  #lastSlowMs = 0
  /** A probe outlives the sample that began it, not the line. */
  readonly #life = new AbortController()

  constructor(address: string, { path, tls, originOf }: Options, credentials: Connection['credentials']) {
    this.address = address
    this.#path = path
    this.meter = new Meter(address)
    const headers = { origin: originOf(address) }
    this.#http = new HttpLine(address, { tls, credentials, headers }, this.meter)
  }

  /**
   * Never throws for the broker's sake. One that just failed costs nothing: it is tried in the background and asked
   * again as soon as it answers there.
   */
  async observe(due: Due, signal: AbortSignal): Promise<RawEndpoint> {
    if (this.#failure !== undefined) await this.#tryAgain()
    if (this.#failure !== undefined) return this.#failed(this.#failure)
    try {
      return await this.#askAll(due, signal)
    } catch (error) {
      signal.throwIfAborted()
      this.#failure = failureOf(error)
      this.#agent = undefined
      return this.#failed(this.#failure)
    }
  }

  [Symbol.dispose](): void {
    this.#life.abort(new OrreryError('cancelled', 'Closed'))
    this.#http[Symbol.dispose]()
  }

  async #askAll(due: Due, signal: AbortSignal): Promise<RawEndpoint> {
    this.#agent ??= await agentVersion(this.#http, this.#path, tickLimitMs, signal)
    const started = performance.now()
    const tick = await this.#read(tickAsks, tickLimitMs, signal)
    throwIfNoBroker(this.address, tick)
    const roundTripMs = performance.now() - started
    const slow = due.slow ? await this.#readSlow(due.settings, signal) : undefined
    const disk = due.settings
      ? { disk: await freeDisk(this.address, tick.beans.Broker, slow?.answers.beans.PersistenceAdapter) }
      : {}
    return {
      address: this.address,
      roundTripMs,
      agent: this.#agent,
      beans: { ...tick.beans, ...slow?.answers.beans },
      failures: { ...tick.failures, ...slow?.answers.failures },
      ...(slow === undefined ? {} : { slowMs: slow.tookMs }),
      ...disk,
    }
  }

  /** A broker whose figures came, and whose thousand queues didn't in time, is not taken for one that hangs. */
  async #readSlow(settings: boolean, signal: AbortSignal): Promise<{ answers: Answers; tookMs: number }> {
    const wanted = settings ? [...slowAsks, ...settingsAsks] : slowAsks
    const started = performance.now()
    const { least, most, timesTheLast } = slowLimitsMs
    const limitMs = Math.min(most, Math.max(least, this.#lastSlowMs * timesTheLast))
    const answers = await this.#read(wanted, limitMs, signal).catch((error: unknown): Answers => {
      signal.throwIfAborted()
      const failure = failureOf(error)
      return { beans: {}, failures: Object.fromEntries(wanted.map(({ name }) => [name, failure])) }
    })
    const tookMs = (this.#lastSlowMs = performance.now() - started)
    return { answers, tookMs }
  }

  #read(wanted: readonly Ask[], limitMs: number, signal: AbortSignal): Promise<Answers> {
    return readAll(this.#http, this.#path, wanted, limitMs, signal)
  }

  #failed(failure: RawFailure): RawEndpoint {
    return { address: this.address, roundTripMs: null, beans: {}, failures: { Broker: failure } }
  }

  async #tryAgain(): Promise<void> {
    const attempt = () =>
      withDeadline(probeLimitMs, this.address, this.#life.signal, async (signal) => {
        await agentVersion(this.#http, this.#path, probeLimitMs, signal)
      })
    this.#probe ??= attempt()
      .then(
        () => void (this.#failure = undefined),
        // one that goes on hanging is said to have failed as it was first seen
        (error: unknown) => {
          const again = failureOf(error)
          if (again.code !== this.#failure?.code) this.#failure = again
        },
      )
      .finally(() => void (this.#probe = undefined))
    await settled(this.#probe, probeGraceMs)
  }
}

/** Jolokia answers, and knows no broker: the console of a broker that waits, or another application. */
function throwIfNoBroker(address: string, { beans, failures }: Answers): void {
  if (failures.Broker !== undefined) {
    const { code, message, fix } = failures.Broker
    throw new OrreryError(code, message, fix === undefined ? {} : { fix })
  }
  if (Object.keys(beans.Broker ?? {}).length > 0) return
  throw new OrreryError('unsupported', `Jolokia of ${address} answers and knows no broker`, {
    fix: 'The broker is still starting or waits for its lock, or useJmx="false" is set; or this is another application’s Jolokia',
    details: { address },
  })
}

export function failureOf(error: unknown): RawFailure {
  const { code, message, fix, details } = asOrreryError(error)
  return {
    code,
    message,
    ...(fix === undefined ? {} : { fix }),
    ...(details['unreachable'] === 1 ? { unreachable: true } : {}),
  }
}
