import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import type { RabbitCluster } from '../../../lab/rabbitmq/cluster.ts'
import { livelyRabbitPlan, type RabbitTrafficStats } from '../../../lab/traffic/rabbit-plan.ts'
import type { Traffic } from '../../../lab/traffic/traffic.ts'
import { until } from '../../../lab/until.ts'
import { runCli } from './child.ts'

let cluster: RabbitCluster
let traffic: Traffic<unknown, RabbitTrafficStats>

beforeAll(async () => {
  cluster = await lab.rabbit()
  traffic = await lab.rabbitTraffic(cluster, livelyRabbitPlan)
})
afterAll(async () => {
  await traffic[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
})

interface Status {
  readonly running_nodes: readonly string[]
  readonly alarms: readonly unknown[]
}
const status = async (id = 1) =>
  JSON.parse(await cluster.tool('rabbitmqctl', ['cluster_status', '--formatter', 'json'], id)) as Status
const nodeNames = ['rabbit-1@localhost', 'rabbit-2@localhost', 'rabbit-3@localhost']

interface Listed {
  readonly name: string
  readonly type: string
  readonly messages_unacknowledged?: number
}

test('three nodes are one cluster, on loopback alone, and the traffic fills queues of every type', async () => {
  expect((await status()).running_nodes.toSorted()).toEqual(nodeNames)
  expect(cluster.url).toMatch(/^rabbitmq\+http:\/\/admin:secret@127\.0\.0\.1:\d+,127/)
  const queues = await cluster.management(2).get<readonly Listed[]>('queues/shop')
  expect(new Set(queues.map(({ type }) => type))).toEqual(new Set(['classic', 'quorum', 'stream']))
  const flows = ({ confirmed, consumed, refused, held }: RabbitTrafficStats) =>
    confirmed > 100 && consumed > 100 && refused > 0 && held > 0
  await until('everything happens', () => flows(traffic.stats()), { withinMs: 30_000 })
  const held = await cluster.tool('rabbitmqctl', [
    ...['list_queues', '--vhost', 'shop', '--quiet', '--no-table-headers'],
    ...['name', 'messages_unacknowledged'],
  ])
  expect(held).toMatch(/documents\.import\t[1-9]/)
})

test('who may only look sees the queues, and may not touch them', async () => {
  const asObserver = { user: 'observer' } as const
  const api = cluster.management(1)
  expect((await api.get<readonly Listed[]>('queues', asObserver)).length).toBeGreaterThan(10)
  const body = { durable: true }
  expect((await api.ask('queues/shop/x', { ...asObserver, method: 'PUT', body })).status).toBe(401)
  expect(await api.ask('whoami', { user: 'observer' })).toMatchObject({ json: { tags: ['monitoring'] } })
})

test('a memory alarm on one node blocks the publishers of all, and goes', async () => {
  await cluster.setMemoryAlarm(2)
  await until('publishers are blocked', () => traffic.stats().blocked)
  expect((await cluster.management(1).ask('health/checks/alarms')).status).toBe(503)
  await cluster.clearMemoryAlarm(2)
  await until('publishers go on', () => !traffic.stats().blocked)
  expect((await status()).alarms).toEqual([])
})

test('a node is stopped, killed and paused, and comes back each time', async () => {
  await cluster.stopApp(3)
  expect((await status()).running_nodes.toSorted()).toEqual(nodeNames.slice(0, 2))
  await cluster.startApp(3)
  await cluster.whole()

  await cluster.server(3).kill()
  await until('its peers miss it', async () => (await status()).running_nodes.length === 2)
  await cluster.server(3).start()
  await cluster.whole()

  await cluster.server(2).pause()
  await expect(cluster.management(2).ask('whoami', { limitMs: 500 })).rejects.toThrow()
  expect((await cluster.management(1).ask('whoami')).status).toBe(200)
  await cluster.server(2).resume()
  await cluster.whole()
  const before = traffic.stats().confirmed
  await until('the traffic goes on', () => traffic.stats().confirmed > before + 50, { withinMs: 30_000 })
})

test('over TLS no port answers in plain words', async () => {
  await using secure = await lab.rabbit({ nodes: 1, tls: true })
  expect(secure.url).toMatch(/^rabbitmq\+https:/)
  expect(await secure.management(1).get('whoami')).toMatchObject({ name: 'admin' })
  await expect(fetch(secure.server(1).managementUrl.replace('https', 'http'))).rejects.toThrow()
  await using flowing = await lab.rabbitTraffic(secure, livelyRabbitPlan)
  expect(flowing.stats().connections).toBeGreaterThan(10)
})

test('where RabbitMQ can’t be had, the message says what to do', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'orrery-test-'))
  onTestFinished(() => rm(empty, { recursive: true, force: true }))
  const { RABBITMQ_HOME: _home, ...env } = process.env
  const noPackages = runCli(['up', 'rabbitmq'], { ...env, PATH: empty, XDG_CACHE_HOME: empty })
  expect(await noPackages.ended).toBe(1)
  expect(noPackages.errors.join('\n')).toMatch(/rabbitmq is not on this machine[\s\S]*set RABBITMQ_HOME/)
  const wrong = runCli(['up', 'rabbitmq'], { ...env, RABBITMQ_HOME: empty })
  expect(await wrong.ended).toBe(1)
  expect(wrong.errors.join('\n')).toContain(`RABBITMQ_HOME is ${empty}, and no RabbitMQ is there`)
})
