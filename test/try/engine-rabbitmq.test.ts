import { afterAll, beforeAll, expect, test } from 'vitest'
import { lab } from '../../lab/index.ts'
import type { RabbitCluster } from '../../lab/rabbitmq/cluster.ts'
import type { UserName } from '../../lab/rabbitmq/users.ts'
import { kit } from '../../src/main/systems/rabbitmq/experiments/index.ts'
import { allSteps, killedAndCleaned } from './support/killed.ts'
import { connectionAs, leftIn } from './support/rabbitmq.ts'

let cluster: RabbitCluster

beforeAll(async () => {
  cluster = await lab.rabbit({ nodes: 1 })
  await cluster.tool('rabbitmqctl', ['set_user_tags', 'shop', 'monitoring'])
})
afterAll(() => cluster[Symbol.asyncDispose]())

const steps = allSteps(kit, {
  'rabbitmq/dead-letters': { cause: 'rejected', messages: 10 },
  'rabbitmq/prefetch': { prefetch: '10', messages: 50, slowMs: 10 },
})

// an administrator leaves one virtual host, the other queues and exchanges in one that is not the run's
test.concurrent.each([
  { id: 'rabbitmq/dead-letters', user: 'admin' },
  { id: 'rabbitmq/prefetch', user: 'shop' },
] as const)(
  '$id by $user, killed after each of its steps: nothing is left after the next start',
  async ({ id, user }) => {
    const own = steps.filter(({ experiment }) => experiment === id)
    expect(own.length).toBeGreaterThan(3)
    for (const { reach: _, ...at } of own) await killAt(at, user)
  },
  200_000,
)

async function killAt(at: Omit<(typeof steps)[number], 'reach'>, user: UserName): Promise<void> {
  const connection = connectionAs(cluster, user, user === 'shop' ? { vhost: 'shop' } : {})
  const { found, cleaned } = await killedAndCleaned({ system: 'rabbitmq', ...at, connection })
  expect(found).toMatchObject({ outcome: 'interrupted', phase: 'ended' })
  const kinds = new Set(found.left.map(({ kind }) => kind))
  expect([at.step, ...kinds]).toEqual([at.step, ...(user === 'admin' ? ['vhost'] : ['queue', 'exchange'])])
  expect(cleaned).toMatchObject({ outcome: 'interrupted', left: [], error: undefined })
}

test('RabbitMQ’s own tools find nothing of them', async () => {
  expect(await leftIn(cluster)).toEqual([])
})
