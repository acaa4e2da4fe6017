import { setTimeout as sleep } from 'node:timers/promises'
import { OrreryError } from '../../../../shared/base/errors.ts'
import {
  BROKER_RESOURCE,
  decodeDescribeConfigs,
  describeConfigsApi,
  encodeDescribeConfigs,
} from '../ask/describe-configs.ts'
import { decodeListGroups, encodeListGroups, type ListedGroup, listGroupsApi } from '../ask/list-groups.ts'
import type { TopicMetadata } from '../ask/metadata.ts'
import { chooseAuth } from '../choose-auth.ts'
import type { Api } from '../wire/api.ts'
import { errorKind, errorName, NONE } from '../wire/errors.ts'
import { Dialer } from '../../base/dialer.ts'
import { parseTls } from '../../base/tls.ts'
import type { Connection } from '../../system.ts'
import { decodeFindCoordinator, encodeFindCoordinator, findCoordinatorApi } from './ask/groups.ts'
import {
  createTopicsApi,
  decodeCreateTopics,
  decodeDeleteTopics,
  deleteTopicsApi,
  encodeCreateTopics,
  encodeDeleteTopics,
  type NewTopic,
  type TopicAnswer,
} from './ask/topics.ts'
import { type Access, type Answer, BrokerSet, type ClusterSeen } from './broker-set.ts'

export const ADMIN_LIMIT_MS = 10_000
const UNKNOWN_TOPIC_OR_PARTITION = 3
const PAUSE_MS = 50
/** While a broker takes over, it says so: 14 to 16 load in progress, not available, not coordinator. */
const coordinatorMoves: readonly number[] = [14, 15, 16]

/** What experiments ask of a cluster beside what their clients do: create, find, read settings, delete. */
export class KafkaAdmin implements Disposable {
  /** For our own clients. */
  readonly access: Access
  readonly brokers: BrokerSet
  /** Whom its grants are for; null: nobody that we know of. */
  readonly user: string | null

  private constructor(access: Access, user: string | null) {
    this.access = access
    this.user = user
    this.brokers = new BrokerSet(access)
  }

  /** Finds out how to authenticate. @throws OrreryError as the first address answers */
  static async open(connection: Connection, signal: AbortSignal): Promise<KafkaAdmin> {
    const [first] = connection.endpoints
    if (first === undefined) throw new OrreryError('invalid', 'The target names no address')
    const dialer = new Dialer(parseTls(connection.options))
    const { auth, user } = await firstThatAnswers(connection.endpoints, (endpoint) =>
      chooseAuth(connection, endpoint, dialer, ADMIN_LIMIT_MS, signal),
    )
    return new KafkaAdmin({ endpoints: connection.endpoints, auth, tls: dialer.tls }, user)
  }

  /** Brokers, and the topics of these names; one that isn't there has an error. */
  see(signal: AbortSignal, names: readonly string[] = []): Promise<ClusterSeen> {
    return this.brokers.see(names, ADMIN_LIMIT_MS, signal)
  }

  /** With every topic that we may see: on a big cluster half a megabyte. */
  seeAll(signal: AbortSignal): Promise<ClusterSeen> {
    return this.brokers.see(null, ADMIN_LIMIT_MS, signal)
  }

