import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import type { Ensemble } from '../../../lab/zookeeper/ensemble.ts'
import { until } from '../../../lab/until.ts'
import { connectionTo, Observing, signal, tryConnect } from './observing.ts'
import { ZnodeClient } from '../../../src/main/systems/zookeeper/experiments/client/znode-client.ts'
import { sessionOf } from '../../../src/main/systems/zookeeper/experiments/client/places.ts'

let ensemble: Ensemble
let options: Readonly<Record<string, string>>

/** Every member has a port with TLS beside the plain one; three of them, since members are told apart by their ids. */
beforeAll(async () => {
  ensemble = await lab.zookeeper({ voters: 3, tls: 'mutual' })
  const { ca, certificate, key } = ensemble.certificates ?? expect.fail()
  options = { tls: 'on', ca, cert: certificate, key }
})
afterAll(() => ensemble[Symbol.asyncDispose]())

const secured = () => ensemble.secureConnect.split(',')

test('every step is told, and everything is observed: words, tree, sessions', async () => {
  const { steps, error } = await tryConnect(connectionTo(secured(), { options }))
  expect(error).toBeUndefined()
  expect(steps.map(({ id, state }) => [id, state])).toEqual([
    ['name', 'ok'],
    ['tcp', 'ok'],
    ['tls', 'ok'],
    ['versions', 'ok'],
    ['auth', 'skipped'],
    ['read', 'ok'],
  ])
  expect(steps[2]?.says).toMatch(/^TLSv1\.3; certificate of orrery-lab, valid until \w+ \d+ \w+/)
  await using observing = await Observing.open(secured(), { options })
  expect(observing.samples[0]?.gaps).toEqual([])
  expect(observing.view('overview').quorum).toMatchObject({ voters: 3, acknowledging: 3, is: 'ok' })
  const lacking = observing.session.capabilities().filter(({ state }) => state !== 'observed')
  expect(lacking.map(({ by }) => by)).toEqual(['zabstate, by four-letter word'])
})

test('AdminServers are asked by HTTPS: what only they know is known', async () => {
  const admin = ensemble.servers.map((server) => server.adminEndpoint).join(',')
  // the first handshake of a Jetty that just started may take longer than a sample waits for it
  await until('all of them tell a stage', async () => {
    await using observing = await Observing.open(secured(), { options: { ...options, admin } })
    const { members } = observing.view('ensemble')
    const lacking = observing.session.capabilities().filter(({ state }) => state !== 'observed')
    return lacking.length === 0 && members.every(({ zab }) => zab === 'broadcast')
  })
})

test('clients of experiments come by the same way', async () => {
  const connection = connectionTo(secured(), { options })
  await using client = await ZnodeClient.open(sessionOf(connection, 1, 10_000), {}, signal)
  expect(client.endpoint).toBe(secured()[1])
  expect(await client.children('/', false)).toContain('zookeeper')
})

describe('what is wrong has its own words', () => {
  const errorOf = async (endpoints: readonly string[], given: Readonly<Record<string, string>>) =>
    (await tryConnect(connectionTo(endpoints, { options: given }))).error
  const [first, plain] = [() => [secured()[0] ?? ''], () => [ensemble.server(1).endpoint]]

  test('no TLS where it is spoken, and the other way round', async () => {
    expect(await errorOf(first(), {})).toMatchObject({
      code: 'tls',
      message: `${first()[0]} speaks TLS`,
      fix: expect.stringContaining('zookeepers://… or tls=on'),
    })
    expect(await errorOf(plain(), options)).toMatchObject({
      code: 'tls',
      message: `${plain()[0]} speaks no TLS: it answers without`,
      fix: expect.stringContaining('zookeeper://…'),
    })
  })

  test('an authority that nobody knows, another name, no certificate of ours', async () => {
    const { cert = '', key = '', ca = '' } = options
    expect(await errorOf(first(), { tls: 'on', cert, key })).toMatchObject({
      code: 'tls',
      message: expect.stringContaining('isn’t known here (Orrery lab authority)'),
      fix: expect.stringContaining('ca=…'),
    })
    const byName = first().map((endpoint) => endpoint.replace('127.0.0.1', 'localhost'))
    expect(await errorOf(byName, options)).toMatchObject({
      code: 'tls',
      message: expect.stringContaining('is not for that name: it is for 127.0.0.1'),
    })
    expect(await errorOf(first(), { tls: 'on', ca })).toMatchObject({
      code: 'tls',
      message: `${first()[0]} asks for a certificate of ours that it trusts`,
      fix: expect.stringContaining('cert=… and key=…'),
    })
  })

  test('without verifying it is observed all the same, with a warning', async () => {
    const { cert = '', key = '' } = options
    const { steps, error } = await tryConnect(
      connectionTo(first(), { options: { tls: 'unverified', cert, key } }),
    )
    expect(error).toBeUndefined()
    expect(steps.find(({ id }) => id === 'tls')?.says).toContain('Not verified (tls=unverified)')
  })
})
