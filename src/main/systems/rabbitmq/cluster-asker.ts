import { asOrreryError } from '../../../shared/base/errors.ts'
import type { Json } from '../../../shared/base/json.ts'
import { settled } from '../../../shared/base/settled.ts'
import type { HttpWay } from '../base/http-line.ts'
import type { Cost } from '../sample.ts'
import { fieldsIn, textIn } from './ask/fields.ts'
import { asRefusal, failureOf } from './ask/failure.ts'
import { ClusterAsking, countsIn } from './asking.ts'
import { listenersIn } from './discovery.ts'
import { Members } from './members.ts'
import type { NodeLine, OwnWord } from './node-line.ts'
import type { Options } from './options.ts'
import type { Scraped } from './prometheus-line.ts'
import type { RawFailure, RawNode, RawReplies } from './raw.ts'

/** What needs every node's answer waits for one that hangs: this is how it is noticed. */
const overviewLimitMs = 2000
const viewLimitMs = 2000
/** While it hangs, it is tried in the background; a sample waits so long for that. */
const probeLimitMs = 10_000
const probeGraceMs = 50

const overviewPath = '/api/overview'
const viewPath = '/api/nodes?columns=name,running,partitions'

/** Asks every node by itself, and one of them of the cluster. */
export class ClusterAsker implements Disposable {
  readonly members: Members
  readonly #vhosts: readonly string[]
  readonly #asking: ClusterAsking
  #speaker: NodeLine | undefined
  #isStalled = false
  #hasStatistics = true
  /** The list of queues did not come in time, although the overview did: a node is just being given up. */
  #lacksQueues = false
  #probe: Promise<void> | undefined
  readonly #life = new AbortController()

  constructor(addresses: readonly string[], way: HttpWay, options: Options) {
    this.#vhosts = options.vhosts
    this.members = new Members(addresses, way, options.prometheus)
    this.#asking = new ClusterAsking(options.vhosts)
  }

  /** One sample's replies, without instant and duration. Never throws for a node's sake. */
  async observe(
    now: number,
    slow: boolean,
    signal: AbortSignal,
  ): Promise<Omit<RawReplies, 'at' | 'tookMs' | 'slow'>> {
    const { lines } = this.members
    if (this.#isStalled) await this.#tryAgain()
    const first = this.#isStalled ? undefined : this.#speaker
    const [words, early] = await Promise.all([
      Promise.all(lines.map(async (line) => [line, await line.observe(signal)] as const)),
      first === undefined ? undefined : this.#overview(first, signal),
    ])
    const said = new Map(words)
    const overview = await this.#spoken(first, early, said, signal)
    const speaker = this.#speaker
    const isHeard = overview?.reply !== undefined && speaker !== undefined
    const [cluster, views] = await Promise.all([
      isHeard ? this.#cluster(speaker, overview.reply, said.get(speaker), now, slow, signal) : nothing,
      isHeard ? this.#views(said, signal) : new Map<NodeLine, View>(),
    ])
    if (cluster.failures['GET /api/queues']?.code === 'timeout') this.#lacksQueues = true
    else if (cluster.replies['GET /api/queues'] !== undefined) this.#lacksQueues = false
    const scraped = await this.#scrape(slow, signal)
    return {
      nodes: this.members.lines.map((line) =>
        rawNode(line, said.get(line), views.get(line), this.members, scraped),
      ),
      ...(speaker === undefined ? {} : { speaker: speaker.address }),
      isStalled: this.#isStalled,
      replies: { ...cluster.replies, ...(isHeard ? { 'GET /api/overview': overview.reply } : {}) },
      cut: cluster.cut,
      failures: {
        ...cluster.failures,
        ...(overview?.failure === undefined ? {} : { 'GET /api/overview': overview.failure }),
      },
      vhosts: this.#vhosts,
      cost: this.#takeCost(),
    }
  }

  [Symbol.dispose](): void {
    this.#life.abort()
    this.#asking[Symbol.dispose]()
    this.members[Symbol.dispose]()
  }

  /** The overview by whoever speaks for the cluster: who spoke last, else the first that answers. */
  async #spoken(
    first: NodeLine | undefined,
    early: Spoken | undefined,
    said: ReadonlyMap<NodeLine, OwnWord | undefined>,
    signal: AbortSignal,
  ): Promise<Spoken | undefined> {
    const answering = [...said].flatMap(([line, word]) => (word === undefined ? [] : [line]))
    const stays = this.#speaker !== undefined && answering.includes(this.#speaker)
    if (!stays) this.#speaker = answering[0]
    const speaker = this.#speaker
    if (speaker === undefined) return undefined
    // who spoke for the others hangs: they wait for it too, most likely
    if (!stays && early?.failure?.code === 'timeout') {
      this.#isStalled = true
      await this.#tryAgain()
    }
    if (this.#isStalled) return stalled(speaker)
    const spoken = first === speaker && early !== undefined ? early : await this.#overview(speaker, signal)
    // it answers by itself, and not for the others
    if (spoken.failure?.code !== 'timeout') return spoken
    this.#isStalled = true
    return stalled(speaker)
  }

  async #overview(line: NodeLine, signal: AbortSignal): Promise<Spoken> {
    try {
      return { reply: await line.json(overviewPath, overviewLimitMs, signal) }
    } catch (error) {
      signal.throwIfAborted()
      return { failure: asRefusal(failureOf(error), line.tags !== undefined) }
    }
  }

