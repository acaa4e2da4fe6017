import { describe, expect, test } from 'vitest'
import { fillQueue, Stranded } from '../../../lab/activemq/drills.ts'
import { lab } from '../../../lab/index.ts'
import { until } from '../../../lab/until.ts'
import { Observing } from './observing.ts'

/** What is open beside that somebody was started lately. */
const troubles = (observing: Observing) => observing.open.filter((one) => !one.startsWith('restarted'))

describe('a master and its slave', () => {
  test('killed: the slave takes over; paused: nobody does, and no sample waits', async () => {
    await using pair = await lab.activemqPair()
    const [first, second] = [pair.server(1), pair.server(2)]
    await fillQueue(pair, first, 'orders', { messages: 12 })
    await using observing = await Observing.all(pair)
    expect(observing.view('pairs')).toMatchObject({
      pairs: [{ broker: 'pair', master: first.endpoint, is: 'ok' }],
      strangers: [{ address: second.endpoint, state: 'refused', role: 'unknown' }],
    })
    await first.kill()
    const seen = () => observing.view('pairs').pairs[0]
    const sampled = (what: string, is: () => boolean) =>
      until(
        what,
        async () => {
          await observing.sample()
          return is()
        },
        { withinMs: 20_000, everyMs: 200, seen: () => observing.open },
      )
    await sampled('the slave serves', () => seen()?.master === second.endpoint)
    expect(seen()).toMatchObject({ is: 'ok', rivals: [] })
    expect(observing.view('overview')).toMatchObject({ is: 'ok', messages: 12 })
    expect(observing.view('overview').endpoints[0]).toMatchObject({ role: 'waiting-or-dead' })
    const served = observing.look.changes(['broker.served_by'], 0).map(({ after }) => after)
    expect(served.at(-1)).toBe(second.endpoint)

    await first.start()
    await second.pause()
    const hung = await observing.sample()
    expect(hung.tookMs).toBeLessThan(2500)
    expect(hung.gaps).toContainEqual(
      expect.objectContaining({ entity: `endpoint/${second.endpoint}`, code: 'timeout' }),
    )
    const after = await observing.sample()
    expect(after.tookMs).toBeLessThan(500)
    expect(seen()).toMatchObject({
      master: null,
      is: 'broken',
      says: expect.stringContaining('keeps the lock'),
    })
    await sampled('it is told', () => observing.open.includes('broker-down broker/pair'))
    await second.resume()
    await sampled('it serves again, and nothing is open', () => troubles(observing).length === 0)
    expect(seen()).toMatchObject({ master: second.endpoint, is: 'ok' })
  })
})

describe('a network of two', () => {
  test('stranded messages, a bridge that is stopped, a broker that hangs', async () => {
    await using network = await lab.activemqNetwork()
    const [a, b] = [network.server(1), network.server(2)]
    await using observing = (await Observing.all(network)).run(300)
    const opens = (finding: string, withinMs = 25_000) =>
      until(finding, () => observing.open.includes(finding), { withinMs, seen: () => observing.open })
    const calm = () =>
      until('nothing is open', () => troubles(observing).length === 0, {
        withinMs: 20_000,
        seen: () => observing.open,
      })
    {
      await using stranded = await Stranded.make(network, { queue: 'orders' })
      await opens('stranded queue/B/orders')
      expect(observing.view('network').destinations[0]).toMatchObject({
        stranded: { on: 'B', messages: stranded.messages, waiting: ['A'] },
      })
      expect(stranded.heardAtA).toBe(0)
      // what B itself says, asked without us
      const truth = await b.read(b.queue('orders'), ['QueueSize', 'InFlightCount', 'ConsumerCount'])
      expect(observing.view('destination', { broker: 'B', kind: 'queue', name: 'orders' })).toMatchObject({
        size: truth?.['QueueSize'],
        inFlight: truth?.['InFlightCount'],
        consumers: truth?.['ConsumerCount'],
        elsewhere: [{ broker: 'A', localConsumers: 1 }],
      })

      await network.stopBridge()
      await opens('bridge-down networkconnector/B/nc-B')
      expect(observing.view('network').links).toMatchObject([{ from: 'B', to: 'A', state: 'down' }])
      await network.startBridge()
      await stranded.rescue()
      await calm()
    }
    await a.pause()
    await opens('broker-down broker/A')
    const hung = observing.samples.at(-1)
    expect(hung?.tookMs).toBeLessThan(700)
    const brokers = observing.view('brokers').brokers
    expect(brokers).toMatchObject([
      { key: 'A', servedBy: null },
      { key: 'B', servedBy: b.endpoint },
    ])
    expect(observing.view('network').unknowns[0]).toContain('Nobody serves A')
    await a.resume()
    await calm()
    expect(observing.view('overview')).toMatchObject({ is: 'ok', bridges: { established: 1, configured: 1 } })
  })
})

