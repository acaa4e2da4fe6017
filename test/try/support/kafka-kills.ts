import { expect } from 'vitest'
import { lab } from '../../../lab/index.ts'
import type { KafkaCluster } from '../../../lab/kafka/cluster.ts'
import type { FaultControl } from '../../../src/main/experiments/parts.ts'
import { kit } from '../../../src/main/systems/kafka/experiments/index.ts'
import { connectionTo } from '../../lab/kafka/observing.ts'
import { allSteps, killedAndCleaned } from './killed.ts'

const steps = allSteps(kit, {
  'kafka/rebalance': { strategy: 'cooperative-sticky', partitions: 4, rate: 50, sessionTimeout: 2 },
  'kafka/high-watermark': { acks: '1', rate: 50 },
  'kafka/acks': { acks: 'all', rate: 50 },
  'kafka/delivery': { commit: 'transaction', records: 40, batch: 10 },
  'kafka/open-transaction': { rate: 50, seconds: 2 },
})

/** Experiments that go no further than their clients, or that hurt servers. */
export function experimentsOf(reach: 'client' | 'fault'): readonly string[] {
  return [...new Set(steps.filter((step) => step.reach === reach).map(({ experiment }) => experiment))]
}

/** Three brokers, on which runs are killed after each of their steps. */
export class KafkaKills implements AsyncDisposable {
  readonly cluster: KafkaCluster

  private constructor(cluster: KafkaCluster) {
    this.cluster = cluster
  }

  static async start(): Promise<KafkaKills> {
    return new KafkaKills(await lab.kafka({ brokers: 3, config: { 'group.min.session.timeout.ms': '1000' } }))
  }

  /** After each: the next start finds the run, cleans up, and nothing is left of it. */
  async atEachStep(id: string): Promise<void> {
    const { servers, bootstrap } = this.cluster
    const faults: FaultControl = {
      servers: servers.map(({ name, endpoint }) => ({ name, endpoint })),
      fault: async (fault, endpoint) => servers.find((server) => server.endpoint === endpoint)?.[fault](),
    }
    for (const { reach, ...at } of steps.filter(({ experiment }) => experiment === id)) {
      const wish = { system: 'kafka', ...at, connection: connectionTo(bootstrap) }
      const { found, cleaned } = await killedAndCleaned(wish, reach === 'fault' ? faults : undefined)
      expect(found).toMatchObject({ outcome: 'interrupted', phase: 'ended' })
      expect([at.step, found.left.length > 0]).toEqual([at.step, true])
      expect(cleaned).toMatchObject({ outcome: 'interrupted', left: [], error: undefined })
    }
  }

  /** What Kafka's own tools find of any run. */
  async leftOver(): Promise<readonly string[]> {
    const topics = await this.cluster.tool('kafka-topics', ['--list'])
    const groups = await this.cluster.tool('kafka-consumer-groups', ['--list'])
    return `${topics}\n${groups}`.split('\n').filter((line) => line.startsWith('orrery.'))
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.cluster[Symbol.asyncDispose]()
  }
}
