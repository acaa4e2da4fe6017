import { expect, test } from 'vitest'
import type { ActiveMqBroker } from '../../../lab/activemq/broker.ts'
import { labUsers } from '../../../lab/activemq/config.ts'
import { fillQueue, makeQueues } from '../../../lab/activemq/drills.ts'
import { lab } from '../../../lab/index.ts'
import { Observing } from './observing.ts'

type Beans = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** What Jolokia says to anybody who asks, without any of our code. */
async function truth(broker: ActiveMqBroker, rest: string): Promise<Beans> {
  const { username, password } = labUsers.admin
  const response = await fetch(broker.jolokiaUrl, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa(`${username}:${password}`)}`,
      origin: new URL(broker.jolokiaUrl).origin,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ type: 'read', mbean: broker.mbean(rest) }),
  })
  const { value } = (await response.json()) as { value: Beans }
  return value
}

test('figures are those of Jolokia read by plain HTTP, of 300 queues too', async () => {
  await using deployment = await lab.activemq()
  const broker = deployment.server(1)
  await makeQueues(broker, 'load.q', 300)
  await fillQueue(deployment, broker, 'orders', { messages: 17 })
  await fillQueue(deployment, broker, 'a/b c', { messages: 2 })
  {
    await using auditor = await deployment.stomp(broker, 'auditor')
    auditor.subscribe({ destination: '/topic/prices', durableName: 'audit' }, () => {})
    await auditor.send('/topic/prices', 'first')
  }
  await using app = await deployment.stomp(broker, 'app')
  app.subscribe({ destination: '/queue/orders', prefetch: 4 }, () => {})
  for (let i = 0; i < 3; i++) await app.send('/topic/prices', String(i))
  await using observing = await Observing.all(deployment)
  await observing.sample()

  const own = (await truth(broker, '')) as unknown as Record<string, unknown>
  const [row] = observing.view('brokers').brokers
  expect(row).toMatchObject({
    version: own['BrokerVersion'],
    id: own['BrokerId'],
    messages: own['TotalMessageCount'],
    consumers: own['TotalConsumerCount'],
    connections: own['CurrentConnectionsCount'],
    memory: { limit: own['MemoryLimit'], percent: own['MemoryPercentUsage'] },
    store: { limit: own['StoreLimit'] },
    queues: (own['Queues'] as unknown[]).length,
    diskWhy: null,
  })
  expect(row?.diskFree).toBeGreaterThan(0)

  const queues = await truth(broker, ',destinationType=Queue,destinationName=*')
  const data = observing.view('destinations')
  const sizes = new Map(
    data.names.map((name, i) => [name, [data.size[i], data.inFlight[i], data.consumers[i]]]),
  )
  expect(Object.keys(queues)).toHaveLength(302)
  for (const bean of Object.values(queues))
    expect([bean['Name'], sizes.get(String(bean['Name']))]).toEqual([
      bean['Name'],
      [bean['QueueSize'], bean['InFlightCount'], bean['ConsumerCount']],
    ])

  const consumers = Object.values(await truth(broker, ',endpoint=Consumer,*'))
  const held = consumers.find((bean) => bean['ClientId'] === 'app')
  const orders = observing.view('destination', { broker: 'main', kind: 'queue', name: 'orders' })
  expect(orders.subscriptions).toMatchObject([
    { clientId: 'app', dispatched: held?.['DispatchedQueueSize'], prefetch: held?.['PrefetchSize'] },
  ])
  const away = consumers.find((bean) => bean['SubscriptionName'] === 'audit')
  expect(observing.view('durables').rows).toMatchObject([
    { clientId: 'auditor', name: 'audit', isActive: false, pending: away?.['PendingQueueSize'] },
  ])
  const stores = Object.values(await truth(broker, ',service=PersistenceAdapter,*'))
  expect(row?.persistence).toMatchObject([{ name: stores[0]?.['Name'], size: stores[0]?.['Size'] }])

  // two requests a sample, whatever there is
  expect(observing.samples.at(-1)?.cost).toMatchObject([{ endpoint: broker.endpoint, requests: 2 }])
})
