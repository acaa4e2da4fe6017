import { afterAll, beforeAll, expect, test } from 'vitest'
import { lab } from '../../lab/index.ts'
import type { KafkaCluster } from '../../lab/kafka/cluster.ts'
import type { FaultControl } from '../../src/main/experiments/parts.ts'
import { kit } from '../../src/main/systems/kafka/experiments/index.ts'
import { connectionTo } from '../lab/kafka/observing.ts'
import { allSteps, killedAndCleaned } from './support/killed.ts'

let cluster: KafkaCluster
let faults: FaultControl

beforeAll(async () => {
  cluster = await lab.kafka({ brokers: 3, config: { 'group.min.session.timeout.ms': '1000' } })
  const { servers } = cluster
  faults = {
    servers: servers.map(({ name, endpoint }) => ({ name, endpoint })),
    fault: async (fault, endpoint) => servers.find((server) => server.endpoint === endpoint)?.[fault](),
  }
})
afterAll(() => cluster[Symbol.asyncDispose]())

async function leftOver(): Promise<readonly string[]> {
  const topics = await cluster.tool('kafka-topics', ['--list'])
  const groups = await cluster.tool('kafka-consumer-groups', ['--list'])
  return `${topics}\n${groups}`.split('\n').filter((line) => line.startsWith('orrery.'))
}

const steps = allSteps(kit, {
  'kafka/rebalance': { strategy: 'cooperative-sticky', partitions: 4, rate: 50, sessionTimeout: 2 },
  'kafka/high-watermark': { acks: '1', rate: 50 },
  'kafka/acks': { acks: 'all', rate: 50 },
  'kafka/delivery': { commit: 'transaction', records: 40, batch: 10 },
  'kafka/open-transaction': { rate: 50, seconds: 2 },
})
const idsOf = (reach: string) => [
  ...new Set(steps.filter((step) => step.reach === reach).map(({ experiment }) => experiment)),
]

async function killAtEachStep(id: string): Promise<void> {
  for (const { reach, ...at } of steps.filter(({ experiment }) => experiment === id)) {
    const wish = { system: 'kafka', ...at, connection: connectionTo(cluster.bootstrap) }
    const { found, cleaned } = await killedAndCleaned(wish, reach === 'fault' ? faults : undefined)
    expect(found).toMatchObject({ outcome: 'interrupted', phase: 'ended' })
    expect([at.step, found.left.length > 0]).toEqual([at.step, true])
    expect(cleaned).toMatchObject({ outcome: 'interrupted', left: [], error: undefined })
  }
}

// each has a history of its own, and they touch nothing of each other
test.concurrent.each(idsOf('client'))(
  '%s killed after each of its steps: nothing is left after the next start',
  killAtEachStep,
  400_000,
)

test.each(idsOf('fault'))(
  '%s killed after each of its steps: nothing is left after the next start, and every server runs',
  async (id) => {
    await killAtEachStep(id)
    expect(cluster.servers.filter(({ running, paused }) => !running || paused)).toEqual([])
  },
  600_000,
)

test('Kafka’s own tools find nothing of them', async () => {
  expect(await leftOver()).toEqual([])
})
