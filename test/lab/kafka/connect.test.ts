import { afterAll, beforeAll, expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import type { KafkaCluster } from '../../../lab/kafka/cluster.ts'
import { saslUsers } from '../../../lab/kafka/sasl.ts'
import { kafka } from '../../../src/main/systems/kafka/index.ts'
import { connectionTo, Observing, signal, tryConnect } from './observing.ts'

let cluster: KafkaCluster

beforeAll(async () => {
  cluster = await lab.kafka({ sasl: true })
})
afterAll(() => cluster[Symbol.asyncDispose]())

const admin = { username: 'admin', password: saslUsers.admin }
const reader = { username: 'reader', password: saslUsers.reader }

test('an open listener: every step is told, in order', async () => {
  const { steps, error } = await tryConnect(connectionTo(cluster.bootstrap))
  expect(error).toBeUndefined()
  expect(steps.map(({ id, state }) => [id, state])).toEqual([
    ['name', 'ok'],
    ['tcp', 'ok'],
    ['versions', 'ok'],
    ['auth', 'ok'],
    ['read', 'ok'],
  ])
  expect(steps.at(-1)!.says).toBe('Sees 1 broker and 0 topics')
})

test.each(['plain', 'scram-sha-256', 'scram-sha-512', undefined])('SASL with %s', async (mechanism) => {
  const options: Record<string, string> = mechanism === undefined ? {} : { mechanism }
  await using observing = await Observing.open(cluster.saslBootstrap, { options, credentials: admin })
  expect(observing.samples[0]!.gaps).toEqual([])
  expect(observing.session.capabilities().map(({ state }) => state)).toEqual(
    observing.session.capabilities().map(() => 'observed'),
  )
})

test('a user without grants sees what is missing, and the grants that would change it', async () => {
  await using observing = await Observing.open(cluster.saslBootstrap, { credentials: reader })
  const capabilities = observing.session.capabilities()
  const sizes = capabilities.find(({ by }) => by === 'DescribeLogDirs')
  expect(sizes).toMatchObject({ state: 'not-observed' })
  expect(sizes!.fix).toContain('--allow-principal User:reader --operation Describe --cluster')
  expect(capabilities.find(({ by }) => by === 'ListGroups')).toMatchObject({ state: 'partly' })
  expect(capabilities.find(({ by }) => by === 'Metadata')).toMatchObject({ state: 'observed' })
  expect(
    observing.samples[0]!.values.some(({ metric }) => metric === 'replica.size' || metric === 'disk.size'),
  ).toBe(true)
})

test.each(['plain', 'scram-sha-256'])('a wrong password with %s', async (mechanism) => {
  const { steps, error } = await tryConnect(
    connectionTo(cluster.saslBootstrap, {
      options: { mechanism },
      credentials: { username: 'admin', password: 'wrong' },
    }),
  )
  expect(steps.at(-1)).toMatchObject({ id: 'auth', state: 'failed' })
  expect(error).toMatchObject({ code: 'auth' })
  expect((error as Error).message).toContain('refuses the user name or password')
  expect(JSON.stringify(steps)).not.toContain('wrong"')
})

test('a SASL listener without credentials', async () => {
  const { steps, error } = await tryConnect(connectionTo(cluster.saslBootstrap))
  expect(steps.at(-1)!.id).toBe('auth')
  expect(error).toMatchObject({ code: 'auth' })
  expect((error as { fix: string }).fix).toContain('SCRAM-SHA-256')
})

test('credentials for an open listener are not sent', async () => {
  const { steps, error } = await tryConnect(connectionTo(cluster.bootstrap, { credentials: admin }))
  expect(error).toBeUndefined()
  expect(steps.find(({ id }) => id === 'auth')).toMatchObject({ state: 'skipped' })
})

test('a mechanism that Kafka doesn’t know', async () => {
  const { error } = await tryConnect(
    connectionTo(cluster.saslBootstrap, { options: { mechanism: 'gssapi' }, credentials: admin }),
  )
  expect(error).toMatchObject({ code: 'invalid' })
})

test('a controller’s port is Kafka, but not a broker', async () => {
  const { steps, error } = await tryConnect(connectionTo(cluster.server(1).controllerEndpoint!))
  expect(error).toMatchObject({ code: 'unsupported' })
  expect(steps.at(-1)).toMatchObject({ id: 'versions', state: 'failed' })
  expect((error as { fix: string }).fix).toContain('broker')
})

test('a closed port, a port that speaks something else, a port that is silent: each its own words', async () => {
  await using web = await lab.babbler('HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n')
  await using ssh = await lab.babbler('SSH-2.0-OpenSSH_9.2\r\n', { greets: true })
  await using nobody = await lab.silent()
  const closed = await lab.silent()
  await closed[Symbol.asyncDispose]()
  const failed = async (endpoint: string) => {
    const { steps, error } = await tryConnect(connectionTo(endpoint))
    const { code, message } = error as { code: string; message: string }
    return [steps.at(-1)!.id, code, message.replace(endpoint, 'X')]
  }
  expect(await failed(closed.endpoint)).toEqual(['tcp', 'refused', 'Nothing listens at X'])
  expect(await failed(web.endpoint)).toEqual([
    'versions',
    'protocol',
    'X isn’t Kafka: it answers “HTTP/1.1 400 Bad Request”',
  ])
  expect(await failed(ssh.endpoint)).toEqual([
    'versions',
    'protocol',
    'X isn’t Kafka: it answers “SSH-2.0-OpenSSH_9.2”',
  ])
  expect(await failed(nobody.endpoint)).toEqual([
    'versions',
    'timeout',
    'No answer from X to ApiVersions in 4000 ms',
  ])
  expect(await failed('no-such-host.invalid:9092')).toEqual([
    'name',
    'name',
    'The name in X doesn’t resolve on this machine',
  ])
})

test('one good address among bad ones is enough', async () => {
  const { error } = await tryConnect(connectionTo(`127.0.0.1:1,${cluster.bootstrap}`))
  expect(error).toBeUndefined()
})

test('advertised listeners that cannot be reached are named', async () => {
  await using odd = await lab.kafka({
    config: { 'advertised.listeners': 'PLAIN://kafka-1.invalid:9092' },
  })
  const { error } = await tryConnect(connectionTo(odd.bootstrap))
  expect(error).toMatchObject({ code: 'name' })
  expect((error as { fix: string }).fix).toContain('advertised.listeners')
})

test('a probe tells a broker from what isn’t one', async () => {
  await using web = await lab.babbler('HTTP/1.1 400 Bad Request\r\n\r\n')
  expect(await kafka.probe(cluster.bootstrap, signal)).toBe(true)
  expect(await kafka.probe(web.endpoint, signal)).toBe(false)
  expect(await kafka.probe('127.0.0.1:1', signal)).toBe(false)
})
