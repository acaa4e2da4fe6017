import type { Api } from '../wire/api.ts'
import { type Reader, Writer } from '../wire/bytes.ts'

/**
 * Metadata v9 to v12, of all topics or of those named: brokers, topics, leaders, replicas, ISR. Any broker answers, from its own cache.
 *
 *     request   topics null or [[topic_id uuid from v10,] name, tags], allow_auto_topic_creation i8, [cluster_authorized_operations i8 until v10,] topic_authorized_operations i8, tags
 *     response  throttle i32, brokers [id i32, host, port i32, rack?, tags], cluster_id?, controller_id i32,
 *               topics [error i16, name, [id uuid from v10,] internal i8,
 *                       partitions [error i16, partition i32, leader i32, epoch i32, replicas [i32], isr [i32], offline [i32], tags],
 *                       authorized_operations i32, tags], [authorized_operations i32 until v10,] tags
 *
 * Under KRaft controller_id is any live broker (not the controller): it is only true on ZooKeeper.
 * Topics that we may not DESCRIBE are left out without a word.
 */
export const metadataApi: Api = { key: 3, name: 'Metadata', min: 9, max: 12, flexibleFrom: 9 }

export interface BrokerAddress {
  readonly id: number
  readonly host: string
  readonly port: number
  readonly rack: string | null
}

export interface MetadataHead {
  /** In ascending order of id. */
  readonly brokers: readonly BrokerAddress[]
  readonly clusterId: string | null
  readonly controllerId: number
}

/** One topic as it comes over the wire; numbers of all its partitions one after the other. */
export interface TopicMetadata {
  readonly error: number
  readonly name: string
  /** base64url, as Kafka's tools print it; '' before v10. */
  readonly id: string
  readonly internal: boolean
  readonly partitions: readonly PartitionMetadata[]
}

export interface PartitionMetadata {
  readonly partition: number
  /** −1: none. */
  readonly leader: number
  readonly epoch: number
  readonly replicas: readonly number[]
  readonly isr: readonly number[]
  readonly offline: readonly number[]
}

/** Asking never creates a topic. @param topics null: all */
export function encodeMetadata(version: number, topics: readonly string[] | null = null): Uint8Array {
  const writer = new Writer().compactArray(topics, (name, w) => {
    if (version >= 10) w.int64(0n).int64(0n)
    w.compactString(name).noTags()
  })
  writer.boolean(false)
  if (version <= 10) writer.boolean(false)
  return writer.boolean(false).noTags().done()
}

/** Reads up to the topics, and leaves the reader there: from that byte on, equal bytes mean equal topics. */
export function decodeMetadataHead(reader: Reader): MetadataHead {
  reader.int32()
  const brokers = reader.compactArray((r) => {
    const broker = { id: r.int32(), host: r.compactString() ?? '', port: r.int32(), rack: r.compactString() }
    r.skipTags()
    return broker
  })
  brokers.sort((a, b) => a.id - b.id)
  return { brokers, clusterId: reader.compactString(), controllerId: reader.int32() }
}

export function decodeMetadataTopics(reader: Reader, version: number): TopicMetadata[] {
  return reader.compactArray((r) => {
    const error = r.int16()
    const name = r.compactString() ?? ''
    const id = version >= 10 ? r.uuid() : ''
    const topic = { error, name, id, internal: r.boolean(), partitions: r.compactArray(decodePartition) }
    r.int32()
    r.skipTags()
    return topic
  })
}

function decodePartition(reader: Reader): PartitionMetadata {
  reader.int16()
  const partition = {
    partition: reader.int32(),
    leader: reader.int32(),
    epoch: reader.int32(),
    replicas: reader.compactInt32s(),
    isr: reader.compactInt32s(),
    offline: reader.compactInt32s(),
  }
  reader.skipTags()
  return partition
}
