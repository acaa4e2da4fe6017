import { afterAll, beforeAll, expect, test } from 'vitest'
import { lab } from '../../lab/index.ts'
import type { Ensemble } from '../../lab/zookeeper/ensemble.ts'
import { ZooKeeperClient } from '../../lab/zookeeper/client.ts'
import { zookeeperKit } from '../../src/main/systems/zookeeper/experiments/index.ts'
import { allSteps, killedAndCleaned, targetId } from './support/killed.ts'

let ensemble: Ensemble

beforeAll(async () => {
  ensemble = await lab.zookeeper({ voters: 1 })
})
afterAll(() => ensemble[Symbol.asyncDispose]())

async function leftOver(): Promise<readonly string[]> {
  await using witness = await ZooKeeperClient.open(ensemble.server(1).endpoint)
  return (await witness.children('/')).filter((name) => name.startsWith('orrery.'))
}

const steps = allSteps(zookeeperKit, {
  'zookeeper/watches': { writes: 3, everyMs: 10, workMs: 10 },
  'zookeeper/locks': { contenders: 5, holdMs: 50, sessionTimeoutMs: 2_000 },
})

test.each(steps)('$experiment killed after "$step": nothing is left after the next start', async (at) => {
  const connection = {
    targetId,
    endpoints: [ensemble.server(1).endpoint],
    options: {},
    budget: { requestsPerSecond: 0, znodes: 0, bytes: 0 },
  }
  const { found, cleaned } = await killedAndCleaned({ system: 'zookeeper', ...at, connection })
  expect(found).toMatchObject({ outcome: 'interrupted', phase: 'ended' })
  expect(found.left).not.toEqual([])
  expect(cleaned).toMatchObject({ outcome: 'interrupted', left: [], error: undefined })
  expect(await leftOver()).toEqual([])
})
