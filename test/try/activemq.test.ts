import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ActiveMqDeployment } from '../../lab/activemq/deployment.ts'
import { labUsers } from '../../lab/activemq/config.ts'
import { fillQueue } from '../../lab/activemq/drills.ts'
import { lab } from '../../lab/index.ts'
import { expectedOutcome, ackPlan } from '../../src/shared/systems/activemq-acks.ts'
import { acks } from '../../src/main/systems/activemq/experiments/acks/index.ts'
import { queueCleaner, queueOn } from '../../src/main/systems/activemq/experiments/cleaner.ts'
import { activemq } from '../../src/main/systems/activemq/index.ts'
import type { Connection } from '../../src/main/systems/system.ts'
import { keepRun } from './support/keep-run.ts'
import { figures, Trying } from './support/trying.ts'

let network: ActiveMqDeployment
beforeAll(async () => {
  network = await lab.activemqNetwork()
}, 120_000)
afterAll(() => network[Symbol.asyncDispose]())

function connectionTo(
  deployment: ActiveMqDeployment,
  { user = 'admin', options = {} }: { user?: keyof typeof labUsers; options?: Connection['options'] } = {},
): Connection {
  return {
    targetId: 'lab',
    endpoints: deployment.servers.map(({ endpoint }) => endpoint),
    options,
    credentials: labUsers[user],
    budget: { requestsPerSecond: 0, znodes: 0, bytes: 0 },
  }
}

/** A run with a history of its own: several may be under way on one broker. */
async function runOn(
  connection: Connection,
  experiment: string,
  parameters: Record<string, string | number>,
) {
  await using trying = await Trying.on({ system: activemq, connection })
  return await trying.run(experiment, parameters)
}

/** What is left of any run, as Jolokia tells by plain HTTP. */
async function leftOn(deployment: ActiveMqDeployment): Promise<readonly unknown[]> {
  const mbean = 'org.apache.activemq:*,destinationName=*orrery.x.*'
  const found = await Promise.all(deployment.servers.map((server) => server.ask({ type: 'search', mbean })))
  return found.flat()
}

const modes = ['auto', 'client', 'client-individual', 'transacted'] as const

test.each([
  // of 12 messages in batches of 3, killed in the third
  { crash: 'before', answers: ['lost', 'once', 'once', 'once'], lost: [6, 0, 0, 0], twice: [0, 0, 0, 0] },
  { crash: 'between', answers: ['lost', 'twice', 'twice', 'once'], lost: [3, 0, 0, 0], twice: [0, 3, 1, 0] },
  { crash: 'after', answers: ['lost', 'once', 'once', 'once'], lost: [3, 0, 0, 0], twice: [0, 0, 0, 0] },
])(
  'killed $crash the acknowledgement',
  async ({ crash, answers, lost, twice }) => {
    const connection = connectionTo(network)
    const ran = await Promise.all(
      modes.map((mode) => runOn(connection, 'activemq/acks', { mode, crash, messages: 12, batch: 3 })),
    )
    for (const [i, one] of ran.entries()) {
      const { run } = one
      expect(run.error).toBeUndefined()
      expect(run).toMatchObject({ outcome: 'done', left: [], verdict: { answer: answers[i] } })
      const { again } = expectedOutcome(ackPlan(run.parameters))
      // whoever is handed a message again is told so, also if nobody looked at it
      expect(figures(run)).toMatchObject({ lost: lost[i], twice: twice[i], again, flagged: again })
      keepRun(`acks-${crash}-${modes[i]}`, one)
    }
    expect(await leftOn(network)).toEqual([])
  },
  90_000,
)

test('who comes late gets nothing of what was handed over, and half of it with a prefetch of 1', async () => {
  const connection = connectionTo(network)
  const ran = await Promise.all(
    ['1000', '50', '1'].map((prefetch) =>
      runOn(connection, 'activemq/prefetch', { prefetch, messages: 100, workMs: 20 }),
    ),
  )
  expect(ran.map(({ run }) => [run.outcome, run.verdict?.answer])).toEqual([
    ['done', 'none'],
    ['done', 'some'],
    ['done', 'half'],
  ])
  const told = ran.map(({ run }) => figures(run))
  // all that were left when it was looked first
  expect(told[0]?.['held']).toBeGreaterThan(90)
  expect(told.slice(1).map(({ held }) => held)).toEqual([50, 1])
  expect(told[0]).toMatchObject({ second: 0 })
  ran.forEach((one, i) => keepRun(`prefetch-${[1000, 50, 1][i]}`, one))
  expect(await leftOn(network)).toEqual([])
}, 90_000)

test('without a STOMP connector it is refused, with the line that opens one', async () => {
  await using closed = await lab.activemq({ stomp: false })
  const { run, entries } = await runOn(connectionTo(closed), 'activemq/acks', {})
  expect(run).toMatchObject({ outcome: 'refused', left: [] })
  const stomp = run.checks.find(({ id }) => id === 'stomp')
  expect(stomp).toMatchObject({ is: 'refused', says: 'No STOMP connector is open (main: openwire)' })
  expect(stomp?.fix).toContain('<transportConnector name="stomp"')
  expect(entries.some(({ what }) => what === 'creating')).toBe(false)
}, 60_000)

test('a broker by TLS that asks for grants: who has none is told which; where nothing may be removed, queues are emptied', async () => {
  await using strict = await lab.activemq({ auth: true, tls: true, policy: { exec: false } })
  const observer = await runOn(
    connectionTo(strict, { user: 'observer', options: { tls: 'on', ca: strict.ca ?? '' } }),
    'activemq/acks',
    {},
  )
  expect(observer.run.checks.find(({ id }) => id === 'grant')).toMatchObject({ is: 'unknown' })
  expect(observer.run).toMatchObject({ outcome: 'failed', error: { code: 'forbidden' }, left: [] })
  expect(observer.run.error?.message).toContain('User observer is not authorized to write')
  expect(observer.run.error?.fix).toContain('<authorizationEntry queue="orrery.x.>"')

  const connection = connectionTo(strict, { options: { tls: 'on', ca: strict.ca ?? '' } })
  const { signal } = new AbortController()
  const checks = await acks.check({ connection, parameters: {}, faults: undefined, signal })
  expect(checks.find(({ id }) => id === 'remove')).toMatchObject({
    is: 'unknown',
    fix: expect.stringContaining('<operation>removeQueue</operation>'),
  })
  const name = 'orrery.x.1-test.orders'
  const broker = strict.server(1)
  await fillQueue(strict, broker, name, { messages: 20 })
  const cleaner = queueCleaner(connection)
  await expect(cleaner.remove(queueOn('main', name), signal)).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringContaining('is emptied and still there'),
  })
  expect(await broker.read(broker.queue(name), ['QueueSize'])).toEqual({ QueueSize: 0 })
  expect(await cleaner.list('orrery.x.1-test.', signal)).toContainEqual(queueOn('main', name))
}, 90_000)

test('where the broker that has a queue doesn’t answer, nobody says that it is gone', async () => {
  const { signal } = new AbortController()
  const [a] = network.servers
  const connection = { ...connectionTo(network), endpoints: a === undefined ? [] : [a.endpoint] }
  const gone = queueOn('A', 'orrery.x.1-none.orders')
  await queueCleaner(connection).remove(gone, signal)
  await expect(queueCleaner(connection).remove(queueOn('B', gone.name), signal)).rejects.toMatchObject({
    code: 'refused',
    message: 'B doesn’t answer: whether orrery.x.1-none.orders is there can’t be seen',
  })
})
