import { afterAll, beforeAll, expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import type { RabbitCluster } from '../../../lab/rabbitmq/cluster.ts'
import { livelyRabbitPlan } from '../../../lab/traffic/rabbit-plan.ts'
import { until } from '../../../lab/until.ts'
import { Observing } from './observing.ts'

let cluster: RabbitCluster
let observing: Observing
const held = new AsyncDisposableStack()

beforeAll(async () => {
  cluster = held.use(await lab.rabbit({ netTicktimeS: 8 }))
  held.use(await lab.rabbitTraffic(cluster, livelyRabbitPlan))
  observing = held.use(await Observing.open(cluster))
}, 120_000)
afterAll(() => held.disposeAsync())

const name = (id: number) => cluster.server(id).nodeName
const row = (id: number) => observing.view('nodes').rows.find((one) => one.name === name(id))
const about = (rule: string) => observing.open.filter((one) => one.startsWith(`${rule} `))

/** Samples until it holds. */
function seen(what: string, holds: () => boolean, withinMs = 30_000): Promise<unknown> {
  const look = async () => {
    await observing.sample()
    return holds()
  }
  return until(what, look, { withinMs, everyMs: 500, seen: () => observing.open })
}

test('a memory alarm of one node blocks the publishers of all', async () => {
  await cluster.setMemoryAlarm(2)
  await observing.sample()
  // the health check says it at once, statistics seconds later
  expect(about('alarm')).toEqual([`alarm node/${name(2)}`])
  expect(observing.view('overview')).toMatchObject({
    is: 'broken',
    alarms: [{ node: name(2), alarm: 'memory' }],
  })
  await seen('connections are blocked', () => (observing.view('overview').blockedConnections ?? 0) > 0)
  const finding = observing.look.findings().find(({ rule }) => rule === 'rabbitmq/alarm')
  expect(finding?.title).toMatch(/has run out of memory: \d+ publishers? of all nodes blocked/)
  await cluster.clearMemoryAlarm(2)
  await observing.sample()
  expect(about('alarm')).toEqual([])
  await seen('nobody is blocked', () => observing.view('overview').blockedConnections === 0)
}, 60_000)

test('dead letters that reach nobody: told when the binding goes, closed when it is back', async () => {
  await observing.sample()
  expect(about('dead-letter-nowhere')).toEqual([])
  const api = cluster.management(1)
  await api.ask('bindings/shop/e/dead/q/dead.orders/%23', { method: 'DELETE' })
  await seen('it is told', () => about('dead-letter-nowhere').length === 3)
  const [finding] = observing.look.findings().filter(({ rule }) => rule === 'rabbitmq/dead-letter-nowhere')
  expect(finding?.evidence.some(({ says }) => says.includes('dead.orders'))).toBe(true)
  expect(observing.view('queue', { vhost: 'shop', name: 'orders.billing' }).deadLetter).toMatchObject({
    ends: 'nowhere',
    exchange: 'dead',
  })
  await api.ask('bindings/shop/e/dead/q/dead.orders', { method: 'POST', body: { routing_key: '#' } })
  await seen('it is closed', () => about('dead-letter-nowhere').length === 0)
}, 60_000)

test('a broker that is stopped, and started again', async () => {
  await cluster.stopApp(2)
  await seen('it is told', () => about('node-down').length > 0)
  expect(row(2)).toMatchObject({ state: 'stopped' })
  await seen('its peers say so too', () => row(2)?.runningByPeers === false)
  await seen('queues have no member to spare', () => about('quorum-at-risk').length === 1)
  const findings = observing.look.findings()
  const idOf = (rule: string) => findings.find((one) => one.rule === rule)
  expect(idOf('rabbitmq/quorum-at-risk')?.explainedBy).toBe(idOf('rabbitmq/node-down')?.id)
  expect(observing.view('overview')).toMatchObject({ is: 'weak', running: 2, nodes: 3 })
  await cluster.startApp(2)
  await seen(
    'nothing of it is left',
    () => about('node-down').length + about('quorum-at-risk').length === 0,
    60_000,
  )
  expect(row(2)).toMatchObject({ state: 'running', runningByPeers: true })
}, 120_000)

test('a killed node: leaders move, and it comes back', async () => {
  const leaders = () =>
    observing.view('quorum').rows.map(({ leader }) => observing.view('quorum').nodes[leader])
  await seen('all queues have leaders', () => leaders().every((leader) => leader !== undefined))
  await cluster.server(3).kill()
  await seen('it is told', () => about('node-down').includes(`node-down node/${name(3)}`))
  expect(row(3)).toMatchObject({ state: 'stopped', runningByPeers: false })
  await seen('others lead', () => leaders().every((leader) => leader !== undefined && leader !== name(3)))
  const moved = observing.look.changes(['queue.leader'], 0).filter(({ before }) => before === name(3))
  await seen('no queue has a member to spare', () =>
    observing.view('quorum').rows.every(({ spare }) => spare === 0),
  )
  await cluster.server(3).start()
  await seen(
    'nothing of it is left',
    () => about('node-down').length + about('quorum-at-risk').length === 0,
    60_000,
  )
  expect(moved.every(({ after }) => after !== name(3))).toBe(true)
}, 120_000)

test('a node that hangs costs one deadline, is named, and its peers go on being seen', async () => {
  await observing.sample()
  await cluster.server(3).pause()
  const first = await observing.sample()
  expect(first.tookMs).toBeLessThan(4500)
  expect(row(3)).toMatchObject({ state: 'hangs' })
  expect(observing.view('overview')).toMatchObject({ is: 'broken', hanging: [name(3)], source: 'prometheus' })
  const second = await observing.sample()
  expect(second.tookMs).toBeLessThan(1500)
  // what the nodes tell by themselves
  expect(row(1)).toMatchObject({ state: 'running' })
  expect(row(1)?.memory).toBeGreaterThan(1e7)
  expect(row(1)?.roundTripMs).toBeGreaterThan(0)
  const { names, ready } = observing.view('queues')
  expect(names.filter((_, i) => !Number.isNaN(ready[i])).length).toBeGreaterThan(0)
  // and what nobody tells isn't said to be fine
  expect(observing.view('connections').blind.length).toBeGreaterThan(0)
  await seen('it is told', () => about('node-down').includes(`node-down node/${name(3)}`))
  await seen('its peers have given it up', () => observing.view('overview').source === 'management', 60_000)
  expect(row(3)).toMatchObject({ state: 'hangs', runningByPeers: false })
  await cluster.server(3).resume()
  await seen('it answers again', () => row(3)?.state === 'running', 60_000)
}, 150_000)