  /** Resolves when every partition has a leader that the brokers tell. @throws OrreryError `forbidden`, … */
  async createTopic(topic: NewTopic, signal: AbortSignal): Promise<TopicMetadata> {
    throwIfRefused('create', await this.#create(topic, false, signal))
    return await this.#untilLed(topic, signal)
  }

  /** What the cluster would say to a new topic; nothing is created. */
  tryCreateTopic(topic: NewTopic, signal: AbortSignal): Promise<TopicAnswer> {
    return this.#create(topic, true, signal)
  }

  /** A topic that is gone already is fine. Resolves when Metadata doesn't name it any more. */
  async deleteTopic(name: string, signal: AbortSignal): Promise<void> {
    const { controller } = await this.see(signal)
    const { body, version } = await this.brokers.ask(
      controller,
      deleteTopicsApi,
      () => encodeDeleteTopics([name], ADMIN_LIMIT_MS),
      ADMIN_LIMIT_MS,
      signal,
    )
    const [answer] = decodeDeleteTopics(body, version)
    if (answer?.error !== UNKNOWN_TOPIC_OR_PARTITION) throwIfRefused('delete', answer)
    await this.#waitFor(`topic ${name} is gone`, signal, async () => {
      const { topics } = await this.see(signal, [name])
      return topics.every(({ error }) => error === UNKNOWN_TOPIC_OR_PARTITION)
    })
  }

  /** The broker that keeps a group or a transactional id. @throws OrreryError `forbidden`, `timeout` */
  async coordinator(key: string, type: 'group' | 'transaction', signal: AbortSignal): Promise<number> {
    let found = -1
    await this.#waitFor(`a coordinator of ${key}`, signal, async () => {
      const { body } = await this.brokers.ask(
        undefined,
        findCoordinatorApi,
        () => encodeFindCoordinator(key, type),
        ADMIN_LIMIT_MS,
        signal,
      )
      const { error, broker } = decodeFindCoordinator(body)
      if (coordinatorMoves.includes(error)) return false
      if (error !== NONE) throw refusal(`FindCoordinator of ${key}`, error, null)
      found = broker
      return true
    })
    return found
  }

  /** Groups that a broker keeps. While it takes over a part of them it can't tell: then it is asked again. */
  async listGroups(broker: number, signal: AbortSignal): Promise<readonly ListedGroup[]> {
    let list: ReturnType<typeof decodeListGroups> | undefined
    await this.#waitFor(`the groups of broker ${String(broker)}`, signal, async () => {
      const asked = await this.brokers.ask(broker, listGroupsApi, encodeListGroups, ADMIN_LIMIT_MS, signal)
      list = decodeListGroups(asked.body, asked.version)
      return !coordinatorMoves.includes(list.error)
    })
    const { error, groups } = list!
    if (error !== NONE) throw refusal(`ListGroups of broker ${String(broker)}`, error, null)
    return groups
  }

  /**
   * Asks whoever keeps it, and again while that is on its way elsewhere.
   * @param decode gives the answer with Kafka's error code @throws OrreryError `timeout`, also for errors that stay
   */
  async askCoordinator<T extends { readonly error: number }>(
    { key, type }: { readonly key: string; readonly type: 'group' | 'transaction' },
    api: Api,
    encode: (version: number) => Uint8Array,
    decode: (answer: Answer) => T,
    signal: AbortSignal,
  ): Promise<T> {
    let answer: T | undefined
    await this.#waitFor(`an answer of the coordinator of ${key}`, signal, async () => {
      const broker = await this.coordinator(key, type, signal)
      answer = decode(await this.brokers.ask(broker, api, encode, ADMIN_LIMIT_MS, signal))
      return !coordinatorMoves.includes(answer.error)
    })
    return answer!
  }

  /** Settings of one broker in force, by name; a setting that it doesn't know, or doesn't tell, is missing. */
  async brokerConfig(names: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const { brokers } = await this.see(signal)
    const broker = brokers[0]?.id ?? -1
    const resource = { type: BROKER_RESOURCE, name: String(broker) }
    const { body } = await this.brokers.ask(
      broker,
      describeConfigsApi,
      () => encodeDescribeConfigs([resource]),
      ADMIN_LIMIT_MS,
      signal,
    )
    const told = decodeDescribeConfigs(body, (name) => names.includes(name)).flatMap(({ entries }) => entries)
    return new Map(told.flatMap(({ name, value }) => (value === null ? [] : [[name, value]])))
  }

  [Symbol.dispose](): void {
    this.brokers[Symbol.dispose]()
  }

  async #create(topic: NewTopic, validateOnly: boolean, signal: AbortSignal): Promise<TopicAnswer> {
    const { controller } = await this.see(signal)
    const { body, version } = await this.brokers.ask(
      controller,
      createTopicsApi,
      () => encodeCreateTopics(topic, ADMIN_LIMIT_MS, validateOnly),
      ADMIN_LIMIT_MS,
      signal,
    )
    return decodeCreateTopics(body, version)[0] ?? { name: topic.name, error: -1, message: null }
  }

  async #untilLed({ name, partitions }: NewTopic, signal: AbortSignal): Promise<TopicMetadata> {
    let found: TopicMetadata | undefined
    await this.#waitFor(`leaders of ${name}`, signal, async () => {
      const { topics } = await this.see(signal, [name])
      found = topics.find((topic) => topic.name === name)
      const led = found?.partitions.filter(({ leader }) => leader >= 0).length
      return led === partitions
    })
    return found!
  }

  async #waitFor(what: string, signal: AbortSignal, holds: () => Promise<boolean>): Promise<void> {
    const until = performance.now() + ADMIN_LIMIT_MS
    while (!(await holds())) {
      if (performance.now() > until)
        throw new OrreryError('timeout', `Waited ${String(ADMIN_LIMIT_MS / 1000)} s for ${what}`)
      await sleep(PAUSE_MS, undefined, { signal })
    }
  }
}

async function firstThatAnswers<T>(
  endpoints: readonly string[],
  work: (endpoint: string) => Promise<T>,
): Promise<T> {
  let why: unknown
  for (const endpoint of endpoints)
    try {
      return await work(endpoint)
    } catch (error) {
      if (error instanceof OrreryError && (error.code === 'auth' || error.code === 'invalid')) throw error
      why ??= error
    }
  throw why
}

function throwIfRefused(verb: string, answer: TopicAnswer | undefined): void {
  if (answer === undefined || answer.error === NONE) return
  throw refusal(`The cluster doesn’t ${verb} topic ${answer.name}`, answer.error, answer.message)
}

/** A broker's error code as an OrreryError: `{what}: TOPIC_AUTHORIZATION_FAILED (its message)`. */
export function refusal(what: string, error: number, message: string | null): OrreryError {
  const said = message === null || message === '' ? '' : ` (${message})`
  return new OrreryError(errorKind(error), `${what}: ${errorName(error)}${said}`, { details: { error } })
}
