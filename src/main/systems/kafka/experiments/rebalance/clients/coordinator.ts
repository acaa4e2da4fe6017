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

  /** @param errorOf of the answer, which is read again by the caller: `decode` gives both */
  async ask<T extends { readonly error: number }>(
    api: Api,
    encode: (version: number) => Uint8Array,
    decode: (answer: Answer) => T,
    limitMs: number,
    signal: AbortSignal,
  ): Promise<T> {
    for (;;) {
      const broker = await this.#find(signal)
      const answer = decode(await this.#membership.ask(broker, api, encode, limitMs, signal))
      if (!moves.includes(answer.error)) return answer
      await this.#lookAgain(signal)
    }
  }

  /** @returns Kafka's error code; 0: committed */
  async commit(
    member: Membership,
    offsets: ReadonlyMap<number, number>,
    signal: AbortSignal,
  ): Promise<number> {
    for (;;) {
      const broker = await this.#find(signal)
      const encode = () => encodeOffsetCommit(member, this.#topic, offsets)
      const { body } = await this.#offsets.ask(broker, offsetCommitApi, encode, LIMIT_MS, signal)
      const error = decodeOffsetCommit(body)
      if (!moves.includes(error)) return error
      await this.#lookAgain(signal)
    }
  }

  /** Where to read on: what is committed, else the beginning (auto.offset.reset=earliest). */
  async startOffsets(
    partitions: readonly number[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<number, number>> {
    const offsets = new Map(partitions.map((partition) => [partition, 0]))
    for (;;) {
      const broker = await this.#find(signal)
      const encode = (version: number) => encodeOffsetFetch(version, [this.#group])
      const { body } = await this.#offsets.ask(broker, offsetFetchApi, encode, LIMIT_MS, signal)
      let failed = NONE
      decodeOffsetFetch(body, {
        group: () => undefined,
        topic: () => undefined,
        commit: (partition, offset) => {
          if (offsets.has(partition)) offsets.set(partition, offset)
        },
        groupEnd: (error) => (failed = error),
      })
      if (failed === NONE) return offsets
      if (!moves.includes(failed)) throw new OrreryError('protocol', `OffsetFetch: ${errorName(failed)}`)
      await this.#lookAgain(signal)
    }
  }

  [Symbol.dispose](): void {
    this.#membership[Symbol.dispose]()
    this.#offsets[Symbol.dispose]()
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

  async #lookAgain(signal: AbortSignal): Promise<void> {
    this.#broker = undefined
    await sleep(PAUSE_MS, undefined, { signal })
  }
}
