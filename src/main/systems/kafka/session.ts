import { setTimeout as sleep } from 'node:timers/promises'
import type { Capability } from '../../../shared/api/targets.ts'
import { OrreryError } from '../../../shared/base/errors.ts'
import type { Cost, Sample } from '../sample.ts'
import type { Session } from '../system.ts'
import { encodeMetadata, metadataApi, type MetadataHead } from './ask/metadata.ts'
import { CapabilityBook } from './capabilities.ts'
import { Link } from './link.ts'
import { Model } from './model.ts'
import type { Way } from './open-broker.ts'
import { Pacer } from './pacer.ts'
import { Pool } from './pool.ts'
import { QuorumRoute } from './quorum-route.ts'
import type { Answered, Ask, Raw } from './raw.ts'
import { Round } from './round.ts'
import { toSample } from './sample.ts'
import { Slow } from './slow.ts'
import { Tick } from './tick.ts'
import type { Topology } from './topology.ts'
import { giveBack } from './wire/reply-buffers.ts'

/** One round of asking takes no longer: a broker that is silent until then is left behind. */
const TICK_LIMIT_MS = 1800
const SLOW_EVERY_MS = 60_000
/** Disks of a big broker take seconds; nobody waits for that but its own link. */
const SLOW_LIMIT_MS = 20_000
/** How long the first sample may wait for what is slow, so that it shows everything. */
const FIRST_SLOW_WAIT_MS = 4000

export interface SessionOptions {
  readonly bootstrap: readonly string[]
  readonly way: Way
  readonly brokers: MetadataHead['brokers']
  /** 0: no limit. */
  readonly requestsPerSecond: number
  /** Told of everything that came in, before it is read: for recordings. */
  readonly onRaw?: ((raw: Raw) => void) | undefined
}

/** A Kafka cluster under observation. */
export class KafkaSession implements Session {
  readonly #options: SessionOptions
  readonly #model = new Model()
  readonly #pool: Pool
  readonly #quorum: QuorumRoute
  readonly #pacer: Pacer
  readonly #tick = new Tick(this.#model)
  readonly #slow = new Slow()
  readonly #capabilities = new CapabilityBook()
  readonly #stop = new AbortController()
  #slowAt = Number.NEGATIVE_INFINITY
  #slowRunning = false
  /** Rounds in the background that have ended and wait for the next sample. */
  #ended: Round[] = []
  #answered = -1
  #sampled = false

  constructor(options: SessionOptions) {
    this.#options = options
    this.#pool = new Pool(options.way)
    this.#quorum = new QuorumRoute(options.way)
    this.#pacer = new Pacer(options.requestsPerSecond)
    this.#pool.follow(options.brokers)
  }

