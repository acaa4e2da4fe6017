import { setTimeout as sleep } from 'node:timers/promises'
import { OrreryError } from '../../../../../../shared/base/errors.ts'
import { decodeOffsetFetch, encodeOffsetFetch, offsetFetchApi } from '../../../ask/offset-fetch.ts'
import type { Api } from '../../../wire/api.ts'
import { errorName, NONE } from '../../../wire/errors.ts'
import { decodeFindCoordinator, encodeFindCoordinator, findCoordinatorApi } from '../../ask/groups.ts'
import type { Membership } from '../../ask/membership.ts'
import { decodeOffsetCommit, encodeOffsetCommit, offsetCommitApi } from '../../ask/offset-commit.ts'
import { type Access, type Answer, BrokerSet } from '../../broker-set.ts'

const LIMIT_MS = 10_000
const PAUSE_MS = 50
/** COORDINATOR_LOAD_IN_PROGRESS, COORDINATOR_NOT_AVAILABLE, NOT_COORDINATOR: it is somewhere else, or soon there. */
const moves: readonly number[] = [14, 15, 16]

interface Coded {
  /** Kafka's; 0: none. */
  readonly error: number
}

interface Question<T extends Coded> {
  readonly api: Api
  encode(version: number): Uint8Array
  decode(answer: Answer): T
  readonly limitMs: number
}

/**
 * A group's coordinator, on two lines: membership, where a JoinGroup waits for the others, and offsets, which must not
 * wait behind it.
 */
export class Coordinator implements Disposable {
  readonly #group: string
  readonly #topic: string
  readonly #membership: BrokerSet
  readonly #offsets: BrokerSet
  #broker: number | undefined

  constructor(access: Access, group: string, topic: string) {
    this.#group = group
    this.#topic = topic
    this.#membership = new BrokerSet(access)
    this.#offsets = new BrokerSet(access)
  }

  /** Something about the membership. @param decode also gives Kafka's error code @throws OrreryError */
  ask<T extends Coded>(
    api: Api,
    encode: (version: number) => Uint8Array,
    decode: (answer: Answer) => T,
    limitMs: number,
    signal: AbortSignal,
  ): Promise<T> {
    return this.#ask(this.#membership, { api, encode, decode, limitMs }, signal)
  }

  /** @returns Kafka's error code; 0: committed */
  async commit(
    member: Membership,
    offsets: ReadonlyMap<number, number>,
    signal: AbortSignal,
  ): Promise<number> {
    const encode = () => encodeOffsetCommit(member, this.#topic, offsets)
    const decode = ({ body }: Answer) => ({ error: decodeOffsetCommit(body) })
    const question = { api: offsetCommitApi, encode, decode, limitMs: LIMIT_MS }
    return (await this.#ask(this.#offsets, question, signal)).error
  }

  /** Where to read on: what is committed, else the beginning (auto.offset.reset=earliest). */
  async startOffsets(
    partitions: readonly number[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<number, number>> {
    const encode = (version: number) => encodeOffsetFetch(version, [this.#group])
    const question = { api: offsetFetchApi, encode, decode: committedIn, limitMs: LIMIT_MS }
    const { error, committed } = await this.#ask(this.#offsets, question, signal)
    if (error !== NONE) throw new OrreryError('protocol', `OffsetFetch: ${errorName(error)}`)
    return new Map(partitions.map((partition) => [partition, committed.get(partition) ?? 0]))
  }

  [Symbol.dispose](): void {
    this.#membership[Symbol.dispose]()
    this.#offsets[Symbol.dispose]()
  }

  /** Again and again, while the coordinator is on its way to another broker. */
  async #ask<T extends Coded>(brokers: BrokerSet, question: Question<T>, signal: AbortSignal): Promise<T> {
    const { api, encode, decode, limitMs } = question
    for (;;) {
      const broker = await this.#find(signal)
      const answer = decode(await brokers.ask(broker, api, encode, limitMs, signal))
      if (!moves.includes(answer.error)) return answer
      this.#broker = undefined
      await sleep(PAUSE_MS, undefined, { signal })
    }
  }

  async #find(signal: AbortSignal): Promise<number> {
    while (this.#broker === undefined) {
      const encode = () => encodeFindCoordinator(this.#group, 'group')
      const { body } = await this.#offsets.ask(undefined, findCoordinatorApi, encode, LIMIT_MS, signal)
      const { error, broker } = decodeFindCoordinator(body)
      if (error === NONE) this.#broker = broker
      else if (moves.includes(error)) await sleep(PAUSE_MS, undefined, { signal })
      else throw new OrreryError('protocol', `FindCoordinator of ${this.#group}: ${errorName(error)}`)
    }
    return this.#broker
  }
}

/** Of the one topic that the group reads. */
function committedIn({ body }: Answer): Coded & { readonly committed: ReadonlyMap<number, number> } {
  const committed = new Map<number, number>()
  let failed = NONE
  decodeOffsetFetch(body, {
    group: () => undefined,
    topic: () => undefined,
    commit: (partition, offset) => committed.set(partition, offset),
    groupEnd: (error) => (failed = error),
  })
  return { error: failed, committed }
}
