import { withDeadline } from '../../../shared/base/deadline.ts'
import { asOrreryError, OrreryError } from '../../../shared/base/errors.ts'
import { settled } from '../../../shared/base/settled.ts'
import {
  askCluster,
  askFullest,
  askSlowlog,
  askSlowly,
  askWatched,
  type Ask,
  type AskedBefore,
} from './asking.ts'
import { modeOf, numberIn, parseInfo, type Info } from './ask/info.ts'
import { RedisLink, type Reply, type Way } from './ask/link.ts'
import { tellsSlotStats } from './ask/slot-stats.ts'
import { CountedSlots } from './counted-slots.ts'
import { Meter } from '../base/meter.ts'
import type { AskName, RawFailure, RawServer, RawWatched } from './raw.ts'

/** What a server may take to answer one command, and everything that a sample asks of it. */
const answerLimitMs = 1500
/** A server that failed is tried in the background, with more patience. */
const probeLimitMs = 5000
/** How long a sample waits for that try: enough for a server that is back, or still refuses. */
const probeGraceMs = 50

export interface LineOptions extends Pick<Way, 'credentials' | 'tls' | 'sentinelAuthFile'> {
  readonly dialled: (address: string) => string
  /** Names of the masters that sentinels are asked for; empty: all. */
  readonly masters: readonly string[]
}

/** One server, or sentinel, as seen from here: an open connection, what it refuses, and whether it answers at all. */
export class ServerLine implements Disposable {
  readonly address: string
  readonly meter: Meter
  readonly #options: LineOptions
  readonly #before: AskedBefore = { slowId: undefined, isCluster: true }
  readonly #closed = new Map<AskName, RawFailure>()
  readonly #counted = new CountedSlots()
  #link: RedisLink | undefined
  #kind: 'data' | 'sentinel' | undefined
  #failure: RawFailure | undefined
  #probe: Promise<void> | undefined
  /** A probe outlives the sample that began it, not the line. */
  readonly #life = new AbortController()

  constructor(address: string, options: LineOptions) {
    this.address = address
    this.#options = options
    this.meter = new Meter(address)
  }

  get kind(): 'data' | 'sentinel' | undefined {
    return this.#kind
  }

  get isFailing(): boolean {
    return this.#failure !== undefined
  }