  async observe(due: number, signal: AbortSignal): Promise<Sample> {
    const now = due + (await this.#pacer.wait(signal))
    const started = performance.now()
    const round = new Round(TICK_LIMIT_MS, signal)
    const metadata = await this.#metadata(round)
    const { head, topology } = this.#model.readMetadata(metadata)
    this.#pool.follow(head.brokers)
    const slow = this.#startSlow(topology, now)
    const links = this.#pool.ticks()
    const up = links.filter((link) => link.up)
    await Promise.all([
      ...links.map((link) => this.#tick.broker(round, link, topology, now)),
      this.#quorum.ask(round, up.length > 0 ? up : links),
      this.#trouble(round, topology),
    ])
    await this.#waitFor(slow, round)
    return this.#toSample(now, started, round)
  }

  capabilities(): readonly Capability[] {
    return this.#capabilities.list()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort(new OrreryError('cancelled', 'The session was closed'))
    this.#pool[Symbol.dispose]()
    this.#quorum[Symbol.dispose]()
    return Promise.resolve()
  }

  /** From whoever answered last, else from the others, else from the addresses that the user gave. */
  async #metadata(round: Round): Promise<Answered> {
    const rank = (link: Link) => (link.broker === this.#answered ? 0 : link.up ? 1 : 2)
    const links = this.#pool.ticks().toSorted((a, b) => rank(a) - rank(b))
    const answer = (await this.#tick.metadata(round, links)) ?? (await this.#bootstrap(round))
    if (answer === undefined) throw round.reason()
    this.#answered = answer.broker
    return answer
  }

  async #bootstrap(round: Round): Promise<Answered | undefined> {
    for (const endpoint of this.#options.bootstrap) {
      using link = new Link(-1, endpoint, this.#options.way)
      const answer = await round.ask(link, 'Metadata', metadataApi, encodeMetadata)
      if (answer !== undefined) return answer
    }
    return undefined
  }

  /** Topics whose ISRs lack replicas are asked about more closely, each time their state moves. */
  async #trouble(round: Round, topology: Topology): Promise<void> {
    const topics = this.#model.trouble.due(topology)
    const link = this.#pool.ticks().find(({ up }) => up)
    if (topics.length > 0 && link !== undefined) await this.#slow.trouble(round, link, topics)
  }

  /** Starts what is due, if the last such round has ended. */
  #startSlow(topology: Topology, now: number): Promise<void> | undefined {
    const everything = now - this.#slowAt >= SLOW_EVERY_MS
    const fresh = this.#slow.newTopics(topology)
    if (this.#slowRunning || (!everything && fresh.length === 0)) return undefined
    const round = new Round(SLOW_LIMIT_MS, this.#stop.signal)
    const links = this.#pool.ticks().map((link) => this.#pool.slow(link.broker)!)
    if (everything) this.#slowAt = now
    this.#slowRunning = true
    const link = links.find(({ up }) => up) ?? links[0]
    const work = everything
      ? this.#slow.everything(round, links, topology)
      : link && this.#slow.topicConfigs(round, link, fresh)
    const ended = Promise.resolve(work).then(
      () => void this.#ended.push(round),
      () => undefined,
    )
    return ended.finally(() => (this.#slowRunning = false))
  }

  /** A sample has time until its limit; what is slower than that comes with a later one. */
  async #waitFor(slow: Promise<void> | undefined, round: Round): Promise<void> {
    if (slow === undefined) return
    const first = !this.#sampled
    await Promise.race([slow, sleep(first ? FIRST_SLOW_WAIT_MS : round.leftMs, undefined, { ref: false })])
    round.signal.throwIfAborted()
  }

  #toSample(at: number, started: number, round: Round): Sample {
    const rounds = [round, ...this.#ended.splice(0)]
    const raw: Raw = {
      at,
      tookMs: performance.now() - started,
      user: this.#options.way.user,
      answers: rounds.flatMap(({ answers }) => answers),
      failures: rounds.flatMap(({ failures }) => failures),
      cost: this.#takeCost(),
    }
    this.#pacer.spent(raw.cost.reduce((sum, { requests }) => sum + requests, 0))
    this.#options.onRaw?.(raw)
    const sample = toSample(raw, this.#model)
    this.#capabilities.note(raw, sample.gaps, this.#model.versions.mode)
    this.#sampled = true
    if (this.#options.onRaw === undefined) recycle(raw)
    return sample
  }

  #takeCost(): Cost[] {
    const costs = this.#pool.takeCost()
    const quorum = this.#quorum.takeTraffic()
    return quorum === undefined ? costs : mergeCost(costs, quorum)
  }
}

/** What comes in bulk, and is wholly read when the sample is made. */
const bulky: ReadonlySet<Ask> = new Set([
  'Metadata',
  'ListOffsets high watermark',
  'ListOffsets log start',
  'ListOffsets log end',
  'ListOffsets replica log start',
  'OffsetFetch',
  'DescribeLogDirs',
])

function recycle({ answers }: Raw): void {
  for (const { ask, body } of answers) if (bulky.has(ask)) giveBack(body)
}

function mergeCost(costs: readonly Cost[], extra: Cost): Cost[] {
  if (!costs.some(({ endpoint }) => endpoint === extra.endpoint)) return [...costs, extra]
  return costs.map((cost) =>
    cost.endpoint !== extra.endpoint
      ? cost
      : {
          endpoint: cost.endpoint,
          requests: cost.requests + extra.requests,
          sentBytes: cost.sentBytes + extra.sentBytes,
          receivedBytes: cost.receivedBytes + extra.receivedBytes,
          ms: cost.ms + extra.ms,
        },
  )
}
