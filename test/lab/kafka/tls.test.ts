import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import type { KafkaCluster } from '../../../lab/kafka/cluster.ts'
import { saslUsers } from '../../../lab/kafka/sasl.ts'
import { until } from '../../../lab/until.ts'
import { connectionTo, Observing, tryConnect } from './observing.ts'

let cluster: KafkaCluster
let tls: Readonly<Record<string, string>>
let mutual: Readonly<Record<string, string>>

/** One broker with three listeners: plain, SSL that asks for our certificate, SASL_SSL. */
beforeAll(async () => {
  cluster = await lab.kafka({ sasl: true, tls: 'mutual' })
  const { ca, certificate, key } = cluster.certificates ?? expect.fail()
  tls = { tls: 'on', ca }
  mutual = { ...tls, cert: certificate, key }
})
afterAll(() => cluster[Symbol.asyncDispose]())

const admin = { username: 'admin', password: saslUsers.admin }

test('SASL_SSL with SCRAM: every step is told, and everything is observed', async () => {
  const { steps, error } = await tryConnect(
    connectionTo(cluster.saslBootstrap, { options: tls, credentials: admin }),
  )
  expect(error).toBeUndefined()
  expect(steps.map(({ id, state }) => [id, state])).toEqual([
    ['name', 'ok'],
    ['tcp', 'ok'],
    ['tls', 'ok'],
    ['versions', 'ok'],
    ['auth', 'ok'],
    ['read', 'ok'],
  ])
  expect(steps[2]?.says).toMatch(/^TLSv1\.3; certificate of orrery-lab, valid until \w+ \d+ \w+/)
  expect(steps[4]?.says).toBe('Known as admin, by SCRAM-SHA-512')
  await using observing = await Observing.open(cluster.saslBootstrap, { options: tls, credentials: admin })
  expect(observing.samples[0]?.gaps).toEqual([])
  expect(observing.session.capabilities().filter(({ state }) => state !== 'observed')).toEqual([])
})

test('a certificate of ours opens the SSL listener; brokers are reached at the addresses they advertise', async () => {
  const { steps, error } = await tryConnect(connectionTo(cluster.tlsBootstrap, { options: mutual }))
  expect(error).toBeUndefined()
  expect(steps[4]?.says).toBe('Known by our certificate, as CN=orrery-lab, where the listener asks for one')
  expect(steps.at(-1)?.says).toMatch(/^Sees 1 broker and \d+ topics?$/)
  await using observing = await Observing.open(cluster.tlsBootstrap, { options: mutual })
  const { cost } = await observing.sample()
  expect(cost.map(({ endpoint }) => endpoint)).toEqual([cluster.tlsBootstrap])
  // grants are those of the name in it
  const sizes = observing.session.capabilities().find(({ by }) => by === 'DescribeLogDirs')
  expect(sizes?.fix).toContain("--allow-principal 'User:CN=orrery-lab' --operation Describe --cluster")
})

test('a broker that hangs is silent, not unreachable, and answers once it goes on', async () => {
  await using observing = await Observing.open(cluster.tlsBootstrap, { options: mutual })
  await cluster.server(1).pause()
  await expect(observing.sample()).rejects.toMatchObject({
    code: 'timeout',
    fix: expect.stringContaining('paused, hung or overloaded'),
  })
  await cluster.server(1).resume()
  // what its certificate has no grant for stays a gap
  await until('it answers again', async () =>
    (await observing.sample()).gaps.every(({ code }) => code !== 'timeout'),
  )
})

describe('what is wrong has its own words', () => {
  const errorOf = async (bootstrap: string, options: Readonly<Record<string, string>>) =>
    (await tryConnect(connectionTo(bootstrap, { options }))).error

  test('no TLS where it is spoken, and the other way round', async () => {
    expect(await errorOf(cluster.tlsBootstrap, {})).toMatchObject({
      code: 'tls',
      message: `${cluster.tlsBootstrap} speaks TLS`,
      fix: expect.stringContaining('kafkas://… or tls=on'),
    })
    expect(await errorOf(cluster.bootstrap, mutual)).toMatchObject({
      code: 'tls',
      message: `${cluster.bootstrap} speaks no TLS: it answers without`,
      fix: expect.stringContaining('kafka://…'),
    })
  })

  test('an authority that nobody knows, another name, no certificate of ours', async () => {
    expect(await errorOf(cluster.saslBootstrap, { tls: 'on' })).toMatchObject({
      code: 'tls',
      message: expect.stringContaining('isn’t known here (Orrery lab authority)'),
      fix: expect.stringContaining('ca=…'),
    })
    const byName = cluster.saslBootstrap.replace('127.0.0.1', 'localhost')
    expect(await errorOf(byName, tls)).toMatchObject({
      code: 'tls',
      message: `The certificate of ${byName} is not for that name: it is for 127.0.0.1`,
    })
    expect(await errorOf(cluster.tlsBootstrap, tls)).toMatchObject({
      code: 'tls',
      message: `${cluster.tlsBootstrap} asks for a certificate of ours that it trusts`,
      fix: expect.stringContaining('cert=… and key=…'),
    })
  })

  test('a file that is not there, a key that belongs to another', async () => {
    expect(await errorOf(cluster.saslBootstrap, { ...tls, ca: '/nowhere/ca.pem' })).toMatchObject({
      code: 'invalid',
      message: 'The file /nowhere/ca.pem of ca=… can’t be read',
    })
    expect(await errorOf(cluster.saslBootstrap, { ...mutual, key: mutual['ca'] ?? '' })).toMatchObject({
      code: 'invalid',
      fix: expect.stringContaining('belongs to the certificate'),
    })
  })

  test('without verifying it is observed all the same, with a warning', async () => {
    const { steps, error } = await tryConnect(
      connectionTo(cluster.saslBootstrap, { options: { tls: 'unverified' }, credentials: admin }),
    )
    expect(error).toBeUndefined()
    expect(steps.find(({ id }) => id === 'tls')?.says).toContain('Not verified (tls=unverified)')
  })
})
