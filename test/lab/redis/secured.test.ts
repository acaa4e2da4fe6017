import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import { sentinelPassword } from '../../../lab/redis/config.ts'
import type { RedisDeployment } from '../../../lab/redis/deployment.ts'
import { until } from '../../../lab/until.ts'
import { redis } from '../../../src/main/systems/redis/index.ts'
import { connectionTo, Observing, tryConnect } from './observing.ts'

const observer = { username: 'observer', password: 'lens' }

function tlsOf({ certificates }: RedisDeployment): Readonly<Record<string, string>> {
  return { tls: 'on', ca: certificates?.ca ?? '' }
}

function withOwnCertificate(deployment: RedisDeployment): Readonly<Record<string, string>> {
  const { certificate = '', key = '' } = deployment.certificates ?? {}
  return { ...tlsOf(deployment), cert: certificate, key }
}

test('sentinels with a password of their own, behind TLS that asks for our certificate', async () => {
  await using group = await lab.redisSentinel({ acl: true, tls: 'mutual', downAfterMs: 2000 })
  const folder = await mkdtemp(join(tmpdir(), 'orrery-sentinel-auth-'))
  await using held = new AsyncDisposableStack()
  held.defer(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'auth')
  await writeFile(file, `:${sentinelPassword}\n`)
  const endpoints = group.sentinels.map(({ endpoint }) => endpoint)
  const tls = withOwnCertificate(group)

  // the servers' password alone opens no sentinel, and a certificate of ours is asked for
  const alone = await tryConnect(connectionTo(endpoints, { credentials: observer, options: tls }))
  expect(alone.error).toMatchObject({ code: 'auth' })
  const bare = { ...tlsOf(group), 'sentinel-auth': file }
  const without = await tryConnect(connectionTo(endpoints, { credentials: observer, options: bare }))
  expect(without.error).toMatchObject({ code: 'tls', fix: expect.stringContaining('cert=… and key=…') })

  const options = { ...tls, 'sentinel-auth': file }
  await using observing = (await Observing.open(endpoints, { credentials: observer, options })).run(300)
  expect(observing.view('overview')).toMatchObject({ kind: 'sentinel', masters: 1, replicas: 2, serving: 3 })
  expect(observing.session.capabilities().filter(({ state }) => state !== 'observed')).toEqual([])
  expect(observing.view('sentinels').masters[0]).toMatchObject({ failover: { answering: 3, can: 'yes' } })

  // what sentinels publish comes through the same doors
  await group.server(1).pause()
  const events = () =>
    observing.look
      .changes(['sentinel.event'], 0)
      .map(({ after }) => (after as { event?: string } | undefined)?.event)
  await until('the switch is heard', () => events().includes('+switch-master'), { withinMs: 30_000 })
  await group.server(1).resume()
})

describe('a file of sentinel-auth', () => {
  test.each([
    ['that is not there', '/nowhere/auth', 'can’t be read'],
    ['without a password', '/dev/null', 'holds no user:password'],
  ])('%s is told', async (_what, path, says) => {
    const { error } = await tryConnect(connectionTo(['127.0.0.1:1'], { options: { 'sentinel-auth': path } }))
    // nothing listens there: the file is looked at only when a connection is opened
    expect(error?.code).toBe('refused')
    await using one = await lab.redis()
    const asked = await tryConnect(
      connectionTo([one.server(1).endpoint], { options: { 'sentinel-auth': path } }),
    )
    expect(asked.error).toMatchObject({ code: 'invalid', message: expect.stringContaining(says) as string })
  })
})

describe('a cluster behind TLS and users', () => {
  test('is found whole from one node, and a lost master is seen', async () => {
    await using cluster = await lab.redisCluster({ acl: true, tls: true, nodeTimeoutMs: 2000 })
    const options = tlsOf(cluster)
    await using observing = (
      await Observing.open([cluster.server(2).endpoint], { credentials: observer, options })
    ).run(300)
    expect(observing.view('overview')).toMatchObject({
      ...{ kind: 'cluster', masters: 3, replicas: 3, serving: 6, is: 'ok' },
      slots: { served: 16_384, disputed: 0, moving: 0 },
    })
    expect(observing.session.capabilities().filter(({ state }) => state !== 'observed')).toEqual([])
    const said = await cluster.cli(cluster.server(1), ['--cluster', 'check', cluster.server(1).endpoint])
    for (const { id, runs } of observing.view('slots').owners)
      expect(said).toMatch(new RegExp(`M: ${id} \\S+\\s+slots:\\[${runs.replace('–', '-')}\\]`))
    const [owner] = observing.view('slots').owners
    await cluster.nodes.find(({ endpoint }) => endpoint === owner?.address)?.kill()
    await until(
      'its replica owns the slots',
      () => observing.view('slots').owners[0]?.address === owner?.replicas[0],
      { withinMs: 20_000 },
    )
  })
})

describe('a managed server, whose users may not ask for everything', () => {
  /** As managed services have it: no CONFIG, no SLOWLOG, no CLIENT, no LATENCY. */
  const denied = ['-@all', '+info', '+ping', '+cluster|nodes', '+cluster|info']

  test('is observed as far as it goes; what is not says which grant would open it', async () => {
    await using group = await lab.redis({ acl: true, replicas: 1 })
    for (const node of group.nodes)
      await group.cli(node, ['acl', 'setuser', 'managed', 'on', '>rented', '~*', ...denied])
    await using observing = await Observing.open([group.server(1).endpoint], {
      credentials: { username: 'managed', password: 'rented' },
    })
    expect(observing.view('overview')).toMatchObject({ masters: 1, replicas: 1, serving: 2, is: 'ok' })
    const lacking = observing.session.capabilities().filter(({ state }) => state !== 'observed')
    expect(lacking.map(({ by, state, fix }) => [by, state, fix])).toEqual([
      ['ROLE', 'not-observed', 'ACL SETUSER <user> +role'],
      ['SLOWLOG GET', 'not-observed', 'ACL SETUSER <user> +slowlog|get'],
      ['LATENCY LATEST', 'not-observed', 'ACL SETUSER <user> +latency|latest'],
      ['CONFIG GET', 'not-observed', 'ACL SETUSER <user> +config|get'],
      ['CLIENT LIST', 'not-observed', 'ACL SETUSER <user> +client|list'],
    ])
    // unknown is neither zero nor green
    expect(observing.view('slowlog').nodes[0]).toMatchObject({ thresholdMs: null, entries: null })
    const clients = observing.view('clients').nodes
    expect(clients.every(({ why }) => why?.includes('NOPERM') === true)).toBe(true)
    const rule = redis.rules.find(({ id }) => id === 'redis/min-replicas')
    expect(rule?.evaluate(observing.look).missing).toContain('config|get')
  })

  test('commands that were renamed are named, too', async () => {
    const config = { 'rename-command SLOWLOG': '""', 'rename-command CONFIG': 'elsewhere' }
    await using one = await lab.redis({ config })
    await using observing = await Observing.open([one.server(1).endpoint])
    expect(observing.view('overview')).toMatchObject({ masters: 1, serving: 1 })
    const lacking = observing.session.capabilities().filter(({ state }) => state !== 'observed')
    expect(lacking.map(({ by }) => by)).toEqual(['SLOWLOG GET', 'CONFIG GET'])
    expect(lacking[0]?.why).toContain('unknown command')
    expect(lacking[0]?.fix).toContain('renamed')
  })
})
