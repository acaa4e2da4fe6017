import kafkajs from 'kafkajs'
import type { KafkaCluster } from '../../lab/kafka/cluster.ts'
import { Dialer } from '../../src/main/systems/base/dialer.ts'
import { openBroker } from '../../src/main/systems/kafka/open-broker.ts'
import type { Api } from '../../src/main/systems/kafka/wire/api.ts'
import { Writer } from '../../src/main/systems/kafka/wire/bytes.ts'
import type { Load } from './kafka-size.ts'
import type { KafkaConnection } from '../../src/main/systems/kafka/wire/connection.ts'

const signal = new AbortController().signal
const LIMIT_MS = 120_000

/** Creates topics with three replicas each, a few at a time: the controllers take their time. */
export async function createTopics(cluster: KafkaCluster, load: Load): Promise<void> {
  const client = new kafkajs.Kafka({
    brokers: cluster.bootstrap.split(','),
    logLevel: 0,
    requestTimeout: 60_000,
  })
  const admin = client.admin()
  await admin.connect()
  const names = topicNames(load)
  for (let at = 0; at < names.length; at += 5) {
    const topics = names
      .slice(at, at + 5)
      .map((topic) => ({ topic, numPartitions: load.partitionsPerTopic, replicationFactor: 3 }))
    await admin.createTopics({ topics, waitForLeaders: false, timeout: 60_000 })
  }
  await admin.disconnect()
}

const plain = new Dialer(undefined)

/** Commits offsets as an admin tool does, over the wire: kafkajs takes five seconds a group. */
export async function commitOffsets(cluster: KafkaCluster, load: Load): Promise<void> {
  const opened = await Promise.all(
    cluster.servers.map(({ endpoint }) =>
      openBroker(
        endpoint,
        { dialer: plain, auth: undefined },
        { connectMs: LIMIT_MS, answerMs: LIMIT_MS },
        signal,
      ),
    ),
  )
  const byPort = new Map(
    opened.map(({ connection }) => [Number(connection.endpoint.split(':')[1]), connection]),
  )
  const topics = topicNames(load)
  // all at once: each waits for the followers, who fetch ten thousand partitions in turn
  const commitOf = async (group: number) => {
    const id = `group-${String(group).padStart(4, '0')}`
    const coordinator = byPort.get(await coordinatorPort(opened[0]!.connection, id))!
    await commit(coordinator, id, topicsOf(topics, group, load))
  }
  await Promise.all(Array.from({ length: load.groups }, (_, group) => commitOf(group)))
  for (const { connection } of opened) connection[Symbol.dispose]()
}

function topicNames({ topics }: Load): string[] {
  return Array.from({ length: topics }, (_, i) => `topic-${String(i).padStart(4, '0')}`)
}

/** Each group reads as many whole topics as its commits need, another stretch of them each. */
function topicsOf(
  topics: readonly string[],
  group: number,
  load: Load,
): { topic: string; partitions: number }[] {
  const count = Math.ceil(load.commitsPerGroup / load.partitionsPerTopic)
  return Array.from({ length: count }, (_, i) => ({
    topic: topics[(group * count + i) % topics.length]!,
    partitions: Math.min(load.partitionsPerTopic, load.commitsPerGroup - i * load.partitionsPerTopic),
  }))
}

/** `request key_type i8, keys [string] · response throttle i32, coordinators [key, node i32, host, port i32, error i16, message?]` */
const findCoordinatorApi: Api = { key: 10, name: 'FindCoordinator', min: 4, max: 4, flexibleFrom: 3 }

async function coordinatorPort(connection: KafkaConnection, group: string): Promise<number> {
  const request = new Writer()
    .int8(0)
    .compactArray([group], (key, w) => w.compactString(key))
    .noTags()
    .done()
  for (;;) {
    const { body } = await connection.ask(findCoordinatorApi, 4, request, LIMIT_MS, signal)
    body.int32()
    const [found] = body.compactArray((r) => {
      r.skipCompact()
      r.int32()
      r.skipCompact()
      const port = r.int32()
      const error = r.int16()
      r.skipCompact()
      r.skipTags()
      return { port, error }
    })
    // the first request makes the broker create __consumer_offsets
    if (found?.error === 0) return found.port
  }
}

/**
 * `request group, generation i32 −1, member '', instance null, topics [name, partitions [partition i32, offset i64, epoch i32, metadata?]]
 *  · response throttle i32, topics [name, partitions [partition i32, error i16]]`
 */
const offsetCommitApi: Api = { key: 8, name: 'OffsetCommit', min: 8, max: 8, flexibleFrom: 8 }

async function commit(
  coordinator: KafkaConnection,
  group: string,
  topics: readonly { topic: string; partitions: number }[],
): Promise<void> {
  const writer = new Writer().compactString(group).int32(-1).compactString('').compactString(null)
  writer.compactArray(topics, ({ topic, partitions }, w) => {
    w.compactString(topic).compactArray(Array.from({ length: partitions }).keys().toArray(), (partition) => {
      w.int32(partition).int64(0n).int32(-1).compactString('').noTags()
    })
    w.noTags()
  })
  const request = writer.noTags().done()
  for (;;) {
    const { body } = await coordinator.ask(offsetCommitApi, 8, request, LIMIT_MS, signal)
    body.int32()
    const errors = body.compactArray((r) => {
      r.skipCompact()
      const codes = r.compactArray((p) => {
        p.int32()
        const code = p.int16()
        p.skipTags()
        return code
      })
      r.skipTags()
      return codes
    })
    // until the coordinator has loaded its partition
    if (errors.flat().every((code) => code === 0)) return
  }
}
