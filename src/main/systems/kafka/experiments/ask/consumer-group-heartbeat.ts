import type { Api } from '../../wire/api.ts'
import { type Reader, Writer } from '../../wire/bytes.ts'

/**
 * ConsumerGroupHeartbeat v1 (KIP-848, Kafka 4.0): joining, owning, giving back and leaving are this one request.
 *
 *     request   group_id, member_id, member_epoch i32, instance_id?, rack_id?, rebalance_timeout i32,
 *               subscribed_topics? [name], subscribed_regex?, server_assignor?,
 *               owned? [topic_id uuid, partitions [i32], tags], tags
 *     response  throttle i32, error i16, message?, member_id?, member_epoch i32, heartbeat_interval i32,
 *               assignment? (i8 1, or −1 for none) [topic_id uuid, partitions [i32], tags] tags, tags
 *
 * Epoch 0 joins, −1 leaves. Version 1 because there the client makes up its member id: what it joined as is known
 * before anything can go wrong.
 */
export const consumerGroupHeartbeatApi: Api = {
  key: 68,
  name: 'ConsumerGroupHeartbeat',
  min: 1,
  max: 1,
  flexibleFrom: 0,
}

export const JOINS = 0
export const LEAVES = -1

export interface ConsumerBeat {
  readonly group: string
  readonly memberId: string
  readonly epoch: number
  /** Told in full at the start; undefined: nothing has changed since. */
  readonly full?: {
    readonly rebalanceTimeoutMs: number
    readonly topic: string
  }
  /** What is owned of the topic; undefined: as last told. */
  readonly owned?: { readonly topicId: string; readonly partitions: readonly number[] }
}

export interface BeatAnswer {
  readonly error: number
  readonly message: string | null
  readonly epoch: number
  readonly heartbeatMs: number
  /** What the member is to own from now on, all of it; undefined: as before. */
  readonly assignment: readonly number[] | undefined
}

export function encodeConsumerGroupHeartbeat({
  group,
  memberId,
  epoch,
  full,
  owned,
}: ConsumerBeat): Uint8Array {
  const writer = new Writer().compactString(group).compactString(memberId).int32(epoch)
  writer
    .compactString(null)
    .compactString(null)
    .int32(full?.rebalanceTimeoutMs ?? -1)
  writer.compactArray(full === undefined ? null : [full.topic], (name) => writer.compactString(name))
  writer.compactString(null).compactString(null)
  const topics = owned === undefined ? null : owned.partitions.length === 0 ? [] : [owned]
  writer.compactArray(topics, ({ topicId, partitions }) => {
    writer.raw(Buffer.from(topicId, 'base64url'))
    writer.compactArray(partitions, (partition) => writer.int32(partition)).noTags()
  })
  return writer.noTags().done()
}

export function decodeConsumerGroupHeartbeat(reader: Reader): BeatAnswer {
  reader.int32()
  const error = reader.int16()
  const message = reader.compactString()
  reader.skipCompact()
  const epoch = reader.int32()
  const heartbeatMs = reader.int32()
  return { error, message, epoch, heartbeatMs, assignment: decodeTopics(reader) }
}

/** Of the one topic that an experiment subscribes to. */
function decodeTopics(reader: Reader): readonly number[] | undefined {
  if (reader.int8() < 0) return undefined
  const topics = reader.compactArray((r) => {
    r.skip(16)
    const partitions = r.compactInt32s()
    r.skipTags()
    return partitions
  })
  return topics.flat().sort((a, b) => a - b)
}
