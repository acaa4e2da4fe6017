import { connect } from 'amqplib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import type { RabbitCluster } from '../../../lab/rabbitmq/cluster.ts'
import { livelyRabbitPlan } from '../../../lab/traffic/rabbit-plan.ts'
import { until } from '../../../lab/until.ts'
import { rabbitmq } from '../../../src/main/systems/rabbitmq/index.ts'
import { indexRouting, route } from '../../../src/shared/systems/rabbitmq-routing.ts'
import { credentialsOf, connectionTo, Observing, tryConnect } from './observing.ts'

let cluster: RabbitCluster
let observing: Observing
const held = new AsyncDisposableStack()

beforeAll(async () => {
  cluster = held.use(await lab.rabbit())
  held.use(await lab.rabbitTraffic(cluster, livelyRabbitPlan))
  observing = held.use(await Observing.open(cluster))
}, 120_000)
afterAll(() => held.disposeAsync())

/** What the tool prints as JSON. */
async function told(name: 'rabbitmqctl' | 'rabbitmq-diagnostics', args: readonly string[]): Promise<unknown> {
  return JSON.parse(await cluster.tool(name, [...args, '--formatter', 'json'])) as unknown
}

type Rows = readonly Readonly<Record<string, unknown>>[]

describe('against the system’s own tools', () => {
  test('queues: type, state, policy, arguments and members', async () => {
    const rows = (await told('rabbitmqctl', [
      ...['list_queues', '-p', 'shop', '-q', 'name', 'type', 'policy', 'durable', 'leader', 'members'],
    ])) as Rows
    // the policy of a new queue comes with its first statistics
    await until(
      'statistics of all queues have come',
      async () => {
        await observing.sample()
        const { policyNames, capacity, types: all } = observing.view('queues')
        return (
          policyNames.length === 2 && capacity.every((one, i) => all[i] === 'stream' || !Number.isNaN(one))
        )
      },
      { withinMs: 20_000, everyMs: 500 },
    )
    const { names, types, policy, policyNames } = observing.view('queues')
    expect(names).toEqual(rows.map(({ name }) => String(name)).sort())
    for (const row of rows) {
      const name = String(row['name'])
      const i = names.indexOf(name)
      expect(types[i]).toBe(row['type'])
      expect(policyNames[policy[i] ?? -1] ?? '').toBe(row['policy'])
      const detail = observing.view('queue', { vhost: 'shop', name })
      expect(detail.durable).toBe(row['durable'])
      if (row['type'] !== 'quorum') continue
      expect(detail.members.map(({ node }) => node)).toEqual([...(row['members'] as string[])].sort())
      expect(detail.node).toBe(row['leader'])
    }
  })

  test('messages of a queue that stands still', async () => {
    const connection = await connect(cluster.amqpUrl(1))
    await using _ = { [Symbol.asyncDispose]: () => connection.close() }
    const channel = await connection.createConfirmChannel()
    await channel.assertQueue('still')
    for (let i = 0; i < 7; i++) channel.sendToQueue('still', Buffer.from('x'))
    await channel.waitForConfirms()
    await until(
      'its statistics have come',
      async () => {
        await observing.sample()
        return observing.view('queue', { vhost: 'shop', name: 'still' }).ready === 7
      },
      { withinMs: 20_000, everyMs: 500 },
    )
    const rows = (await told('rabbitmqctl', [
      'list_queues',
      '-p',
      'shop',
      '-q',
      'name',
      'messages_ready',
    ])) as Rows
    expect(rows.find(({ name }) => name === 'still')).toMatchObject({ messages_ready: 7 })
    await channel.deleteQueue('still')
  })

  test('bindings, exchanges, connections and channels', async () => {
    const bindings = (await told('rabbitmqctl', ['list_bindings', '-p', 'shop', '-q'])) as Rows
    await observing.sample()
    const { totalBindings, exchanges } = observing.view('topology', { vhost: 'shop' })
    expect(totalBindings).toBe(bindings.filter((row) => row['source_name'] !== '').length)
    expect(exchanges.find(({ name }) => name === 'orders')).toMatchObject({
      type: 'topic',
      alternate: 'unrouted',
    })
    const connections = (await told('rabbitmqctl', ['list_connections', '-q', 'pid', 'user'])) as Rows
    const rows = observing.view('connections').rows
    expect(rows).toHaveLength(connections.length)
    expect(observing.view('overview')).toMatchObject({
      connections: connections.length,
      is: 'ok',
      running: 3,
    })
    const channels = (await told('rabbitmqctl', ['list_channels', '-q', 'pid', 'number'])) as Rows
    expect(observing.view('channels').rows).toHaveLength(channels.length)
  })

  test('who leads, as rabbitmqctl has it on every node', async () => {
    const status = (await told('rabbitmqctl', ['cluster_status'])) as { running_nodes: readonly string[] }
    const { rows, says } = observing.view('nodes')
    expect(rows.map(({ name }) => name)).toEqual([...status.running_nodes].sort())
    expect(says).toEqual(rows.map(() => rows.map(() => true)))
    expect(rows.every(({ quorumCritical }) => quorumCritical === 0)).toBe(true)
  })
})

