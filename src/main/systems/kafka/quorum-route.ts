import { setTimeout as sleep } from 'node:timers/promises'
import { OrreryError } from '../../../shared/base/errors.ts'
import { decodeQuorum, describeQuorumApi, encodeDescribeQuorum, type Quorum } from './ask/describe-quorum.ts'
import { Link } from './link.ts'
import type { Way } from './open-broker.ts'
import type { Answered } from './raw.ts'
import type { Round } from './round.ts'
import { Reader } from './wire/bytes.ts'

/** A broker forwards DescribeQuorum to the active controller: when that hangs, so does every broker, for this request. */
const PATIENCE_MS = 700
const DIRECT_LIMIT_MS = 1000
const BETWEEN_MS = 300

/**
 * The way to the KRaft quorum, on connections of its own. When the way through a broker hangs, nobody waits for it again:
 * the controllers are asked themselves, in the background, until the broker answers too.
 */
export class QuorumRoute implements Disposable {
  readonly #way: Way
  readonly #stop = new AbortController()
  #link: Link | undefined
  #controllers: ReadonlyMap<number, string> = new Map()
  /** A cluster on ZooKeeper has no quorum of its own. */
  #none = false
  #hangs: OrreryError | undefined
  #direct: Answered | undefined

  constructor(way: Way) {
    this.#way = way
  }

  /** @param via brokers that answer, as `[id, endpoint]` */
  async ask(round: Round, via: readonly { broker: number; endpoint: string }[]): Promise<void> {
    if (this.#hangs !== undefined) return this.#takeDirect(round, this.#hangs)
    const link = this.#linkVia(via)
    if (link === undefined || this.#none) return
    const failed = round.failures.length
    const answer = await round.ask(
      link,
      'DescribeQuorum',
      describeQuorumApi,
      encodeDescribeQuorum,
      PATIENCE_MS,
    )
    if (answer !== undefined) {
      const addresses = readable(answer)?.addresses
      if (addresses !== undefined && addresses.size > 0) this.#controllers = addresses
      return
    }
    const why = round.failures[failed]?.error
    this.#none = why?.code === 'unsupported'
    if (this.#none) round.failures.splice(failed, 1)
    if (why?.code === 'timeout') void this.#chase(link, OrreryError.fromData(why))
  }

  takeTraffic() {
    const traffic = this.#link?.takeTraffic()
    return this.#link && traffic ? { endpoint: this.#link.endpoint, ...traffic } : undefined
  }

  [Symbol.dispose](): void {
    this.#stop.abort()
    this.#link?.[Symbol.dispose]()
  }

  /** Keeps the link while its broker is among those that answer. */
  #linkVia(via: readonly { broker: number; endpoint: string }[]): Link | undefined {
    const same = via.find(({ endpoint }) => endpoint === this.#link?.endpoint)
    if (this.#link !== undefined && same !== undefined) return this.#link
    this.#link?.[Symbol.dispose]()
    const first = via[0]
    this.#link = first && new Link(first.broker, first.endpoint, this.#way)
    return this.#link
  }

  #takeDirect(round: Round, why: OrreryError): void {
    const direct = this.#direct
    this.#direct = undefined
    if (direct !== undefined) round.answers.push(direct)
    else round.fail('DescribeQuorum', -1, why)
  }

  async #chase(link: Link, why: OrreryError): Promise<void> {
    this.#hangs = why
    const through = async () => {
      while (!this.#stop.signal.aborted) {
        const limitMs = DIRECT_LIMIT_MS * 3
        const ask = link.ask(
          'DescribeQuorum',
          describeQuorumApi,
          encodeDescribeQuorum,
          limitMs,
          this.#stop.signal,
        )
        if (await ask.catch(() => undefined)) return
        await sleep(BETWEEN_MS)
      }
    }
    const done = through().then(() => (this.#hangs = undefined))
    const links = [...this.#controllers].map(([id, endpoint]) => new Link(id, endpoint, this.#way))
    // each on its own: the one that hangs must not hold up the others
    const asking = links.map(async (controller) => {
      while (!this.#stop.signal.aborted && this.#hangs !== undefined) {
        await this.#askDirectly(controller)
        await Promise.race([sleep(BETWEEN_MS), done])
      }
    })
    await Promise.all([done, ...asking])
    for (const controller of links) controller[Symbol.dispose]()
    this.#direct = undefined
  }

  /** Only the leader answers; the others say NOT_LEADER_OR_FOLLOWER. */
  async #askDirectly(controller: Link): Promise<void> {
    const { signal } = this.#stop
    const ask = controller.ask(
      'DescribeQuorum',
      describeQuorumApi,
      encodeDescribeQuorum,
      DIRECT_LIMIT_MS,
      signal,
    )
    const answer = await ask.catch(() => undefined)
    if (answer === undefined) return
    const quorum = readable(answer)
    if (quorum?.error === 0 && quorum.leader >= 0) this.#direct = answer
  }
}

/** Bytes that make no sense are a gap when the sample is made. */
function readable({ body, version }: Answered): Quorum | undefined {
  try {
    return decodeQuorum(new Reader(body), version)
  } catch {
    return undefined
  }
}
