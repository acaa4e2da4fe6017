import { withDeadline } from '../../../shared/base/deadline.ts'
import { OrreryError } from '../../../shared/base/errors.ts'
import type { Json } from '../../../shared/base/json.ts'
import { settled } from '../../../shared/base/settled.ts'
import { HttpLine, type HttpAnswer, type HttpWay } from '../base/http-line.ts'
import { Meter } from '../base/meter.ts'
import { asRefusal, failureOf } from './ask/failure.ts'
import { fieldsIn, listIn, textIn, textsIn } from './ask/fields.ts'
import type { RawFailure } from './raw.ts'

/** What a node may take to say what it knows itself. */
const ownLimitMs = 1500
/** A node that failed is tried in the background, with more patience. */
const probeLimitMs = 5000
/** How long a sample waits for that try: enough for a node that is back, or still refuses. */
const probeGraceMs = 50

const checkPath = '/api/health/checks/local-alarms'

/** What a node says of itself, and how fast. */
export interface OwnWord {
  readonly roundTripMs: number
  /** undefined: this version has no such check. */
  readonly alarms: readonly string[] | undefined
}

/** The management of one node: whether it answers, by what needs nobody else's answer. */
export class NodeLine implements Disposable {
  readonly address: string
  /** The target names it; others are sure once they have answered. */
  isSure: boolean
  /** `rabbit@a`, once it or a peer said it. */
  name: string | undefined
  /** Tags of the user, as this node says; undefined: not asked yet. */
  tags: readonly string[] | undefined
  readonly meter: Meter
  readonly #http: HttpLine
  /** Lines of its own for what may wait for other nodes: it must not stand before what the node knows itself. */
  readonly #patient: HttpLine
  #failure: RawFailure | undefined
  #probe: Promise<void> | undefined
  /** A probe outlives the sample that began it, not the line. */
  readonly #life = new AbortController()

  constructor(address: string, way: HttpWay, isSure: boolean) {
    this.address = address
    this.isSure = isSure
    this.meter = new Meter(address)
    this.#http = new HttpLine(address, way, this.meter)
    this.#patient = new HttpLine(address, way, this.meter)
  }

  /** undefined: it answered last. */
  get failure(): RawFailure | undefined {
    return this.#failure
  }

  /**
   * Never throws for the node's sake: undefined when it doesn't answer. One that just failed costs nothing: it is
   * tried in the background and asked again as soon as it answers there.
   */
  async observe(signal: AbortSignal): Promise<OwnWord | undefined> {
    if (this.#failure !== undefined) await this.#tryAgain(this.#failure)
    if (this.#failure !== undefined) return undefined
    try {
      const word = await this.#ownWord(ownLimitMs, signal)
      this.isSure = true
      return word
    } catch (error) {
      signal.throwIfAborted()
      this.#failure = failureOf(error)
      return undefined
    }
  }

  /** JSON of a path. @throws OrreryError as the endpoint answers; `forbidden` where the user lacks a tag */
  async json(path: string, limitMs: number, signal: AbortSignal): Promise<Json> {
    try {
      return await this.#patient.json({ path }, limitMs, signal)
    } catch (error) {
      const { code, message, fix } = asRefusal(failureOf(error), this.tags !== undefined)
      if (code !== 'forbidden') throw error
      throw new OrreryError(code, message, { cause: error, ...(fix === undefined ? {} : { fix }) })
    }
  }

  [Symbol.dispose](): void {
    this.#life.abort(new OrreryError('cancelled', 'Closed'))
    this.#http[Symbol.dispose]()
    this.#patient[Symbol.dispose]()
  }

  async #ownWord(limitMs: number, signal: AbortSignal): Promise<OwnWord> {
    return withDeadline(limitMs, this.address, signal, async (own) => {
      this.tags ??= await this.#whoAmI(limitMs, own)
      const started = performance.now()
      const answer = await this.#http.ask({ path: checkPath }, limitMs, own)
      return { roundTripMs: performance.now() - started, alarms: alarmsIn(answer, this.address) }
    })
  }

  /** @throws OrreryError `protocol` when it isn't RabbitMQ */
  async #whoAmI(limitMs: number, signal: AbortSignal): Promise<readonly string[]> {
    const me = fieldsIn(await this.#http.json({ path: '/api/whoami' }, limitMs, signal))
    if (textIn(me, 'name') === undefined) throw foreign(this.address)
    // before 3.9 one text with commas
    const tags = textIn(me, 'tags')?.split(',') ?? textsIn(me['tags'])
    return tags.map((tag) => tag.trim()).filter((tag) => tag !== '')
  }

  async #tryAgain(failure: RawFailure): Promise<void> {
    this.#probe ??= this.#ownWord(probeLimitMs, this.#life.signal)
      .then(
        () => void (this.#failure = undefined),
        // one that goes on hanging is said to have failed as it was first seen
        (error: unknown) => {
          const again = failureOf(error)
          this.#failure = again.code === failure.code ? failure : again
        },
      )
      .finally(() => void (this.#probe = undefined))
    await settled(this.#probe, probeGraceMs)
  }
}

/** 200: no alarm; 503: these; 404: a version that has no such check. */
function alarmsIn({ status, text }: HttpAnswer, address: string): readonly string[] | undefined {
  if (status === 404) return undefined
  if (status !== 200 && status !== 503)
    throw new OrreryError('protocol', `${address} answers ${checkPath} with ${status}`, {
      details: { address, status },
    })
  const alarms = listIn(fieldsIn(JSON.parse(text) as Json)['alarms'])
  return alarms.map((alarm) => textIn(alarm, 'resource') ?? textIn(alarm, 'alarm') ?? 'unknown')
}

function foreign(address: string): OrreryError {
  return new OrreryError('protocol', `${address} speaks HTTP, but not as RabbitMQ’s management does`, {
    fix: 'Correct the port: the management listens on 15672 unless configured otherwise',
    details: { address },
  })
}
