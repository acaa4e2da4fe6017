import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ActiveMqDeployment } from '../../lab/activemq/deployment.ts'
import { labUsers } from '../../lab/activemq/config.ts'
import { lab } from '../../lab/index.ts'
import { activemqKit } from '../../src/main/systems/activemq/experiments/index.ts'
import { allSteps, killedAndCleaned, targetId } from './support/killed.ts'

let deployment: ActiveMqDeployment

beforeAll(async () => {
  deployment = await lab.activemq()
})
afterAll(() => deployment[Symbol.asyncDispose]())

const steps = allSteps(activemqKit, {
  'activemq/acks': { messages: 8, batch: 2 },
  'activemq/prefetch': { messages: 20, workMs: 5 },
})

test.concurrent.each(steps)(
  '$experiment killed after "$step": nothing is left after the next start',
  async (at) => {
    const broker = deployment.server(1)
    const connection = {
      ...{ targetId, endpoints: [broker.endpoint], options: {}, credentials: labUsers.admin },
      budget: { requestsPerSecond: 0, znodes: 0, bytes: 0 },
    }
    const { found, cleaned } = await killedAndCleaned({ system: 'activemq', ...at, connection })
    expect(found).toMatchObject({ outcome: 'interrupted', phase: 'ended' })
    expect(found.left).not.toEqual([])
    expect(cleaned).toMatchObject({ outcome: 'interrupted', left: [], error: undefined })
    const mbean = `org.apache.activemq:*,destinationName=*orrery.x.${found.id}.*`
    expect(await broker.ask({ type: 'search', mbean })).toEqual([])
  },
)
