import { expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import { fillQueue, Stranded } from '../../../lab/activemq/drills.ts'
import { livelyActiveMqPlan } from '../../../lab/traffic/activemq-plan.ts'
import { labUsers } from '../../../lab/activemq/config.ts'
import { until } from '../../../lab/until.ts'

test('a network of two: traffic crosses the bridge, it can be stopped, and messages strand', async () => {
  await using network = await lab.activemqNetwork()
  const [a, b] = [network.server(1), network.server(2)]
  expect(network.url).toBe(`activemq+http://admin:admin@${a.endpoint},${b.endpoint}/api/jolokia`)
  {
    await using traffic = await lab.activemqTraffic(network, livelyActiveMqPlan)
    // payments are sent to B and taken on A
    const taken = async () => (await a.read(a.queue('payments'), ['DequeueCount']))?.['DequeueCount']
    await until('payments have crossed', async () => Number(await taken()) > 5)
    expect(traffic.stats()).toMatchObject({ connected: 16, failed: 0 })
  }
  await using stranded = await Stranded.make(network, { queue: 'shifts', messages: 30, taken: 5 })
  expect(stranded.messages).toBe(25)
  expect(await b.read(b.queue('shifts'), ['QueueSize', 'ConsumerCount', 'InFlightCount'])).toEqual({
    QueueSize: 25,
    ConsumerCount: 1,
    InFlightCount: 0,
  })
  await network.stopBridge()
  expect(await network.bridges()).toBe(0)
  await network.startBridge()
  expect(await network.bridges()).toBe(1)
  await stranded.rescue()
  expect(stranded.heardAtA).toBe(0)
})

test('a pair: the slave opens no port while it waits, and has the messages when the master dies', async () => {
  await using pair = await lab.activemqPair()
  const [first, second] = [pair.server(1), pair.server(2)]
  expect(await pair.master()).toBe(first)
  await expect(second.jolokia({ type: 'version' })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  await fillQueue(pair, first, 'kept', { messages: 120 })
  await first.kill()
  await until('the slave serves', () => second.serves(), { withinMs: 20_000 })
  expect(await second.read(second.queue('kept'), ['QueueSize'])).toEqual({ QueueSize: 120 })
  await first.start()
  expect(await pair.master()).toBe(second)
  await second.pause()
  expect([second.paused, await first.serves()]).toEqual([true, false])
  await second.resume()
})

test('a broker of 6.3 by HTTPS, whose users and whose Jolokia may not do everything', async () => {
  await using deployment = await lab.activemq({
    ...{ version: '6.3', tls: true, auth: true },
    policy: { hidden: ['org.apache.activemq:*,service=PersistenceAdapter'], exec: false },
  })
  const broker = deployment.server(1)
  const read = { type: 'read', mbean: broker.mbean(), attribute: 'BrokerVersion' } as const
  expect(await broker.jolokia(read, labUsers.observer)).toMatchObject({ status: 200, value: '6.3.1' })
  await expect(broker.jolokia(read, labUsers.guest)).rejects.toThrow('HTTP 403')
  const refused = await broker.jolokia({ ...read, type: 'exec', operation: 'gc()' })
  expect(refused).toMatchObject({ status: 403 })
  const adapters = broker.mbean(',service=PersistenceAdapter,instanceName=*')
  expect((await broker.jolokia({ type: 'read', mbean: adapters })).status).not.toBe(200)
  await using client = await deployment.stomp(broker)
  await client.send('/queue/orders', 'one')
  expect(await broker.read(broker.queue('orders'), ['QueueSize'])).toEqual({ QueueSize: 1 })
})
