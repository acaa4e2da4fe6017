import { OrreryError } from '../../../../shared/base/errors.ts'
import { Dialer } from '../../base/dialer.ts'
import type { TlsOptions } from '../../base/tls.ts'
import { decodeMetadataHead, decodeMetadataTopics, encodeMetadata, metadataApi } from '../ask/metadata.ts'
import type { BrokerAddress, TopicMetadata } from '../ask/metadata.ts'
import { type Auth, type OpenBroker, openBroker } from '../open-broker.ts'
import { joinEndpoint } from '../pool.ts'
import { type Api, commonVersion } from '../wire/api.ts'
import type { Reader } from '../wire/bytes.ts'

const CONNECT_LIMIT_MS = 3000

/** How a client of ours gets to the cluster: given to actors, never logged. */
export interface Access {
  /** `host:port` */
  readonly endpoints: readonly string[]
  readonly auth: Auth | undefined
  readonly tls: TlsOptions | undefined
}

export interface Answer {
  readonly body: Reader
  /** In which the request was written, and the answer is to be read. */
  readonly version: number
}

export interface ClusterSeen {
  readonly brokers: readonly BrokerAddress[]
  /** On ZooKeeper the controller; under KRaft any live broker. */
  readonly controller: number
  readonly topics: readonly TopicMetadata[]
}

/**
 * One connection to each broker that is asked, opened when first needed and again after it broke.
 * A broker answers in order: who waits long (a fetch, a join) keeps a set of its own.
 */
export class BrokerSet implements Disposable {
  readonly #access: Access
  readonly #dialer: Dialer
  readonly #open = new Map<string, Promise<OpenBroker>>()
  #addresses = new Map<number, string>()

  constructor(access: Access) {
    this.#access = access
    this.#dialer = new Dialer(access.tls)
  }

  /** @param broker id; undefined: any that can be reached @throws OrreryError */
  async ask(
    broker: number | undefined,
    api: Api,
    encode: (version: number) => Uint8Array,
    limitMs: number,
    signal: AbortSignal,
  ): Promise<Answer> {
    const { connection, versions } = await this.#at(broker, signal)
    const version = commonVersion(api, versions.ranges)
    if (version === undefined) throw unsupported(api, connection.endpoint)
    const { body } = await connection.ask(api, version, encode(version), limitMs, signal)
    return { body, version }
  }

  /** Whether any broker can answer it. */
  async knows(api: Api, signal: AbortSignal): Promise<boolean> {
    const { versions } = await this.#at(undefined, signal)
    return commonVersion(api, versions.ranges) !== undefined
  }

  /** The handshake of any broker. */
  handshake(signal: AbortSignal): Promise<OpenBroker> {
    return this.#at(undefined, signal)
  }

  /** Brokers and topics, read anew. @param names null: all topics */
  async see(names: readonly string[] | null, limitMs: number, signal: AbortSignal): Promise<ClusterSeen> {
    const encode = (version: number) => encodeMetadata(version, names)
    const { body, version } = await this.ask(undefined, metadataApi, encode, limitMs, signal)
    const { brokers, controllerId } = decodeMetadataHead(body)
    this.#addresses = new Map(brokers.map(({ id, host, port }) => [id, joinEndpoint(host, port)]))
    return { brokers, controller: controllerId, topics: decodeMetadataTopics(body, version) }
  }

  [Symbol.dispose](): void {
    for (const open of this.#open.values())
      open.then(({ connection }) => connection[Symbol.dispose]()).catch(() => undefined)
    this.#open.clear()
  }

  async #at(broker: number | undefined, signal: AbortSignal): Promise<OpenBroker> {
    if (broker === undefined) return this.#any(signal)
    if (!this.#addresses.has(broker)) await this.see([], CONNECT_LIMIT_MS, signal)
    const endpoint = this.#addresses.get(broker)
    if (endpoint !== undefined) return this.#dial(endpoint, signal)
    throw new OrreryError('not-found', `The cluster names no broker ${String(broker)}`)
  }

  async #any(signal: AbortSignal): Promise<OpenBroker> {
    let why: unknown
    for (const endpoint of [...this.#access.endpoints, ...this.#addresses.values()])
      try {
        return await this.#dial(endpoint, signal)
      } catch (error) {
        signal.throwIfAborted()
        why ??= error
      }
    throw why
  }

  async #dial(endpoint: string, signal: AbortSignal): Promise<OpenBroker> {
    const known = this.#open.get(endpoint)
    if (known !== undefined && (await known).connection.closed === undefined) return known
    const limits = { connectMs: CONNECT_LIMIT_MS, answerMs: CONNECT_LIMIT_MS }
    const opening = openBroker(endpoint, { dialer: this.#dialer, auth: this.#access.auth }, limits, signal)
    this.#open.set(endpoint, opening)
    opening.catch(() => this.#open.delete(endpoint))
    return opening
  }
}

function unsupported(api: Api, endpoint: string): OrreryError {
  return new OrreryError('unsupported', `${endpoint} doesn’t know ${api.name}`, {
    fix: 'The broker is older than the request, or has it switched off.',
    details: { endpoint, api: api.name },
  })
}
