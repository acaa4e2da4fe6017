import { OrreryError } from '../../../shared/base/errors.ts'
import { settled } from '../../../shared/base/settled.ts'
import { HttpLine, type HttpWay } from '../base/http-line.ts'
import { Meter } from '../base/meter.ts'
import { failureOf } from './ask/failure.ts'
import { identityIn } from './ask/prometheus.ts'
import type { RawFailure } from './raw.ts'

const limitMs = 4000
/** A sample waits so long for an endpoint that didn't answer before. */
const graceMs = 50

const queuePath = '/metrics/detailed?family=queue_coarse_metrics&family=queue_consumer_count'

/** What one node's Prometheus endpoint said. */
export interface Scraped {
  readonly metrics: string
  readonly queues: string | undefined
}

/** The Prometheus endpoint of one node: what it knows by itself, whoever else hangs. */
export class PrometheusLine implements Disposable {
  readonly address: string
  /** `rabbit@a`, as it says. */
  name: string | undefined
  readonly meter: Meter
  readonly #http: HttpLine
  #failure: RawFailure | undefined
  #probe: Promise<void> | undefined
  readonly #life = new AbortController()

  constructor(address: string, way: HttpWay) {
    this.address = address
    this.meter = new Meter(address)
    this.#http = new HttpLine(address, way, this.meter)
  }

  get failure(): RawFailure | undefined {
    return this.#failure
  }

  /** undefined: it doesn't answer, `failure` says why. @param withQueues messages and consumers of each queue too */
  async scrape(
    withQueues: boolean,
    vhosts: readonly string[],
    signal: AbortSignal,
  ): Promise<Scraped | undefined> {
    if (this.#failure !== undefined) await this.#tryAgain()
    if (this.#failure !== undefined) return undefined
    try {
      const of = vhosts.map((vhost) => `&vhost=${encodeURIComponent(vhost)}`).join('')
      const [metrics, queues] = await Promise.all([
        this.#text('/metrics', signal),
        withQueues ? this.#text(`${queuePath}${of}`, signal).catch(() => undefined) : undefined,
      ])
      this.name = identityIn(metrics).node ?? this.name
      return { metrics, queues }
    } catch (error) {
      signal.throwIfAborted()
      this.#failure = failureOf(error)
      return undefined
    }
  }

  [Symbol.dispose](): void {
    this.#life.abort(new OrreryError('cancelled', 'Closed'))
    this.#http[Symbol.dispose]()
  }

  async #text(path: string, signal: AbortSignal): Promise<string> {
    const { status, text } = await this.#http.ask({ path, gzip: false }, limitMs, signal)
    if (status !== 200 || !text.includes('rabbitmq_'))
      throw new OrreryError('protocol', `${this.address} is no Prometheus endpoint of RabbitMQ`, {
        fix: 'Enable the plugin rabbitmq_prometheus, and name its addresses with prometheus=host:15692',
        details: { address: this.address, status },
      })
    return text
  }

  async #tryAgain(): Promise<void> {
    this.#probe ??= this.#text('/metrics', this.#life.signal)
      .then(
        () => void (this.#failure = undefined),
        (error: unknown) => void (this.#failure = failureOf(error)),
      )
      .finally(() => void (this.#probe = undefined))
    await settled(this.#probe, graceMs)
  }
}