test('a consumer that acknowledges nothing, dead letters that rise, a queue that is paused', async () => {
  await using deployment = await lab.activemq()
  const broker = deployment.server(1)
  await using observing = (await Observing.all(deployment)).run(300)
  const opens = (finding: string) =>
    until(finding, () => observing.open.includes(finding), { withinMs: 25_000, seen: () => observing.open })
  await fillQueue(deployment, broker, 'mails', { messages: 30 })
  await fillQueue(deployment, broker, 'archive', { messages: 3 })
  await fillQueue(deployment, broker, 'payments', { messages: 8 })
  await using refuser = await deployment.stomp(broker, 'refuser')
  refuser.subscribe({ destination: '/queue/payments' }, (message) => message.nack())
  {
    await using sleeper = await deployment.stomp(broker, 'sleeper')
    sleeper.subscribe({ destination: '/queue/mails', prefetch: 5 }, () => {})
    await broker.exec(broker.queue('archive'), 'pause()')
    await opens('paused queue/main/archive')
    await opens('dead-letters queue/main/DLQ.payments')
    await opens('not-acknowledged queue/main/mails')
    expect(observing.view('destination', { broker: 'main', kind: 'queue', name: 'mails' })).toMatchObject({
      is: 'stuck',
      subscriptions: [{ clientId: 'sleeper', dispatched: 5, prefetch: 5, isHolding: true }],
    })
    expect(observing.view('overview')).toMatchObject({ deadLetters: 8, inFlight: 5 })
    await broker.exec(broker.queue('archive'), 'resume()')
    await broker.exec(broker.queue('DLQ.payments'), 'purge()')
  }
  await using worker = await deployment.stomp(broker, 'worker')
  worker.subscribe({ destination: '/queue/mails' }, (message) => message.ack())
  await until('nothing is open', () => troubles(observing).length === 0, {
    withinMs: 20_000,
    seen: () => observing.open,
  })
})

test('a store at its limit: producers are held up, and it is said where', async () => {
  await using deployment = await lab.activemq({ limits: { storeMb: 1 } })
  const broker = deployment.server(1)
  await using observing = (await Observing.all(deployment)).run(300)
  await using shop = await deployment.stomp(broker, 'shop')
  // none of these is answered once the store is full: nobody waits for them
  for (let i = 0; i < 80; i++) void shop.send('/queue/orders', 'x'.repeat(20_000)).catch(() => undefined)
  await until('it is told', () => observing.open.includes('flow-control broker/main'), {
    withinMs: 20_000,
    seen: () => observing.open,
  })
  await until('who is held up is told', () => observing.view('overview').producersBlocked === 1)
  const truth = await broker.read(broker.mbean(), ['StorePercentUsage', 'StoreLimit'])
  expect(observing.view('brokers').brokers[0]?.store).toMatchObject({
    percent: truth?.['StorePercentUsage'],
    limit: truth?.['StoreLimit'],
  })
  expect(
    observing.view('destination', { broker: 'main', kind: 'queue', name: 'orders' }).producerRows,
  ).toMatchObject([{ clientId: 'shop', isBlocked: true }])
  // a client that is held up can't even say goodbye
  await broker.kill()
})
