import { afterAll, beforeAll, expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import { until } from '../../../lab/until.ts'
import { ZooKeeperClient } from '../../../lab/zookeeper/client.ts'
import type { Ensemble } from '../../../lab/zookeeper/ensemble.ts'
import { zookeeper } from '../../../src/main/systems/zookeeper/index.ts'
import { Remembered, type RememberedTarget } from '../remembered.ts'

let ensembles: readonly [Ensemble, Ensemble]
let clients: readonly [ZooKeeperClient, ZooKeeperClient]
let remembered: Remembered
const held = new AsyncDisposableStack()

beforeAll(async () => {
  ensembles = await Promise.all([lab.zookeeper(), lab.zookeeper()])
  for (const ensemble of ensembles) held.use(ensemble)
  remembered = held.use(await Remembered.open())
  clients = await Promise.all([clientOf(ensembles[0]), clientOf(ensembles[1])])
  for (const client of clients) {
    held.use(client)
    await client.create('/app', 'v1')
    await client.create('/app/limits', '{"rate":100}')
    await client.create('/old', '')
    await client.create('/old/leaf', '')
  }
})
afterAll(() => held.disposeAsync())

const endpointsOf = (ensemble: Ensemble) => ensemble.servers.map(({ endpoint }) => endpoint)
const clientOf = (ensemble: Ensemble) => ZooKeeperClient.open(endpointsOf(ensemble)[0]!)
const dataOf = (target: RememberedTarget, path: string) =>
  Buffer.from(String(target.moment.fact(`znode${path}`, 'znode.data') ?? ''), 'base64').toString()

/** Its session's client address is another each time, and what it holds. */
const isOfOrrery = (line: string) => /session|Ephemerals|Client address/.test(line)

test('compare names exactly what changed in a tree, and what two trees do not have in common', async () => {
  const [one, other] = await Promise.all([
    remembered.observe('one', zookeeper, endpointsOf(ensembles[0])),
    remembered.observe('other', zookeeper, endpointsOf(ensembles[1])),
  ])
  for (const target of [one, other])
    await until('the tree is read', async () => {
      await target.sample()
      return dataOf(target, '/app/limits') === '{"rate":100}'
    })
  const before = [await one.sample(), await other.sample()] as const
  expect(remembered.compare('zookeeper', ['one', before[0]], ['other', before[1]]).lines).toEqual([])

  const [client] = clients
  await client.set('/app/limits', '{"rate":250}')
  await client.create('/app/hosts', '')
  await client.create('/app/hosts/a', '')
  await client.remove('/old/leaf')
  await client.remove('/old')
  await until('the tree is read again', async () => {
    await one.sample()
    return (
      dataOf(one, '/app/limits') === '{"rate":250}' &&
      one.moment.fact('znode/old', 'znode.kind') === undefined
    )
  })
  const after = await one.sample()
  const told = remembered.compare('zookeeper', ['one', before[0]], ['one', after])
  expect(told.lines.filter((line) => !isOfOrrery(line))).toEqual([
    'content changed Data {"rate":100} → {"rate":250}: /app/limits',
    'content changed Stat version 0 → 1: /app/limits',
    'content new znode: /app/hosts',
    'content gone znode: /old',
  ])
  expect(told.groups.find(({ is }) => is === 'new')?.parts).toBe(1)

  const between = remembered.compare('zookeeper', ['other', before[1]], ['one', after])
  expect(between.lines).toEqual([
    'content changed Data {"rate":100} → {"rate":250}: /app/limits',
    'content new znode: /app/hosts',
    'content gone znode: /old',
  ])
  expect(between.own.facts).toContain('Client address')
  expect(between.unseen).toEqual([])
})
