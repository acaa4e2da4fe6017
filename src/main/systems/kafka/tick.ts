import { setTimeout as sleep } from 'node:timers/promises'
import { consumerGroupDescribeApi, encodeConsumerGroupDescribe } from './ask/consumer-group-describe.ts'
import { describeGroupsApi, encodeDescribeGroups } from './ask/describe-groups.ts'
import { encodeListGroups, listGroupsApi } from './ask/list-groups.ts'
import { listOffsetsApi } from './ask/list-offsets.ts'
import { decodeMetadataHead, encodeMetadata, metadataApi } from './ask/metadata.ts'
import { encodeOffsetFetch, offsetFetchApi } from './ask/offset-fetch.ts'
import { OrreryError } from '../../../shared/base/errors.ts'
import { mayGoUnheard } from '../../../shared/base/settled.ts'
import { DescribeSchedule } from './describe-schedule.ts'
import type { KnownGroup } from './group-book.ts'
import type { Link } from './link.ts'
import type { Model } from './model.ts'
import type { Answered } from './raw.ts'
import { RequestCache } from './requests.ts'
import type { Round } from './round.ts'
import type { Topology } from './topology.ts'
import { Reader } from './wire/bytes.ts'

/** How long one broker may take for Metadata before the next is asked too: this, or three times its usual time. */
const HEDGE_MS = 250
const LONGEST_HEDGE_MS = 800

/** What is asked at every sample: 1 Metadata, and of each broker ListGroups, ListOffsets × 3, OffsetFetch. */
export class Tick {
  readonly #model: Model
  readonly #requests = new RequestCache()
  readonly #schedule = new DescribeSchedule()
  /** Round trip of Metadata as of late, ms. */
  #usualMs = 0
  readonly #offsetFetch = new Map<
    number,
    { groups: readonly KnownGroup[]; version: number; body: Uint8Array }
  >()

  constructor(model: Model) {
    this.#model = model
  }

  /**
   * Asks one broker after the other, without waiting long for any: one that hangs costs its patience, not the sample.
   * @param links in the order of preference
   * @returns undefined when nobody answered; the reasons are in the round
   */
  async metadata(round: Round, links: readonly Link[]): Promise<Answered | undefined> {
    const { promise, resolve } = Promise.withResolvers<Answered>()
    const asked: Promise<unknown>[] = []
    for (const link of links) {
      const attempt = this.#metadataOf(round, link)
      // why an attempt fails is told by itself; this is looked at only when all have ended
      asked.push(mayGoUnheard(attempt.then((answer) => answer && resolve(answer))))
      const patienceMs = Math.min(LONGEST_HEDGE_MS, Math.max(HEDGE_MS, 3 * this.#usualMs))
      const first = await Promise.race([promise, attempt, sleep(patienceMs, undefined, { ref: false })])
      if (first === undefined) continue
      this.#usualMs = first.ms
      return first
    }
    return await Promise.race([promise, Promise.all(asked).then(() => undefined)])
  }

  /** A broker that has just started may know of nobody: taken for an answer, it would empty the cluster. */
  async #metadataOf(round: Round, link: Link): Promise<Answered | undefined> {
    const answer = await round.ask(link, 'Metadata', metadataApi, encodeMetadata)
    if (answer === undefined || namesBrokers(answer)) return answer
    round.answers.splice(round.answers.indexOf(answer), 1)
    const error = new OrreryError('protocol', `${link.endpoint} knows of no brokers yet`)
    round.fail('Metadata', link.broker, error)
    return undefined
  }

  /** Everything of one broker. */
  async broker(round: Round, link: Link, topology: Topology, now: number): Promise<void> {
    const leaders = this.#requests.leaders(topology, link.broker)
    const replicas = this.#requests.replicas(topology.placement, link.broker)
    // first on the line, because it is small: its round trip is the broker's
    const asked: Promise<unknown>[] = [this.#groups(round, link, now)]
    const offsets = (ask: Answered['ask'], body: Uint8Array) =>
      asked.push(round.ask(link, ask, listOffsetsApi, () => body))
    // the watermark before the end: so what is written in between never looks like a watermark above the end
    if (leaders) offsets('ListOffsets high watermark', leaders.highWatermark)
    if (leaders) offsets('ListOffsets log start', leaders.logStart)
    if (replicas) offsets('ListOffsets log end', replicas.logEnd)
    await Promise.all(asked)
  }

  /** A broker coordinates what it lists: no FindCoordinator is needed. */
  async #groups(round: Round, link: Link, now: number): Promise<void> {
    const listed = await round.ask(link, 'ListGroups', listGroupsApi, encodeListGroups)
    if (listed === undefined) return
    const groups = this.#listed(listed)
    if (groups.length === 0) return
    const due = this.#schedule.due(groups, now)
    await Promise.all([
      round.ask(link, 'OffsetFetch', offsetFetchApi, (version) => this.#offsetFetchOf(link, version, groups)),
      this.#describe(round, link, due),
    ])
  }

  /** Bytes that make no sense are a gap when the sample is made. */
  #listed(answer: Answered): readonly KnownGroup[] {
    try {
      return this.#model.groups.read(answer).groups
    } catch {
      return []
    }
  }

  #offsetFetchOf(link: Link, version: number, groups: readonly KnownGroup[]): Uint8Array {
    const known = this.#offsetFetch.get(link.broker)
    if (known?.groups === groups && known.version === version) return known.body
    const ids = groups.filter(({ type }) => type !== 'share').map(({ id }) => id)
    const body = encodeOffsetFetch(version, ids)
    this.#offsetFetch.set(link.broker, { groups, version, body })
    return body
  }

  async #describe(round: Round, link: Link, due: readonly KnownGroup[]): Promise<void> {
    const classic = due.filter(({ type }) => type === 'classic')
    const consumer = due.filter(({ type }) => type === 'consumer')
    const ids = (groups: readonly KnownGroup[]) => groups.map(({ id }) => id)
    const ask = async (groups: readonly KnownGroup[], answered: Promise<Answered | undefined>) => {
      if ((await answered) === undefined) this.#schedule.forget(groups)
    }
    const asked: Promise<void>[] = []
    if (classic.length > 0)
      asked.push(
        ask(
          classic,
          round.ask(link, 'DescribeGroups', describeGroupsApi, () => encodeDescribeGroups(ids(classic))),
        ),
      )
    if (consumer.length > 0)
      asked.push(
        ask(
          consumer,
          round.ask(link, 'ConsumerGroupDescribe', consumerGroupDescribeApi, () =>
            encodeConsumerGroupDescribe(ids(consumer)),
          ),
        ),
      )
    await Promise.all(asked)
  }
}

function namesBrokers({ body }: Answered): boolean {
  try {
    return decodeMetadataHead(new Reader(body)).brokers.length > 0
  } catch {
    return false
  }
}
