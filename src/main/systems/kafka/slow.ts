import {
  BROKER_RESOURCE,
  describeConfigsApi,
  encodeDescribeConfigs,
  TOPIC_RESOURCE,
} from './ask/describe-configs.ts'
import { describeClusterApi, encodeDescribeCluster } from './ask/describe-cluster.ts'
import { describeLogDirsApi, encodeDescribeLogDirs } from './ask/describe-log-dirs.ts'
import { describeTopicPartitionsApi, encodeDescribeTopicPartitions } from './ask/describe-topic-partitions.ts'
import {
  encodeListPartitionReassignments,
  listPartitionReassignmentsApi,
} from './ask/list-partition-reassignments.ts'
import { listOffsetsApi } from './ask/list-offsets.ts'
import type { Link } from './link.ts'
import { RequestCache } from './requests.ts'
import type { Round } from './round.ts'
import type { Topology } from './topology.ts'

/** A topic's settings take some 2 kB: so many at once, the others in the next rounds. */
const TOPICS_PER_ROUND = 500

/** What is asked about once a minute, on links of its own. */
export class Slow {
  readonly #requests = new RequestCache()
  /** Topics whose settings were asked for, the longest ago first. */
  readonly #described = new Set<string>()

  /** Topics whose settings nobody asked for yet. */
  newTopics(topology: Topology): string[] {
    const topics = topology.placement.topics
    if (this.#described.size > topics.length) this.#forgetDeleted(topology)
    return topics.filter((topic) => !this.#described.has(topic)).slice(0, TOPICS_PER_ROUND)
  }

  /** Disks, sizes, log starts, settings and what may be seen. */
  async everything(round: Round, links: readonly Link[], topology: Topology): Promise<void> {
    const anyone = links.find((link) => link.up) ?? links[0]
    if (anyone === undefined) return
    const asked = links.flatMap((link) => this.#ofBroker(round, link, topology))
    asked.push(round.ask(anyone, 'DescribeCluster', describeClusterApi, encodeDescribeCluster))
    asked.push(this.topicConfigs(round, anyone, this.#nextTopics(topology)))
    await Promise.all(asked)
    for (const link of links)
      if (link.opened)
        round.answers.push({
          ask: 'ApiVersions',
          broker: link.broker,
          version: 3,
          ms: 0,
          body: link.opened.versionsReply,
        })
  }

  async topicConfigs(round: Round, link: Link, topics: readonly string[]): Promise<void> {
    if (topics.length === 0) return
    const resources = topics.map((name) => ({ type: TOPIC_RESOURCE, name }))
    const answer = await round.ask(link, 'DescribeConfigs', describeConfigsApi, () =>
      encodeDescribeConfigs(resources),
    )
    for (const topic of topics) {
      this.#described.delete(topic)
      if (answer !== undefined) this.#described.add(topic)
    }
  }

  /** Where ISRs lack replicas: who else may lead, and who is only being added. */
  async trouble(round: Round, link: Link, topics: readonly string[]): Promise<void> {
    const asked = [
      round.ask(link, 'ListPartitionReassignments', listPartitionReassignmentsApi, () =>
        encodeListPartitionReassignments(round.leftMs),
      ),
    ]
    // Kafka 4 only
    if (link.knows(describeTopicPartitionsApi) || !link.up)
      asked.push(
        round.ask(link, 'DescribeTopicPartitions', describeTopicPartitionsApi, () =>
          encodeDescribeTopicPartitions(topics),
        ),
      )
    await Promise.all(asked)
  }

  #ofBroker(round: Round, link: Link, topology: Topology): Promise<unknown>[] {
    const replicas = this.#requests.replicas(topology.placement, link.broker)
    const asked: Promise<unknown>[] = [
      round.ask(link, 'DescribeLogDirs', describeLogDirsApi, encodeDescribeLogDirs),
      round.ask(link, 'DescribeConfigs', describeConfigsApi, () =>
        encodeDescribeConfigs([{ type: BROKER_RESOURCE, name: String(link.broker) }]),
      ),
    ]
    if (replicas)
      asked.push(round.ask(link, 'ListOffsets replica log start', listOffsetsApi, () => replicas.logStart))
    return asked
  }

  #nextTopics(topology: Topology): string[] {
    const fresh = this.newTopics(topology)
    const known = [...this.#described].slice(0, TOPICS_PER_ROUND - fresh.length)
    return [...fresh, ...known]
  }

  #forgetDeleted(topology: Topology): void {
    for (const topic of this.#described) if (!topology.placement.row.has(topic)) this.#described.delete(topic)
  }
}
