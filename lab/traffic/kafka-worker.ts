/** Produces and consumes after a plan, with kafkajs. Forked by lab.traffic(). */
import { Kafka, logLevel, type Consumer, type Producer } from 'kafkajs'
import { setTimeout as pause } from 'node:timers/promises'
import { until } from '../until.ts'
import type { TrafficGroup, TrafficPlan, TrafficStats, TrafficTopic } from './kafka-plan.ts'
import { runWorker, type Work } from './worker.ts'
import { zipf } from './zipf.ts'

interface WorkerPlan extends TrafficPlan {
  readonly bootstrap: string
}

const tickMs = 100
const topicsLimitMs = 60_000
// so that a hung broker doesn't make us hoard
const inFlightLimit = 20

async function start(plan: WorkerPlan): Promise<Work<TrafficStats>> {
  const clientFor = (clientId: string) =>
    new Kafka({
      clientId,
      brokers: plan.bootstrap.split(','),
      logLevel: logLevel.NOTHING,
      requestTimeout: 10_000,
      retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 8 },
    })
  const kafka = clientFor('shop')
  await createTopics(kafka, plan.topics)
  const producer = kafka.producer({ allowAutoTopicCreation: false })
  await producer.connect()
  const sources = plan.topics.map((topic) => new Source(producer, topic))
  const members = (plan.groups ?? []).flatMap((group) =>
    Array.from(
      { length: group.members ?? 1 },
      (_, i) => new Member(clientFor(`${group.id}-${i + 1}`), group),
    ),
  )
  await Promise.all(members.map((member) => member.start()))
  return {
    isFlowing: () =>
      sources.every((source) => source.isFlowing) && members.every((member) => member.joins > 0),
    stats: () => statsOf(sources, members),
    stop: async () => {
      for (const source of sources) source.stop()
      await Promise.allSettled([producer.disconnect(), ...members.map((member) => member.stop())])
    },
  }
}

async function createTopics(kafka: Kafka, topics: readonly TrafficTopic[]): Promise<void> {
  const admin = kafka.admin()
  await admin.connect()
  const there = new Set(await admin.listTopics())
  await admin.createTopics({
    // kafkajs gives up on topics that its broker hasn't heard of yet
    waitForLeaders: false,
    topics: topics
      .filter((topic) => !there.has(topic.name))
      .map(({ name, partitions = 3, replicas = -1, config = {} }) => ({
        topic: name,
        numPartitions: partitions,
        replicationFactor: replicas,
        configEntries: Object.entries(config).map(([key, value]) => ({ name: key, value })),
      })),
  })
  const names = topics.map(({ name }) => name)
  const haveLeaders = async () => {
    const known = await admin.fetchTopicMetadata({ topics: names })
    return known.topics.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0))
  }
  await until('every topic has its leaders', haveLeaders, { withinMs: topicsLimitMs, everyMs: 200 })
  await admin.disconnect()
}

/** Sends to one topic at its rate. */
class Source {
  readonly name: string
  sent = 0
  failed = 0
  readonly #producer: Producer
  readonly #ratePerS: number
  readonly #key: () => number
  readonly #value: Buffer
  readonly #timer: NodeJS.Timeout | undefined
  #due = 0
  #inFlight = 0

  constructor(producer: Producer, topic: TrafficTopic) {
    this.name = topic.name
    this.#producer = producer
    this.#ratePerS = topic.ratePerS ?? 0
    this.#key = zipf(topic.keyCount ?? 1000, topic.skew ?? 0)
    this.#value = Buffer.alloc(topic.valueBytes ?? 100, 'x')
    if (this.#ratePerS > 0) this.#timer = setInterval(() => void this.#send(), tickMs)
  }

  get isFlowing(): boolean {
    return this.#ratePerS === 0 || this.sent > 0
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  async #send(): Promise<void> {
    this.#due += (this.#ratePerS * tickMs) / 1000
    const count = Math.floor(this.#due)
    if (count === 0) return
    this.#due -= count
    if (this.#inFlight >= inFlightLimit) {
      this.failed += count
      return
    }
    this.#inFlight++
    const messages = Array.from({ length: count }, () => ({ key: `key-${this.#key()}`, value: this.#value }))
    try {
      await this.#producer.send({ topic: this.name, messages, acks: -1, timeout: 5_000 })
      this.sent += count
    } catch {
      this.failed += count
    } finally {
      this.#inFlight--
    }
  }
}

/** One member of a group. */
class Member {
  readonly group: TrafficGroup
  received = 0
  joins = 0
  readonly #consumer: Consumer

  constructor(kafka: Kafka, group: TrafficGroup) {
    this.group = group
    this.#consumer = kafka.consumer({
      groupId: group.id,
      // a rebalance is noticed only between two fetches
      maxWaitTimeInMs: 300,
      sessionTimeout: 10_000,
      heartbeatInterval: 1_000,
      allowAutoTopicCreation: false,
      retry: { retries: 20, restartOnFailure: () => Promise.resolve(true) },
    })
    this.#consumer.on(this.#consumer.events.GROUP_JOIN, () => void this.joins++)
  }

  async start(): Promise<void> {
    await this.#consumer.connect()
    const subscribe = async () => {
      await this.#consumer.subscribe({ topics: [...this.group.topics], fromBeginning: true })
      return true
    }
    // each broker hears of new topics in its own time
    await until(`${this.group.id} subscribes`, subscribe, { withinMs: topicsLimitMs, everyMs: 200 })
    const { perRecordMs = 0 } = this.group
    await this.#consumer.run({
      autoCommitInterval: 1_000,
      eachMessage: async () => {
        if (perRecordMs > 0) await pause(perRecordMs)
        this.received++
      },
    })
  }

  stop(): Promise<void> {
    return this.#consumer.disconnect()
  }
}

function statsOf(sources: readonly Source[], members: readonly Member[]): TrafficStats {
  const groups: Record<string, { received: number; joins: number }> = {}
  for (const { group, received, joins } of members) {
    const so = groups[group.id] ?? { received: 0, joins: 0 }
    groups[group.id] = { received: so.received + received, joins: so.joins + joins }
  }
  const topics = sources.map(({ name, sent, failed }) => [name, { sent, failed }])
  return { topics: Object.fromEntries(topics), groups }
}

runWorker(start)
