import { withDeadline } from '../../../../../shared/base/deadline.ts'
import type { Levels } from '../../../../../shared/systems/kafka-replication.ts'
import {
  ANY_REPLICA,
  CONSUMER,
  decodeListOffsets,
  encodeListOffsets,
  LATEST,
  listOffsetsApi,
  READ_COMMITTED,
  READ_UNCOMMITTED,
} from '../../ask/list-offsets.ts'
import {
  decodeMetadataHead,
  decodeMetadataTopics,
  encodeMetadata,
  metadataApi,
  type PartitionMetadata,
} from '../../ask/metadata.ts'
import { type Access, BrokerSet } from '../broker-set.ts'

/** A round waits so long for its answers; a broker that is paused misses it, and is left out. */
const ROUND_MS = 150
/** A paused broker answers what it was asked when it goes on: one question waits at it, no more. */
const PATIENCE_MS = 60_000

/** What one broker says of the partition. */
interface Said {
  readonly partition: PartitionMetadata | undefined
  readonly logEnd: number | null
  /** Null: it isn't the leader. */
  readonly highWatermark: number | null
  readonly lastStable: number | null
}

/** Reads one partition from each of its replicas, again and again, whichever of them hangs. */
export class LevelReader implements Disposable {
  readonly #topic: string
  readonly #partition: number
  readonly #brokers: readonly number[]
  readonly #set: BrokerSet
  readonly #asking = new Map<number, Promise<Said | undefined>>()
  #last: PartitionMetadata | undefined

  /** @param brokers ids of all replicas */
  constructor(access: Access, topic: string, partition: number, brokers: readonly number[]) {
    this.#set = new BrokerSet(access)
    this.#topic = topic
    this.#partition = partition
    this.#brokers = brokers
  }

  /** Undefined: no replica answered in time. */
  async read(signal: AbortSignal): Promise<Levels | undefined> {
    const said = await Promise.all(this.#brokers.map((broker) => this.#within(broker, signal)))
    const told = said.map((one) => one?.partition)
    const seen = newest(told, this.#brokers, this.#last)
    if (seen === undefined) return undefined
    this.#last = seen
    const { leader, epoch, replicas, isr } = seen
    const logEnd = Object.fromEntries(this.#brokers.map((broker, i) => [broker, said[i]?.logEnd ?? null]))
    const leaderSaid = said[this.#brokers.indexOf(leader)]
    const { highWatermark = null, lastStable = null } = leaderSaid ?? {}
    return { leader, epoch, replicas, isr, highWatermark, lastStable, logEnd }
  }

  [Symbol.dispose](): void {
    this.#set[Symbol.dispose]()
  }

  #within(broker: number, signal: AbortSignal): Promise<Said | undefined> {
    const asking = this.#asking.get(broker) ?? this.#ask(broker, signal)
    this.#asking.set(broker, asking)
    const forget = () => this.#asking.delete(broker)
    asking.then(forget, forget)
    return withDeadline(ROUND_MS, `broker ${broker}`, signal, () => asking).catch(() => undefined)
  }

  /** All on one connection: their answers belong together. */
  async #ask(broker: number, signal: AbortSignal): Promise<Said> {
    const [metadata, logEnd, highWatermark, lastStable] = await Promise.all([
      this.#metadata(broker, signal),
      this.#offset(broker, ANY_REPLICA, signal),
      this.#offset(broker, CONSUMER, signal),
      this.#offset(broker, CONSUMER, signal, READ_COMMITTED),
    ])
    return { partition: metadata, logEnd, highWatermark, lastStable }
  }

  async #metadata(broker: number, signal: AbortSignal): Promise<PartitionMetadata | undefined> {
    const encode = (version: number) => encodeMetadata(version, [this.#topic])
    const { body, version } = await this.#set.ask(broker, metadataApi, encode, PATIENCE_MS, signal)
    decodeMetadataHead(body)
    const [topic] = decodeMetadataTopics(body, version)
    return topic?.partitions.find(({ partition }) => partition === this.#partition)
  }

  async #offset(
    broker: number,
    replica: typeof CONSUMER | typeof ANY_REPLICA,
    signal: AbortSignal,
    isolation: typeof READ_UNCOMMITTED | typeof READ_COMMITTED = READ_UNCOMMITTED,
  ): Promise<number | null> {
    const topics = [{ topic: this.#topic, partitions: [this.#partition] }]
    const encode = () => encodeListOffsets(replica, LATEST, topics, isolation)
    const { body } = await this.#set.ask(broker, listOffsetsApi, encode, PATIENCE_MS, signal)
    const into = new Float64Array(1).fill(Number.NaN)
    decodeListOffsets(body, { row: () => 0, place: () => 0, into })
    return Number.isNaN(into[0]) ? null : into[0]!
  }
}

/**
 * Brokers learn of a change one after the other. The highest epoch is the newest, and of it the leader knows best; without
 * it a broker that was paused may tell what was long ago: what held is kept as long as one of them says so.
 */
function newest(
  told: readonly (PartitionMetadata | undefined)[],
  brokers: readonly number[],
  last: PartitionMetadata | undefined,
): PartitionMetadata | undefined {
  const epoch = Math.max(...told.map((one) => one?.epoch ?? -1))
  const current = told.filter((one) => one?.epoch === epoch)
  const isSame = (one: PartitionMetadata | undefined) =>
    one?.leader === last?.leader && one?.isr.join() === last?.isr.join()
  return (
    current.find((one) => one?.leader === brokers[told.indexOf(one)]) ?? current.find(isSame) ?? current[0]
  )
}