  async #cluster(
    speaker: NodeLine,
    overview: Json,
    word: OwnWord | undefined,
    now: number,
    slow: boolean,
    signal: AbortSignal,
  ): Promise<Pick<RawReplies, 'replies' | 'cut' | 'failures'>> {
    const counts = countsIn(overview)
    this.#hasStatistics = counts.hasStatistics
    speaker.name = textIn(fieldsIn(overview), 'node') ?? speaker.name
    this.members.meet(listenersIn(overview, speaker.address))
    return this.#asking.ask(speaker, counts, now, slow, word?.roundTripMs ?? 0, signal)
  }

  /** Each node's own view of who runs and who is cut off: they can differ. */
  async #views(
    said: ReadonlyMap<NodeLine, OwnWord | undefined>,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<NodeLine, View>> {
    const asked = [...said].flatMap(([line, word]) => (word === undefined ? [] : [line]))
    const views = asked.map(async (line): Promise<readonly [NodeLine, View]> => {
      try {
        if (line.name === undefined) {
          const overview = fieldsIn(await line.json(overviewPath, viewLimitMs, signal))
          line.name = textIn(overview, 'node')
        }
        return [line, { reply: await line.json(viewPath, viewLimitMs, signal) }]
      } catch (error) {
        signal.throwIfAborted()
        return [line, { failure: failureOf(error) }]
      }
    })
    return new Map(await Promise.all(views))
  }

  /** Once a minute for what only they count; for queues where the management can't tell. */
  async #scrape(slow: boolean, signal: AbortSignal): Promise<ReadonlyMap<string, Scraped>> {
    const isNeeded = this.#isStalled || !this.#hasStatistics || this.#lacksQueues
    if (!slow && !isNeeded) return new Map()
    // of a node that hangs its endpoint hangs too
    const away = new Set(
      this.members.lines
        .filter(({ failure }) => failure !== undefined)
        .map((line) => this.members.prometheusOf(line)),
    )
    const lines = [...this.members.prometheus.values()].filter((line) => !away.has(line))
    const said = await Promise.all(
      lines.map(async (line) => [line.address, await line.scrape(isNeeded, this.#vhosts, signal)] as const),
    )
    this.members.match()
    return new Map(said.flatMap(([address, one]) => (one === undefined ? [] : [[address, one] as const])))
  }

  async #tryAgain(): Promise<void> {
    const speaker = this.#speaker
    if (speaker === undefined) {
      this.#isStalled = false
      return
    }
    this.#probe ??= speaker
      .json(overviewPath, probeLimitMs, this.#life.signal)
      .then(
        () => void (this.#isStalled = false),
        (error: unknown) => {
          // another than it hangs, or refuses: that is asked in the open
          if (asOrreryError(error).code !== 'timeout') this.#isStalled = false
        },
      )
      .finally(() => void (this.#probe = undefined))
    await settled(this.#probe, probeGraceMs)
  }

  #takeCost(): Cost[] {
    const meters = [...this.members.lines, ...this.members.prometheus.values()].map(({ meter }) => meter)
    return meters.map((meter) => meter.take()).filter(({ requests }) => requests > 0)
  }
}

interface Spoken {
  readonly reply?: Json
  readonly failure?: RawFailure
}
type View = Spoken

const nothing: Pick<RawReplies, 'replies' | 'cut' | 'failures'> = { replies: {}, cut: {}, failures: {} }

function stalled({ address }: NodeLine): Spoken {
  return {
    failure: {
      code: 'timeout',
      message: `${address} answers for itself, and waits for another node when it is asked of the cluster`,
      fix: 'See which node hangs: what needs every node’s answer comes back when it runs again, or when the others have given it up (net_ticktime)',
    },
  }
}

function rawNode(
  line: NodeLine,
  word: OwnWord | undefined,
  view: View | undefined,
  members: Members,
  scraped: ReadonlyMap<string, Scraped>,
): RawNode {
  const prometheus = members.prometheusOf(line)
  const text = prometheus && scraped.get(prometheus.address)
  return {
    address: line.address,
    ...(line.name === undefined ? {} : { name: line.name }),
    isSure: line.isSure,
    roundTripMs: word?.roundTripMs ?? null,
    ...(word?.alarms === undefined ? {} : { alarms: word.alarms }),
    ...(view?.reply === undefined ? {} : { view: view.reply }),
    ...(prometheus === undefined || prometheus.failure !== undefined
      ? {}
      : { prometheus: prometheus.address }),
    ...(text === undefined ? {} : { metrics: text.metrics }),
    ...(text?.queues === undefined ? {} : { queues: text.queues }),
    failures: {
      ...(word === undefined && line.failure !== undefined
        ? { 'GET /api/health/checks/local-alarms': line.failure }
        : {}),
      ...(view?.failure === undefined ? {} : { 'GET /api/nodes': view.failure }),
      ...(prometheus?.failure === undefined ? {} : { 'GET /metrics': prometheus.failure }),
    },
  }
}
