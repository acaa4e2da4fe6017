import type { Capability } from '../../../shared/api/targets.ts'
import { OrreryError } from '../../../shared/base/errors.ts'
import type { Sample } from '../sample.ts'
import type { Connection, Session } from '../system.ts'
import { BrokerLine, type Due } from './broker-line.ts'
import { capabilitiesOf } from './capabilities.ts'
import { parseOptions } from './options.ts'
import type { RawBeans, RawEndpoint, RawReplies } from './raw.ts'
import { SampleFold } from './sample.ts'

const settingsEveryMs = 60_000
/** New queues and topics are asked for their settings sooner. */
const newSettingsEveryMs = 10_000
/**
 * Reading destinations and clients may take a broker a fortieth of its time, at these intervals; what takes less than a
 * quarter of a second is read with every sample.
 */
const restForEachMs = 40
const ladderMs = [0, 10_000, 20_000, 30_000, 60_000] as const

/** Observes all addresses of a target: each broker by itself. */
export class ActivemqSession implements Session {
  /** Told of the raw replies of each sample: for recordings. */
  onRaw: ((raw: RawReplies) => void) | undefined
  readonly #lines: readonly BrokerLine[]
  readonly #fold = new SampleFold()
  /** What every address said when everything was asked, and in the newest sample. */
  #asked: readonly RawEndpoint[] = []
  #newest: readonly RawEndpoint[] = []
  #slowAt = -Infinity
  #settingsAt = -Infinity
  #everyMs: number = ladderMs[0]
  #lastLongestMs = 0
  #at = -Infinity
  #isAnswered = false
  #destinations = 0
  #areNew = false

  /** Opens nothing yet. @throws OrreryError `invalid` for options that can't be read */
  constructor({ endpoints, options, credentials }: Connection) {
    const parsed = parseOptions(options)
    this.#lines = endpoints.map((address) => new BrokerLine(address, parsed, credentials))
  }

  /** What every address says of its broker; nothing is remembered of it. */
  look(signal: AbortSignal): Promise<readonly RawEndpoint[]> {
    return this.#observe({ slow: false, settings: false }, signal)
  }

  async observe(now: number, signal: AbortSignal): Promise<Sample> {
    const raw = await this.#ask(now, signal)
    this.onRaw?.(raw)
    return this.#fold.toSample(raw)
  }

  capabilities(): readonly Capability[] {
    return capabilitiesOf(this.#newest, this.#asked)
  }

  [Symbol.asyncDispose](): Promise<void> {
    for (const line of this.#lines) line[Symbol.dispose]()
    return Promise.resolve()
  }

  /** @throws OrreryError when nothing can be told of any address */
  async #ask(now: number, signal: AbortSignal): Promise<RawReplies> {
    const started = performance.now()
    const settingsMs = this.#areNew ? Math.max(newSettingsEveryMs, this.#everyMs) : settingsEveryMs
    const settings = now - this.#settingsAt >= settingsMs
    const slow = settings || now - this.#slowAt >= this.#everyMs
    const endpoints = await this.#observe({ slow, settings }, signal)
    throwIfNothing(endpoints, this.#isAnswered)
    this.#isAnswered = true
    this.#newest = endpoints
    if (slow) this.#rest(now, endpoints)
    this.#seeNew(endpoints, settings)
    if (settings) {
      this.#settingsAt = now
      this.#asked = endpoints
    }
    const at = (this.#at = Math.max(now, this.#at + 1))
    const cost = this.#lines.map(({ meter }) => meter.take()).filter(({ requests }) => requests > 0)
    const tookMs = performance.now() - started
    return { at, tookMs, slow, settings, everyMs: this.#everyMs, endpoints, cost }
  }

  #observe(due: Due, signal: AbortSignal): Promise<readonly RawEndpoint[]> {
    return Promise.all(this.#lines.map((line) => line.observe(due, signal)))
  }

  /** By their number: who comes as another goes waits for the minute. */
  #seeNew(endpoints: readonly RawEndpoint[], areAsked: boolean): void {
    const count = endpoints.reduce((sum, { beans }) => sum + size(beans.Queues) + size(beans.Topics), 0)
    if (count === 0) return
    if (areAsked) this.#areNew = false
    else if (count !== this.#destinations) this.#areNew = true
    this.#destinations = count
  }

  /** How long destinations are let be, by the broker that took longest. */
  #rest(now: number, endpoints: readonly RawEndpoint[]): void {
    this.#slowAt = now
    const longestMs = Math.max(0, ...endpoints.map(({ slowMs }) => slowMs ?? 0))
    // one that was slow once, as a broker is that has just begun, is not slow
    const wantedMs = Math.min(longestMs, this.#lastLongestMs) * restForEachMs
    this.#lastLongestMs = longestMs
    // a step is kept until it is clearly too short or too long: the interval should not flutter
    const isKept = wantedMs >= this.#everyMs * 0.7 && wantedMs <= this.#everyMs * 1.5
    if (!isKept) this.#everyMs = ladderMs.findLast((step) => step <= wantedMs) ?? 0
  }
}

function size(beans: RawBeans | undefined): number {
  return Object.keys(beans ?? {}).length
}

/**
 * That every broker refuses or hangs is an observation too, of a target that answered before; that none can be reached
 * from here is none.
 * @throws the failure of the first address
 */
function throwIfNothing(endpoints: readonly RawEndpoint[], answeredBefore: boolean): void {
  const isTold = ({ failures: { Broker: failure } }: RawEndpoint) =>
    failure === undefined ||
    (answeredBefore &&
      (failure.code === 'refused' || failure.code === 'timeout') &&
      failure.unreachable !== true)
  if (endpoints.some(isTold)) return
  const failure = endpoints[0]?.failures.Broker
  if (failure === undefined) throw new OrreryError('invalid', 'The target has no endpoints')
  throw new OrreryError(failure.code, failure.message, failure.fix === undefined ? {} : { fix: failure.fix })
}