test('the routing tester says what publishing does', async () => {
  const connection = await connect(cluster.amqpUrl(2, '/'))
  await using _ = { [Symbol.asyncDispose]: () => connection.close() }
  const channel = await connection.createConfirmChannel()
  const types = ['direct', 'topic', 'fanout', 'headers']
  for (const type of types) await channel.assertExchange(`r.${type}`, type, { alternateExchange: 'r.rest' })
  await channel.assertExchange('r.rest', 'fanout')
  const queues = ['r.1', 'r.2', 'r.3', 'r.4']
  for (const queue of queues) await channel.assertQueue(queue)
  await channel.bindQueue('r.1', 'r.direct', 'a.b')
  await channel.bindQueue('r.1', 'r.topic', 'a.*')
  await channel.bindQueue('r.2', 'r.topic', '#.b')
  await channel.bindQueue('r.2', 'r.headers', '', { 'x-match': 'all', kind: 'x', level: 1 })
  await channel.bindQueue('r.3', 'r.headers', '', { 'x-match': 'any', kind: 'y', level: 1 })
  await channel.bindQueue('r.3', 'r.fanout', '')
  await channel.bindQueue('r.4', 'r.rest', '')
  await channel.bindExchange('r.topic', 'r.fanout', '')
  await channel.bindExchange('r.fanout', 'r.direct', 'c')
  await until('the bindings are read', async () => {
    await observing.sample()
    return observing.view('routing', { vhost: '/' }).bindings.length === 9
  })
  const index = indexRouting(observing.view('routing', { vhost: '/' }))
  const headers = [{}, { kind: 'x' }, { kind: 'x', level: 1 }, { kind: 'y' }, { level: '1' }]
  for (const exchange of ['', ...types.map((type) => `r.${type}`)])
    for (const key of ['a.b', 'a', 'c', 'c.b', 'r.1', ''])
      for (const header of headers) {
        channel.publish(exchange, key, Buffer.from('x'), { headers: header })
        await channel.waitForConfirms()
        const reached: string[] = []
        for (const queue of queues)
          if ((await channel.get(queue, { noAck: true })) !== false) reached.push(queue)
        const said = route(index, { exchange, key, headers: header })
        expect(said.queues, `${exchange} ${key} ${JSON.stringify(header)}`).toEqual(reached)
      }
  for (const queue of queues) await channel.deleteQueue(queue)
  for (const exchange of [...types.map((type) => `r.${type}`), 'r.rest'])
    await channel.deleteExchange(exchange)
}, 60_000)

test('a consumer that acknowledges nothing is named, down to its connection', async () => {
  await until(
    'it is told',
    async () => {
      await observing.sample()
      return observing.open.includes('consumer-stuck queue/shop/documents.import')
    },
    { withinMs: 80_000, everyMs: 1000, seen: () => observing.open },
  )
  const { consumers, heldByConsumers } = observing.view('queue', {
    vhost: 'shop',
    name: 'documents.import',
  })
  expect(consumers).toMatchObject([
    { client: 'importer', prefetch: 100, unacked: 100, isStuck: true, ack: 0, isShared: false },
  ])
  expect(heldByConsumers).toBe(100)
  const [connection] = observing.view('connections').rows
  expect(connection).toMatchObject({ client: 'importer', unacked: 100, consumes: true })
}, 90_000)

