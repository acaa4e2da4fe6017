import type { Capability } from '../../../shared/api/targets.ts'
import { OrreryError } from '../../../shared/base/errors.ts'
import type { Sample } from '../sample.ts'
import type { Connection, Session } from '../system.ts'
import { capabilitiesOf } from './capabilities.ts'
import { DeploymentAsker } from './deployment-asker.ts'
import { parseOptions } from './options.ts'
import { parseServer, type ParsedServer } from './parsed-server.ts'
import type { RawReplies, RawServer } from './raw.ts'
import { SampleFold } from './sample.ts'
import { SentinelEvents } from './sentinel-events.ts'

const slowEveryMs = 60_000
/** Servers name servers that name servers: sentinels, their master, its replicas, theirs. */
const mostRounds = 4

/** Observes one deployment: every server and every sentinel by a connection of its own. */
export class RedisSession implements Session {
  readonly endpoints: readonly string[]
  readonly asker: DeploymentAsker
  /** Told of the raw replies of each sample: for recordings. */
  onRaw: ((raw: RawReplies) => void) | undefined
  readonly #fold = new SampleFold()
  readonly #events: SentinelEvents
  readonly #listeners = new Set<(sample: Sample) => void>()
  /** Capabilities go by the last asking for everything. */
  #slowServers: readonly ParsedServer[] = []
  #slowAt = -Infinity
  #at = -Infinity
  #isAnswered = false

  /** Opens nothing yet. @throws OrreryError `invalid` for options that can't be read */
  constructor({ endpoints, options, credentials }: Connection) {
    const { masters, tls, sentinelAuthFile, dialled } = parseOptions(options)
    this.endpoints = endpoints
    this.asker = new DeploymentAsker(endpoints, { credentials, tls, sentinelAuthFile, masters, dialled })
    this.#events = new SentinelEvents((facts) => this.#push(facts))
  }

  /** Finds everybody, from whoever answers. @returns what all of them said first */
  async discover(signal: AbortSignal): Promise<readonly ParsedServer[]> {
    for (let round = 1; ; round++) {
      const servers = (await this.asker.observe(false, signal)).map(parseServer)
      const found = this.asker.know(servers.flatMap(({ mentions }) => mentions))
      if (found.length === 0 || round === mostRounds) return servers
    }
  }

  async observe(now: number, signal: AbortSignal): Promise<Sample> {
    const raw = await this.#ask(now, signal)
    this.onRaw?.(raw)
    const sample = this.#fold.toSample(raw)
    const { servers } = this.#fold
    this.#know(servers)
    this.#events.follow(this.asker.lines)
    if (raw.slow) this.#slowServers = servers
    return sample
  }

  /** @throws OrreryError when nothing can be told of any server */
  async #ask(now: number, signal: AbortSignal): Promise<RawReplies> {
    const started = performance.now()
    const slow = now - this.#slowAt >= slowEveryMs
    const servers = await this.asker.observe(slow, signal)
    throwIfNothing(servers, this.#isAnswered)
    this.#isAnswered = true
    if (slow) this.#slowAt = now
    const at = (this.#at = Math.max(now, this.#at + 1))
    return { at, tookMs: performance.now() - started, slow, servers, cost: this.asker.takeCost() }
  }

  /** Who doesn't answer goes on being known by what it, and others, said before. */
  #know(servers: readonly ParsedServer[]): void {
    const mentioned = servers.flatMap(({ mentions }) => mentions)
    const quiet = servers.filter(({ why, kind }) => why !== undefined && kind !== undefined)
    // while nobody of a group is left that could name it, nobody is forgotten
    const isWhole = quiet.length === 0
    this.asker.know(isWhole ? mentioned : [...mentioned, ...servers.map(({ address }) => address)])
  }

  capabilities(): readonly Capability[] {
    return capabilitiesOf(this.#fold.servers, this.#slowServers)
  }

  onPush(listener: (sample: Sample) => void): Disposable {
    this.#listeners.add(listener)
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) }
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#listeners.clear()
    this.#events[Symbol.dispose]()
    this.asker[Symbol.dispose]()
    return Promise.resolve()
  }

  #push(facts: Sample['facts']): void {
    if (!this.#isAnswered || this.#listeners.size === 0) return
    const at = (this.#at = Math.max(Date.now(), this.#at + 1))
    const sample: Sample = { at, tookMs: 0, values: [], facts, gaps: [], cost: [] }
    for (const listener of this.#listeners) listener(sample)
  }
}

/**
 * That every server refuses or hangs is an observation too, of a deployment that answered before; that none can be
 * reached from here is none.
 * @throws the failure of the first server
 */
function throwIfNothing(servers: readonly RawServer[], answeredBefore: boolean): void {
  const isTold = ({ failures: { INFO: failure } }: RawServer) =>
    failure === undefined ||
    (answeredBefore &&
      (failure.code === 'refused' || failure.code === 'timeout') &&
      failure.unreachable !== true)
  if (servers.some(isTold)) return
  const failure = servers[0]?.failures.INFO
  if (failure === undefined) throw new OrreryError('invalid', 'The target has no endpoints')
  throw new OrreryError(failure.code, failure.message, failure.fix === undefined ? {} : { fix: failure.fix })
}
