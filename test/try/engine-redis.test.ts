import { afterAll, beforeAll, expect, test } from 'vitest'
import { lab } from '../../lab/index.ts'
import type { RedisDeployment } from '../../lab/redis/deployment.ts'
import { redisKit } from '../../src/main/systems/redis/experiments/index.ts'
import { allSteps, killedAndCleaned, targetId } from './support/killed.ts'

let cluster: RedisDeployment

beforeAll(async () => {
  cluster = await lab.redisCluster({ replicas: 0 })
})
afterAll(() => cluster[Symbol.asyncDispose]())

const steps = allSteps(redisKit, {
  'redis/redirects': { keys: 4, everyMs: 0, client: 'both' },
  'redis/lock': { recipe: 'apart', ttlMs: 300, pauseMs: 400 },
})

test.each(steps)('$experiment killed after "$step": nothing is left after the next start', async (at) => {
  const connection = {
    targetId,
    endpoints: cluster.nodes.map(({ endpoint }) => endpoint),
    options: {},
    budget: { requestsPerSecond: 0, znodes: 0, bytes: 0 },
  }
  const servers = cluster.servers.map(({ name, endpoint }) => ({ name, endpoint }))
  const control = { servers, fault: () => Promise.reject(new Error('It stops no server')) }
  const { found, cleaned } = await killedAndCleaned({ system: 'redis', ...at, connection }, control)
  expect(found).toMatchObject({ outcome: 'interrupted', phase: 'ended' })
  expect(found.left).not.toEqual([])
  expect(cleaned).toMatchObject({ outcome: 'interrupted', left: [], error: undefined })
  for (const node of cluster.nodes)
    expect(await cluster.cli(node, ['--scan', '--pattern', '*orrery.*'])).toBe('')
  const check = await cluster.cli(cluster.server(1), ['--cluster', 'check', cluster.server(1).endpoint])
  expect(check).toContain('All 16384 slots covered')
  expect(check).not.toMatch(/importing|migrating|\[ERR\]|\[WARNING\]/)
})
