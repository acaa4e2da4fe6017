import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { labUsers } from '../../../lab/activemq/config.ts'
import type { ActiveMqDeployment } from '../../../lab/activemq/deployment.ts'
import { lab } from '../../../lab/index.ts'
import { activemq } from '../../../src/main/systems/activemq/index.ts'
import { connectionTo, Observing, signal, tryConnect } from './observing.ts'

/** As strict as the newest stock configuration: POST alone, no operations, and what tests hide. */
const policy = {
  postOnly: true,
  exec: false,
  hidden: ['org.apache.activemq:*,endpoint=Consumer', 'org.apache.activemq:*,service=PersistenceAdapter'],
}

let strict: ActiveMqDeployment
let endpoint: string

beforeAll(async () => {
  strict = await lab.activemq({ policy })
  endpoint = strict.server(1).endpoint
})
afterAll(() => strict[Symbol.asyncDispose]())

const credentials = labUsers.observer

test('every step is told, in order', async () => {
  const { steps, error } = await tryConnect(connectionTo([endpoint], { credentials }))
  expect(error).toBeUndefined()
  expect(steps.map(({ id, state }) => [id, state])).toEqual([
    ['name', 'ok'],
    ['tcp', 'ok'],
    ['versions', 'ok'],
    ['auth', 'ok'],
    ['read', 'ok'],
  ])
  expect(steps[2]?.says).toBe('main: ActiveMQ 5.18.3, Jolokia 1.7.1')
})

test('what the policy forbids is named with its line, and the rest is observed', async () => {
  await using app = await strict.stomp(strict.server(1), 'app')
  app.subscribe({ destination: '/queue/orders' }, () => {})
  await app.send('/queue/orders', 'm')
  await using observing = await Observing.open([endpoint], { credentials })
  const fix = expect.stringContaining(
    '<mbean><name>org.apache.activemq:type=Broker,brokerName=*,endpoint=Consumer,*</name>',
  )
  expect(observing.samples[0]?.gaps).toContainEqual(
    expect.objectContaining({ ask: 'Consumers', code: 'forbidden', fix }),
  )
  const told = observing.session.capabilities()
  expect(told.find(({ what }) => what.startsWith('Subscriptions'))).toMatchObject({
    state: 'not-observed',
    fix,
  })
  expect(told.find(({ what }) => what.startsWith('Queues'))).toMatchObject({ state: 'observed' })
  expect(observing.view('destination', { broker: 'main', kind: 'queue', name: 'orders' })).toMatchObject({
    size: 1,
    subscriptions: [],
    subscriptionsWhy: expect.stringContaining('forbidden'),
  })
  expect(observing.view('overview')).toMatchObject({ is: 'ok', durablesInactive: null })
})

describe('a wrong address or user has its own words', () => {
  const errorOf = (at: string, rest: Parameters<typeof connectionTo>[1] = { credentials }) =>
    tryConnect(connectionTo([at], rest))

  test('no user, a wrong password, a user without the role', async () => {
    expect((await errorOf(endpoint, {})).error).toMatchObject({
      code: 'auth',
      fix: 'Give a user and a password',
    })
    const wrong = await errorOf(endpoint, { credentials: { username: 'admin', password: 'nonsense' } })
    expect(wrong.error).toMatchObject({ code: 'auth', fix: 'Correct the user and the password' })
    expect(wrong.error?.message).not.toContain('nonsense')
    expect(wrong.steps.at(-1)).toMatchObject({ id: 'auth', state: 'failed' })
    const guest = await errorOf(endpoint, { credentials: labUsers.guest })
    expect(guest.error).toMatchObject({ code: 'forbidden', fix: expect.stringContaining('a role') })
  })

  test('a wrong path, another protocol, a port that says nothing, a closed one', async () => {
    const { error } = await errorOf(endpoint, { credentials, options: { path: '/nope' } })
    expect(error).toMatchObject({ code: 'not-found', fix: expect.stringContaining('/api/jolokia') })
    const openwire = await errorOf(strict.server(1).openwireEndpoint)
    expect(openwire.error).toMatchObject({ code: 'protocol', fix: expect.stringContaining('8161') })
    await using silent = await lab.silent()
    expect((await errorOf(silent.endpoint)).error).toMatchObject({
      code: 'timeout',
      fix: expect.stringContaining('says nothing'),
    })
    expect((await errorOf('127.0.0.1:1')).error).toMatchObject({ code: 'refused' })
  })

  test('one of two that answers is enough', async () => {
    const { error, steps } = await tryConnect(connectionTo([endpoint, '127.0.0.1:1'], { credentials }))
    expect(error).toBeUndefined()
    expect(steps.at(-1)?.says).toContain('127.0.0.1:1 refuses: a slave that waits opens no port')
  })
})

test('it is ActiveMQ that listens there, also behind a password', async () => {
  expect(await activemq.probe(endpoint, signal)).toBe(true)
  expect(await activemq.probe(strict.server(1).openwireEndpoint, signal)).toBe(false)
})

test('6.3 by TLS alone: its Jolokia 2, connections of STOMP clients, and what was measured is what it says', async () => {
  await using secure = await lab.activemq({ version: '6.3', tls: true })
  const broker = secure.server(1)
  await using app = await secure.stomp(broker, 'app')
  app.subscribe({ destination: '/queue/orders', prefetch: 3, selector: "region = 'eu'" }, () => {})
  for (let i = 0; i < 5; i++) await app.send('/queue/orders', 'm', { region: 'eu' })
  await using observing = await Observing.all(secure)
  expect(observing.samples[0]?.gaps).toEqual([])
  expect(observing.view('brokers').endpoints).toMatchObject([
    { agent: 'Jolokia 2.1.2', version: 'ActiveMQ 6.3.1' },
  ])
  const truth = await broker.read(broker.queue('orders'), ['QueueSize', 'InFlightCount', 'EnqueueCount'])
  expect(observing.view('destination', { broker: 'main', kind: 'queue', name: 'orders' })).toMatchObject({
    size: truth?.['QueueSize'],
    inFlight: truth?.['InFlightCount'],
    subscriptions: [{ clientId: 'app', prefetch: 3, dispatched: 3, selector: "region = 'eu'" }],
  })
  expect(observing.view('connections').rows).toMatchObject([
    { clientId: 'app', connector: 'stomp', consumers: 1, holds: 3 },
  ])
  const unknown = await tryConnect(
    connectionTo([broker.endpoint], { credentials: labUsers.admin, options: { tls: 'on' } }),
  )
  expect(unknown.error).toMatchObject({ code: 'tls', fix: expect.stringContaining('ca=…') })
  expect(unknown.steps.at(-1)).toMatchObject({ id: 'tls', state: 'failed' })
  const plain = await tryConnect(connectionTo([broker.endpoint], { credentials: labUsers.admin }))
  expect(plain.error).toMatchObject({ code: 'tls', fix: expect.stringContaining('activemq+https') })
})