  /**
   * Never throws for the server's sake. One that just failed costs nothing: it is tried in the background and asked
   * again as soon as it answers there.
   */
  async observe(slow: boolean, signal: AbortSignal): Promise<RawServer> {
    if (slow) this.#closed.clear()
    if (this.#failure !== undefined) await this.#tryAgain(this.#failure)
    if (this.#failure !== undefined) return this.#failed(this.#failure)
    try {
      return await withDeadline(answerLimitMs, this.address, signal, (s) => this.#askAll(slow, s))
    } catch (error) {
      signal.throwIfAborted()
      this.#fail(failureOf(error))
      return this.#failed(failureOf(error))
    }
  }

  /** Everything that is published there from now on, until disposed of. For sentinels. */
  async listen(hear: (channel: string, message: string) => void, onEnd: () => void): Promise<Disposable> {
    const link = await this.#open(answerLimitMs, this.#life.signal)
    await link.subscribe('*', hear, onEnd)
    return link
  }

  [Symbol.dispose](): void {
    this.#life.abort(new OrreryError('cancelled', 'Closed'))
    this.#link?.[Symbol.dispose]()
  }

  async #askAll(slow: boolean, signal: AbortSignal): Promise<RawServer> {
    const link = await this.#connected(answerLimitMs, signal)
    const started = performance.now()
    const replies: Partial<Record<AskName, Reply>> = {}
    const failures: Partial<Record<AskName, RawFailure>> = Object.fromEntries(this.#closed)
    const ask: Ask = async (name, args) => {
      if (this.#closed.has(name)) return undefined
      try {
        return (replies[name] = await link.call(name, args, answerLimitMs, signal))
      } catch (error) {
        failures[name] = this.#lacking(name, error)
        return undefined
      }
    }
    const [text] = await Promise.all([
      link.call('INFO', ['INFO'], answerLimitMs, signal),
      link
        .call('PING', ['PING'], answerLimitMs, signal)
        .catch((error: unknown) => this.#lacking('PING', error)),
    ])
    const roundTripMs = performance.now() - started
    if (typeof text !== 'string') throw foreign(this.address)
    replies.INFO = text
    const more = await this.#askMore(parseInfo(text), ask, slow, failures)
    return { address: this.address, ...more, roundTripMs, replies, failures }
  }

  async #askMore(
    info: Info,
    ask: Ask,
    slow: boolean,
    failures: Partial<Record<AskName, RawFailure>>,
  ): Promise<Pick<RawServer, 'kind' | 'slotKeys' | 'watched'>> {
    if (modeOf(info) === 'sentinel') {
      this.#kind = 'sentinel'
      return { kind: 'sentinel', watched: await this.#watched(ask, failures) }
    }
    if (info.get('redis_version') === undefined) throw foreign(this.address)
    this.#kind = 'data'
    const isCluster = info.get('cluster_enabled') === '1'
    const [myself] = await Promise.all([
      isCluster ? askCluster(ask, this.address, slow) : undefined,
      ask('ROLE', ['ROLE']),
      askSlowlog(ask, this.#before),
      slow ? askSlowly(ask, numberIn(info, 'connected_clients')) : undefined,
    ])
    if (slow && myself !== undefined && myself.runs.length > 0 && tellsSlotStats(info)) await askFullest(ask)
    const slots = this.#counted.next(myself)
    const slotKeys = await keysOf(ask, slots)
    this.#counted.told(slotKeys)
    return { kind: 'data', ...(slots.length === 0 ? {} : { slotKeys }) }
  }

  /** A quorum that is missing is an answer, not a gap. */
  async #watched(
    ask: Ask,
    failures: Partial<Record<AskName, RawFailure>>,
  ): Promise<Readonly<Record<string, RawWatched>>> {
    const takeFailure = (name: AskName) => {
      const failure = failures[name]
      if (failure?.code === 'unsupported') delete failures[name]
      return failure
    }
    return askWatched(ask, this.#options.masters, takeFailure)
  }

  /** Why a command has no answer; what ACL forbids, or the server doesn't know, isn't asked again for a minute. */
  #lacking(name: AskName, error: unknown): RawFailure {
    const failure = failureOf(error)
    // these end the whole sample of this server
    if (failure.code === 'timeout' || failure.code === 'refused' || failure.code === 'cancelled') throw error
    const isAnswer = name === 'SENTINEL CKQUORUM' && failure.code === 'unsupported'
    if ((failure.code === 'forbidden' || failure.code === 'unsupported') && !isAnswer)
      this.#closed.set(name, failure)
    return failure
  }

  async #connected(limitMs: number, signal: AbortSignal): Promise<RedisLink> {
    if (this.#link?.isOpen === true) return this.#link
    this.#link?.[Symbol.dispose]()
    return (this.#link = await this.#open(limitMs, signal))
  }

  #open(limitMs: number, signal: AbortSignal): Promise<RedisLink> {
    const { dialled, ...options } = this.#options
    const way = { ...options, dialled: dialled(this.address) }
    return RedisLink.open(this.address, way, this.meter, limitMs, signal)
  }

  #failed(failure: RawFailure): RawServer {
    return {
      address: this.address,
      ...(this.#kind === undefined ? {} : { kind: this.#kind }),
      roundTripMs: null,
      replies: {},
      failures: { INFO: failure },
    }
  }

  #fail(failure: RawFailure): void {
    this.#failure = failure
    // it may come back as another version with other users, and its ids begin anew
    this.#closed.clear()
    this.#before.slowId = undefined
    this.#link?.[Symbol.dispose]()
    this.#link = undefined
  }

  async #tryAgain(failure: RawFailure): Promise<void> {
    const attempt = async () => {
      const link = await this.#connected(probeLimitMs, this.#life.signal)
      await link.call('INFO', ['INFO', 'server'], probeLimitMs, this.#life.signal)
    }
    this.#probe ??= attempt()
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

async function keysOf(ask: Ask, slots: readonly number[]): Promise<Readonly<Record<string, number>>> {
  const counts = await Promise.all(
    slots.map(async (slot) => {
      const keys = await ask('CLUSTER COUNTKEYSINSLOT', ['CLUSTER', 'COUNTKEYSINSLOT', String(slot)])
      return [String(slot), typeof keys === 'number' ? keys : NaN] as const
    }),
  )
  return Object.fromEntries(counts.filter(([, keys]) => !Number.isNaN(keys)))
}

function foreign(address: string): OrreryError {
  return new OrreryError('protocol', `${address} answers INFO, but not as Redis does`, {
    fix: 'Correct the port: Redis listens on 6379 unless configured otherwise',
    details: { address },
  })
}

function failureOf(error: unknown): RawFailure {
  const { code, message, fix, details } = asOrreryError(error)
  return {
    code,
    message,
    ...(fix === undefined ? {} : { fix }),
    ...(details['unreachable'] === 1 ? { unreachable: true } : {}),
  }
}
