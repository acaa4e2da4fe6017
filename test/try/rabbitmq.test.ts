import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lab } from '../../lab/index.ts'
import type { RabbitCluster } from '../../lab/rabbitmq/cluster.ts'
import { until } from '../../lab/until.ts'
import { rabbitmq } from '../../src/main/systems/rabbitmq/index.ts'
import type { Run } from '../../src/shared/api/experiments.ts'
import { connectionAs, leftIn } from './support/rabbitmq.ts'
import { figures, Trying } from './support/trying.ts'

let cluster: RabbitCluster
let trying: Trying

beforeAll(async () => {
  cluster = await lab.rabbit({ nodes: 1 })
  trying = await Trying.on({ system: rabbitmq, connection: connectionAs(cluster, 'admin') })
}, 120_000)
afterAll(async () => {
  await trying[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
})

const refusals = (run: Run) => run.checks.filter(({ is }) => is === 'refused').map(({ id }) => id)

describe('dead letters', () => {
  const messages = 20

  // each on a history of its own, and in a virtual host of its own
  test.concurrent.each([
    {
      cause: 'rejected',
      answer: 'lost',
      lost: 20,
      kept: 0,
      captured: 20,
      deliveries: 40,
      reason: 'rejected',
    },
    { cause: 'expired', answer: 'lost', lost: 20, kept: 0, captured: 20, deliveries: 0, reason: 'expired' },
    // the queue holds a fifth, which a consumer uses
    { cause: 'overflow', answer: 'lost', lost: 16, kept: 0, captured: 16, deliveries: 8, reason: 'maxlen' },
    // handed out, and twice again
    {
      ...{ cause: 'delivery-limit', answer: 'lost', lost: 20, kept: 0, captured: 20, deliveries: 120 },
      reason: 'delivery_limit',
    },
    { cause: 'kept', answer: 'kept', lost: 0, kept: 20, captured: 20, deliveries: 40, reason: 'rejected' },
  ])(
    '$cause, without a dead-letter exchange: $answer; with one: captured',
    async ({ cause, answer, reason, ...told }) => {
      await using own = await Trying.on({ system: rabbitmq, connection: connectionAs(cluster, 'admin') })
      const { run, entries } = await own.run('rabbitmq/dead-letters', { cause, messages })
      expect(run.error).toBeUndefined()
      expect(run).toMatchObject({ outcome: 'done', left: [], verdict: { answer } })
      expect(figures(run)).toMatchObject({ ...told, confirmed: 2 * messages, told: 0 })
      expect(run.verdict?.figures.find(({ id }) => id === 'captured')?.says).toContain(reason)
      expect(entries.some(({ what }) => what === 'proven')).toBe(true)
    },
    60_000,
  )
})

describe('prefetch', () => {
  // long enough that timers, which a busy machine fires late, weigh little
  const parameters = { messages: 60, fastMs: 10, slowMs: 100 }

  test.each([
    { prefetch: '250', answer: 'half', slow: [30, 30] },
    { prefetch: '10', answer: 'between', slow: [12, 25] },
    { prefetch: '1', answer: 'speed', slow: [4, 12] },
  ])(
    'a prefetch of $prefetch shares the work: $answer',
    async ({ prefetch, answer, slow: [least = 0, most = 0] }) => {
      const { run } = await trying.run('rabbitmq/prefetch', { ...parameters, prefetch })
      expect(run.error).toBeUndefined()
      expect(run).toMatchObject({ outcome: 'done', left: [], verdict: { answer } })
      const told = figures(run)
      expect((told['slow-done'] ?? 0) + (told['fast-done'] ?? 0)).toBe(parameters.messages)
      expect(told['slow-done']).toBeGreaterThanOrEqual(least)
      expect(told['slow-done']).toBeLessThanOrEqual(most)
      expect(told['slow-unacked']).toBeLessThanOrEqual(Number(prefetch))
      // the slow one takes at least its time for each
      expect(told['drain']).toBeGreaterThanOrEqual(parameters.slowMs * (told['slow-done'] ?? 0))
      if (prefetch === '250') expect(told['idle']).toBeGreaterThan(1_000)
    },
    60_000,
  )
})

describe('without an administrator', () => {
  const as = (user: 'observer' | 'shop', options = {}) =>
    Trying.on({ system: rabbitmq, connection: connectionAs(cluster, user, options) })

  test('a user of a virtual host gets queues there, which are gone afterwards', async () => {
    await cluster.tool('rabbitmqctl', ['set_user_tags', 'shop', 'monitoring'])
    await using asShop = await as('shop', { vhost: 'shop' })
    const { run, entries } = await asShop.run('rabbitmq/dead-letters', { cause: 'rejected', messages: 10 })
    expect(run.error).toBeUndefined()
    expect(run).toMatchObject({ outcome: 'done', left: [], verdict: { answer: 'lost' } })
    const made = entries.filter(({ what }) => what === 'creating').map(({ data }) => data as { kind: string })
    expect(made.map(({ kind }) => kind)).toEqual(['queue', 'queue', 'exchange', 'exchange'])
  }, 60_000)

  test('one with the tag management alone isn’t told where AMQP is, and the target can say it', async () => {
    await cluster.tool('rabbitmqctl', ['set_user_tags', 'shop', 'management'])
    await using untold = await as('shop', { vhost: 'shop' })
    const { run } = await untold.run('rabbitmq/prefetch', {})
    expect(refusals(run)).toEqual(['amqp'])
    expect(run.checks.find(({ id }) => id === 'amqp')?.fix).toContain('amqp=host:port')
    await using told = await as('shop', { vhost: 'shop', amqp: cluster.server(1).amqpEndpoint })
    const again = await told.run('rabbitmq/prefetch', { messages: 50, prefetch: '1', slowMs: 8 })
    expect(again.run).toMatchObject({ outcome: 'done', left: [], error: undefined })
    await cluster.tool('rabbitmqctl', ['set_user_tags', 'shop', 'monitoring'])
  }, 60_000)

  test('its dead letters at least once need a policy, which is said', async () => {
    await using asShop = await as('shop', { vhost: 'shop' })
    const { run } = await asShop.run('rabbitmq/dead-letters', { cause: 'kept' })
    expect(run).toMatchObject({ outcome: 'refused', left: [] })
    expect(refusals(run)).toEqual(['policy'])
  })

  test('a user without permissions is refused in the broker’s words, with the grant that is missing', async () => {
    await using asObserver = await as('observer', { vhost: 'shop' })
    const { run, entries } = await asObserver.run('rabbitmq/prefetch', {})
    expect(run).toMatchObject({ outcome: 'refused', left: [] })
    expect(refusals(run)).toEqual(['place'])
    const fix = run.checks.find(({ id }) => id === 'place')?.fix
    expect(fix).toContain(String.raw`rabbitmqctl set_permissions -p shop observer '^orrery\.x\.'`)
    expect(entries.some(({ what }) => what === 'creating')).toBe(false)
    // and with that grant it runs
    const grant =
      (fix ?? '')
        .split('\n')[0]
        ?.split(' ')
        .slice(1)
        .map((part) => part.replaceAll("'", '')) ?? []
    await cluster.tool('rabbitmqctl', grant)
    const granted = await asObserver.run('rabbitmq/prefetch', { messages: 50, prefetch: '1', slowMs: 8 })
    expect(granted.run).toMatchObject({ outcome: 'done', left: [], error: undefined })
  }, 60_000)
})

test('an alarm that blocks publishers is seen before anything is made', async () => {
  await cluster.setMemoryAlarm(1)
  try {
    const { run } = await trying.run('rabbitmq/prefetch', {})
    expect(run).toMatchObject({ outcome: 'refused', left: [] })
    expect(refusals(run)).toEqual(['alarms'])
  } finally {
    await cluster.clearMemoryAlarm(1)
  }
})

test('a node that dies under a run ends it, and is cleaned up when it is back', async () => {
  const wish = { experiment: 'rabbitmq/prefetch', targetId: 'lab', pace: 'auto' } as const
  const { id } = trying.experiments.start({ ...wish, parameters: { prefetch: '250', slowMs: 200 } })
  const isWorking = () =>
    trying.experiments.entries(id, 0, 1000).some(({ what, kind }) => kind === 'client' && what === 'worked')
  await until('the workers work', isWorking, { withinMs: 30_000 })
  await cluster.server(1).restart()
  const run = await trying.experiments.ended(id)
  expect(run).toMatchObject({
    outcome: 'failed',
    left: [],
    error: { message: expect.stringContaining('crashed') as string },
  })
}, 60_000)

test('over TLS, all of it', async () => {
  await using secure = await lab.rabbit({ nodes: 1, tls: true })
  await using tryingIt = await Trying.on({ system: rabbitmq, connection: connectionAs(secure, 'admin') })
  const { run } = await tryingIt.run('rabbitmq/dead-letters', { cause: 'rejected', messages: 10 })
  expect(run.error).toBeUndefined()
  expect(run).toMatchObject({ outcome: 'done', left: [], verdict: { answer: 'lost' } })
}, 60_000)

test('RabbitMQ’s own tools find nothing of them', async () => {
  expect(await leftIn(cluster)).toEqual([])
})
