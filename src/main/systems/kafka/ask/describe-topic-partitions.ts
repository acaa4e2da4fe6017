import type { Api } from '../wire/api.ts'
import { type Reader, Writer } from '../wire/bytes.ts'

/**
 * DescribeTopicPartitions v0 (Kafka 4): what Metadata doesn't tell, the eligible leader replicas of KIP-966.
 *
 *     request   topics [name, tags], response_partition_limit i32, cursor null i8 −1, tags
 *     response  throttle i32, topics [error i16, name?, id uuid, internal i8,
 *                 partitions [error i16, partition i32, leader i32, epoch i32, replicas [i32], isr [i32], elr [i32]?, last_known_elr [i32]?, offline [i32], tags],
 *                 authorized_operations i32, tags], cursor i8 (−1 none), [name, partition i32, tags], tags
 *
 * The ELR is empty while the ISR has its minimum, so only topics in trouble are asked for.
 */
export const describeTopicPartitionsApi: Api = {
  key: 75,
  name: 'DescribeTopicPartitions',
  min: 0,
  max: 0,
  flexibleFrom: 0,
}

/** The broker's own upper bound (max.request.partition.size.limit). */
const PARTITION_LIMIT = 2000

export interface EligibleLeaders {
  readonly topic: string
  readonly partition: number
  readonly elr: readonly number[]
  readonly lastKnownElr: readonly number[]
}

export function encodeDescribeTopicPartitions(topics: readonly string[]): Uint8Array {
  return new Writer()
    .compactArray(topics, (topic, w) => w.compactString(topic).noTags())
    .int32(PARTITION_LIMIT)
    .int8(-1)
    .noTags()
    .done()
}

export function decodeDescribeTopicPartitions(reader: Reader): EligibleLeaders[] {
  const found: EligibleLeaders[] = []
  reader.int32()
  for (let topics = reader.compactLength(); topics > 0; topics--) {
    reader.int16()
    const topic = reader.compactString() ?? ''
    reader.skip(17)
    for (let left = reader.compactLength(); left > 0; left--) found.push(decodePartition(reader, topic))
    reader.int32()
    reader.skipTags()
  }
  return found
}

function decodePartition(reader: Reader, topic: string): EligibleLeaders {
  reader.int16()
  const partition = reader.int32()
  reader.skip(8)
  reader.compactInt32s()
  reader.compactInt32s()
  const elr = reader.compactInt32s()
  const lastKnownElr = reader.compactInt32s()
  reader.compactInt32s()
  reader.skipTags()
  return { topic, partition, elr, lastKnownElr }
}