describe('connecting', () => {
  const endpoints = () => cluster.servers.map(({ endpoint }) => endpoint)

  test('every step is told, and from one address all nodes are found', async () => {
    const credentials = credentialsOf('observer')
    const { steps, error } = await tryConnect(connectionTo(endpoints().slice(0, 1), { credentials }))
    expect(error).toBeUndefined()
    expect(steps.map(({ id, state }) => [id, state])).toEqual([
      ['name', 'ok'],
      ['tcp', 'ok'],
      ['versions', 'ok'],
      ['auth', 'ok'],
      ['read', 'ok'],
    ])
    expect(steps[2]?.says).toBe(`RabbitMQ ${cluster.version}: 3 of 3 nodes run`)
    await using found = await Observing.open(cluster, { credentials, endpoints: endpoints().slice(0, 1) })
    await found.sample()
    expect(found.view('nodes').rows.map(({ address }) => address)).toEqual(endpoints())
  })

  test('whoever may look and not enter is told which permission is missing', async () => {
    const body = { password: 'dark', tags: 'monitoring' }
    await cluster.management(1).ask('users/blind', { method: 'PUT', body })
    await using blind = await Observing.open(cluster, {
      credentials: { username: 'blind', password: 'dark' },
    })
    expect(blind.view('queues').names).toEqual([])
    expect(blind.view('overview').nodes).toBe(3)
    const gap = blind.samples[0]?.gaps.find(({ entity }) => entity === 'vhost/shop')
    expect(gap).toMatchObject({ code: 'forbidden' })
    expect(gap?.fix).toContain('set_permissions -p shop')
    expect(blind.view('overview').blind.map(({ ask }) => ask)).toContain('GET /api/feature-flags')
  })

  test.each([
    ['a wrong password', { username: 'admin', password: 'wrong' }, 'auth'],
    ['a user without a tag', { username: 'shop', password: 'cart' }, 'auth'],
  ])('%s has its own words', async (_, credentials, step) => {
    const { steps, error } = await tryConnect(connectionTo(endpoints(), { credentials }))
    expect(error?.code).toBe('auth')
    expect(steps.at(-1)).toMatchObject({ id: step, state: 'failed' })
  })

  test('nobody is asked who he is, and something else listens', async () => {
    expect((await tryConnect(connectionTo(endpoints()))).error).toMatchObject({ code: 'auth' })
    await using babbler = await lab.babbler('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}')
    const { error } = await tryConnect(connectionTo([babbler.endpoint]))
    expect(error?.code).toBe('protocol')
    expect(await rabbitmq.probe(babbler.endpoint, AbortSignal.timeout(5000))).toBe(false)
    expect(await rabbitmq.probe(endpoints()[0] ?? '', AbortSignal.timeout(5000))).toBe(true)
  })

  test('an unknown virtual host', async () => {
    const credentials = credentialsOf('admin')
    const { error } = await tryConnect(
      connectionTo(endpoints(), { credentials, options: { vhost: 'nobody' } }),
    )
    expect(error).toMatchObject({ code: 'not-found' })
    await using one = await Observing.open(cluster, { options: { vhost: 'shop' } })
    await until('the queues are read', async () => {
      await one.sample()
      return one.view('queues').vhost.length > 0
    })
    expect(new Set(one.view('queues').vhost)).toEqual(new Set([one.view('queues').vhosts.indexOf('shop')]))
  })
})

test('every view can be had of everything', () => {
  for (const view of Object.values(rabbitmq.views))
    for (const args of view.instances?.(observing.look) ?? [{}])
      expect(view.run(observing.look, args)).toBeTypeOf('object')
  expect(rabbitmq.summary?.(observing.look)).toBe(`RabbitMQ ${cluster.version} · 3 nodes`)
})
