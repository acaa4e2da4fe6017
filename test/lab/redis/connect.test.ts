import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import { labPassword } from '../../../lab/redis/config.ts'
import type { RedisDeployment } from '../../../lab/redis/deployment.ts'
import { redis } from '../../../src/main/systems/redis/index.ts'
import { connectionTo, Observing, signal, tryConnect } from './observing.ts'

let group: RedisDeployment
let endpoint: string

beforeAll(async () => {
  group = await lab.redis({ acl: true, replicas: 1 })
  endpoint = group.server(1).endpoint
})
afterAll(() => group[Symbol.asyncDispose]())

test('every step is told, in order, and the replica is found', async () => {
  const credentials = { username: 'default', password: labPassword }
  const { steps, error } = await tryConnect(connectionTo([endpoint], { credentials }))
  expect(error).toBeUndefined()
  expect(steps.map(({ id, state }) => [id, state])).toEqual([
    ['name', 'ok'],
    ['tcp', 'ok'],
    ['versions', 'ok'],
    ['auth', 'ok'],
    ['read', 'ok'],
  ])
  expect(steps[2]?.says).toBe('redis 7.0.15: 1 master, 1 replica')
})

test('a user that may only look is let see what it may, and the rest is named with its grant', async () => {
  await using observing = await Observing.open([endpoint], {
    credentials: { username: 'observer', password: 'lens' },
  })
  expect(observing.view('overview')).toMatchObject({ kind: 'group', masters: 1, replicas: 1, is: 'ok' })
  expect(observing.session.capabilities().every(({ state }) => state === 'observed')).toBe(true)
  for (const node of group.nodes)
    await group.cli(node, ['acl', 'setuser', 'observer', '-slowlog|get', '-config|get'])
  try {
    await using blind = await Observing.open([endpoint], {
      credentials: { username: 'observer', password: 'lens' },
    })
    const slow = blind.session.capabilities().find(({ by }) => by === 'SLOWLOG GET')
    expect(slow).toMatchObject({ state: 'not-observed', fix: 'ACL SETUSER <user> +slowlog|get' })
    expect(blind.view('slowlog').nodes[0]).toMatchObject({ thresholdMs: null, entries: null })
    expect(blind.view('slowlog').nodes[0]?.why).toContain('NOPERM')
  } finally {
    for (const node of group.nodes)
      await group.cli(node, ['acl', 'setuser', 'observer', '+slowlog|get', '+config|get'])
  }
})

describe('a wrong address has its own words', () => {
  test('a closed port', async () => {
    const { steps, error } = await tryConnect(connectionTo(['127.0.0.1:1']))
    expect(error).toMatchObject({ code: 'refused', message: 'Nothing listens on 127.0.0.1:1' })
    expect(steps.at(-1)).toMatchObject({ id: 'tcp', state: 'failed' })
  })

  test('a name that doesn’t resolve', async () => {
    const { steps, error } = await tryConnect(connectionTo(['nowhere.invalid:6379']))
    expect(error).toMatchObject({ code: 'name', fix: expect.stringContaining('Correct the name') as string })
    expect(steps.at(-1)).toMatchObject({ id: 'name', state: 'failed' })
  })

  test('a port that speaks something else', async () => {
    await using babbler = await lab.babbler('HTTP/1.1 400 Bad Request\r\n\r\n')
    const { steps, error } = await tryConnect(connectionTo([babbler.endpoint]))
    expect(error).toMatchObject({ code: 'protocol', fix: expect.stringContaining('6379') as string })
    expect(error?.message).toContain('doesn’t speak Redis')
    expect(steps.at(-1)).toMatchObject({ id: 'versions', state: 'failed' })
  })

  test('a port that says nothing', async () => {
    await using silent = await lab.silent()
    const { error } = await tryConnect(connectionTo([silent.endpoint]))
    expect(error).toMatchObject({ code: 'timeout', fix: expect.stringContaining('says nothing') as string })
  })

  test('no password', async () => {
    const { steps, error } = await tryConnect(connectionTo([endpoint]))
    expect(error).toMatchObject({ code: 'auth', fix: 'Give a user and a password' })
    expect(steps.at(-1)).toMatchObject({ id: 'auth', state: 'failed' })
  })

  test('a wrong password', async () => {
    const credentials = { username: 'observer', password: 'wrong' }
    const { steps, error } = await tryConnect(connectionTo([endpoint], { credentials }))
    expect(error).toMatchObject({ code: 'auth', fix: 'Correct the user and the password' })
    expect(error?.message).not.toContain('wrong ')
    expect(steps.at(-1)).toMatchObject({ id: 'auth', state: 'failed' })
  })
})

test('an announced address that can’t be reached is reached where the map says', async () => {
  await using proxy = await lab.proxy(group.server(2).endpoint)
  const options = { map: `${group.server(2).endpoint}=${proxy.endpoint}` }
  const credentials = { username: 'default', password: labPassword }
  await using observing = await Observing.open([endpoint], { credentials, options })
  expect(observing.view('nodes').rows.map(({ address, state }) => [address, state])).toEqual([
    [endpoint, 'serving'],
    [group.server(2).endpoint, 'serving'],
  ])
  expect(proxy.connections).toBeGreaterThan(0)
})

describe('TLS', () => {
  let secure: RedisDeployment
  beforeAll(async () => {
    secure = await lab.redis({ tls: true, replicas: 1 })
  })
  afterAll(() => secure[Symbol.asyncDispose]())

  test('by the authority that signed, master and replica alike', async () => {
    const options = { tls: 'on', ca: secure.certificates?.ca ?? '' }
    await using observing = await Observing.open([secure.server(1).endpoint], { options })
    expect(observing.view('overview')).toMatchObject({ masters: 1, replicas: 1, serving: 2, is: 'ok' })
  })

  test('without verifying, where it is said so', async () => {
    const { error } = await tryConnect(
      connectionTo([secure.server(1).endpoint], { options: { tls: 'unverified' } }),
    )
    expect(error).toBeUndefined()
  })

  test('an authority that is not known, a file that is not there, a port that speaks none', async () => {
    const at = (address: string, options: Readonly<Record<string, string>>) =>
      tryConnect(connectionTo([address], { options })).then(({ error }) => error)
    expect(await at(secure.server(1).endpoint, { tls: 'on' })).toMatchObject({ code: 'tls' })
    expect(await at(secure.server(1).endpoint, { tls: 'on', ca: '/nowhere.pem' })).toMatchObject({
      code: 'invalid',
    })
    // a plain server takes our greeting for the beginning of a command, and waits for the rest
    expect(await at(endpoint, { tls: 'on' })).toMatchObject({
      code: 'tls',
      message: `${endpoint} speaks no TLS: it answers without`,
    })
    // the other way round: TLS is not asked for
    expect(await at(secure.server(1).endpoint, {})).toMatchObject({
      code: 'tls',
      fix: expect.stringContaining('rediss://') as string,
    })
  })
})

test('it is Redis that listens there, also behind a password', async () => {
  expect(await redis.probe(endpoint, signal)).toBe(true)
  await using babbler = await lab.babbler('HTTP/1.1 400 Bad Request\r\n\r\n')
  expect(await redis.probe(babbler.endpoint, signal)).toBe(false)
})
