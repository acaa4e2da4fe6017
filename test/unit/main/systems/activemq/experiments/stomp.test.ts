import { expect, test } from 'vitest'
import { stompError } from '../../../../../../src/main/systems/activemq/experiments/clients/stomp-client.ts'
import { type Broker, Console } from '../../../../../../src/main/systems/activemq/experiments/console.ts'
import { stompOf } from '../../../../../../src/main/systems/activemq/experiments/stomp-access.ts'
import type { Connection } from '../../../../../../src/main/systems/system.ts'

function connection(options: Connection['options'] = {}): Connection {
  return {
    targetId: 't',
    endpoints: ['a.example:8161', 'b.example:8161'],
    options,
    credentials: { username: 'ann', password: 'secret' },
    budget: { requestsPerSecond: 0, znodes: 0, bytes: 0 },
  }
}

function brokersWith(...each: readonly Readonly<Record<string, string>>[]): readonly Broker[] {
  return each.map((connectors, i): Broker => {
    const name = 'AB'[i] ?? ''
    return { name, connectors, console: new Console(`${name.toLowerCase()}.example:8161`, connection()) }
  })
}

test.each([
  ['stomp://0.0.0.0:61613?maximumConnections=1000', 61_613, false],
  ['stomp+nio://broker-1:61700', 61_700, false],
  ['stomp+ssl://[::]:61612', 61_612, true],
  ['stomp+nio+ssl://localhost:7000', 7000, true],
  ['auto+nio://localhost:5671', 5671, false],
])('%s is reached at the host of Jolokia', async (uri, port, isSecure) => {
  const brokers = brokersWith({ openwire: 'tcp://0.0.0.0:61616' }, { other: uri })
  const { broker, access, address } = await stompOf(connection(), brokers)
  expect([broker.name, address, access.port]).toEqual(['B', `b.example:${port}`, port])
  expect(access.tls !== undefined).toBe(isSecure)
  expect(access.login).toEqual({ username: 'ann', password: 'secret' })
})

test('no connector: the line that opens one, and those that there are', async () => {
  const brokers = brokersWith({ openwire: 'tcp://0.0.0.0:61616', amqp: 'amqp://0.0.0.0:5672' })
  await expect(stompOf(connection(), brokers)).rejects.toMatchObject({
    code: 'unsupported',
    message: 'No STOMP connector is open (A: openwire, A: amqp)',
    fix: expect.stringContaining('<transportConnector name="stomp"'),
  })
})

test('the address that a person gives comes first; its broker is the one that tells of that port', async () => {
  const brokers = brokersWith({ stomp: 'stomp://0.0.0.0:61613' }, { stomp: 'stomp://0.0.0.0:61713' })
  const told = await stompOf(connection({ stomp: 'tunnel.example:61713' }), brokers)
  expect([told.address, told.broker.name]).toEqual(['tunnel.example:61713', 'B'])
  const secure = await stompOf(connection({ stomp: 'stomp+ssl://tunnel.example:9999' }), brokers)
  expect([secure.broker.name, secure.access.tls !== undefined]).toEqual(['A', true])
})

test.each([
  ['User ann is not authorized to write to: queue://orrery.x.1.q', 'forbidden', 'a group of ann'],
  ['User name [ann] or password is invalid.', 'auth', 'simpleAuthenticationPlugin'],
  ['connect ECONNREFUSED', 'refused', undefined],
  ['connection timed out', 'timeout', undefined],
])('%s is told as %s', (said, code, fix) => {
  const error = stompError(new Error(said), 'a.example:61613')
  expect(error.code).toBe(code)
  if (fix !== undefined) expect(error.fix).toContain(fix)
})
