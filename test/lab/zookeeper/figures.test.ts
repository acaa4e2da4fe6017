import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import { until } from '../../../lab/until.ts'
import type { Ensemble } from '../../../lab/zookeeper/ensemble.ts'
import { ZooKeeperClient } from '../../../lab/zookeeper/client.ts'
import type { ZnodeStat } from '../../../src/shared/systems/zookeeper-tree-views.ts'
import { monitorMetrics } from '../../../src/shared/systems/zookeeper-monitor.ts'
import { Observing } from './observing.ts'

/** Numbers of mntr that stand still while nobody writes: those that asking itself moves are left out. */
const still = [
  'znodes',
  'ephemerals',
  'watches',
  'data_bytes',
  'synced_followers',
  'synced_observers',
  'learners',
  'quorum_size',
  'global_sessions',
  'max_files',
  'proposals',
  'commits',
  'fsync_count',
  'fsync_sum',
]

let ensemble: Ensemble
let client: ZooKeeperClient
let observing: Observing

beforeAll(async () => {
  ensemble = await lab.zookeeper({ voters: 3, observers: 1 })
  client = await ZooKeeperClient.open(ensemble.server(2).endpoint)
  await client.ensure('/app/config')
  await client.create('/app/config/ümlaut-日本', Buffer.from('{"grüße": 1}'))
  await client.create('/app/bin', Buffer.from([0, 1, 2, 255]))
  await client.create('/app/empty')
  await client.ensure('/locks/report')
  for (let i = 0; i < 3; i++)
    await client.create('/locks/report/lock-', `${i}`, { ephemeral: true, sequential: true })
  observing = await Observing.open(ensemble.servers.map((server) => server.endpoint))
})

afterAll(async () => {
  await observing[Symbol.asyncDispose]()
  await client[Symbol.asyncDispose]()
  await ensemble[Symbol.asyncDispose]()
})

/** What `zkCli stat` prints, in our names. */
function statIn(text: string): ZnodeStat {
  const said = (key: string) => new RegExp(`^${key} = (.+)$`, 'm').exec(text)?.[1] ?? ''
  const owner = said('ephemeralOwner')
  return {
    czxid: said('cZxid'),
    mzxid: said('mZxid'),
    pzxid: said('pZxid'),
    ctime: Date.parse(said('ctime')),
    mtime: Date.parse(said('mtime')),
    version: Number(said('dataVersion')),
    cversion: Number(said('cversion')),
    aversion: Number(said('aclVersion')),
    ephemeralOwner: owner === '0x0' ? null : owner,
    dataLength: Number(said('dataLength')),
    numChildren: Number(said('numChildren')),
  }
}

const toSeconds = (stat: ZnodeStat | null) =>
  stat && { ...stat, ctime: Math.floor(stat.ctime / 1000), mtime: Math.floor(stat.mtime / 1000) }

describe('figures are those of ZooKeeper’s own tools', () => {
  test('srvr', async () => {
    await observing.sample()
    const { members } = observing.view('ensemble')
    expect(members).toHaveLength(4)
    for (const { id, mode, zxid, version } of members) {
      const text = await ensemble.fourLetter(Number(id), 'srvr')
      expect(text).toContain(`Mode: ${mode}\n`)
      expect(text).toContain(`Zxid: ${zxid}\n`)
      expect(text).toContain(`Zookeeper version: ${version}-`)
    }
  })

  test('mntr', async () => {
    await observing.sample()
    for (const server of ensemble.servers) {
      const said = new Map(
        (await ensemble.fourLetter(server.id, 'mntr'))
          .split('\n')
          .map((line) => line.split('\t') as [string, string]),
      )
      for (const name of still) {
        const field = monitorMetrics.find(({ key }) => key === `member.${name}`)?.field ?? ''
        const told = said.get(field)
        const ours = observing.look.moment.value(`member/${server.id}`, `member.${name}`)
        expect(ours, `${field} of ${server.id}`).toBe(told === undefined ? undefined : Number(told))
      }
    }
  })

  test.each(['/', '/app', '/app/config/ümlaut-日本', '/app/empty', '/locks/report/lock-0000000001'])(
    'zkCli stat %s',
    async (path) => {
      const ours = observing.view('znode', { path }).stat
      expect(toSeconds(ours)).toEqual(toSeconds(statIn(await ensemble.tool('zkCli', ['stat', path]))))
    },
  )

  test('zkCli ls -R /', async () => {
    const theirs = (await ensemble.tool('zkCli', ['ls', '-R', '/']))
      .split('\n')
      .filter((line) => line.startsWith('/'))
    const { path } = observing.view('search', { text: '/', limit: 1e6 })
    expect(path).toEqual(theirs.toSorted())
  })

  test('zkCli get: text and bytes', async () => {
    const { text, looks } = observing.view('znode', { path: '/app/config/ümlaut-日本' }).data
    expect([looks, text]).toEqual(['json', '{"grüße": 1}'])
    expect(observing.view('znode', { path: '/app/bin' }).data).toMatchObject({
      looks: 'binary',
      base64: 'AAEC/w==',
    })
    expect(observing.view('znode', { path: '/app/empty' }).data.looks).toBe('empty')
  })
})

describe('sessions', () => {
  test('lead from a znode to its client', async () => {
    await observing.sample()
    const { owner, alsoOwned, queue } = observing.view('znode', { path: '/locks/report/lock-0000000001' })
    const cons = await ensemble.fourLetter(2, 'cons')
    const line = cons.split('\n').find((one) => one.includes(`sid=${owner?.id},`))
    expect(line).toContain(`/${owner?.client}[`)
    expect(owner).toMatchObject({ state: 'connected', member: '2', madeBy: '2', own: false })
    expect(alsoOwned.map(({ path }) => path)).toEqual(
      [0, 1, 2].map((i) => `/locks/report/lock-000000000${i}`),
    )
    expect(queue).toMatchObject({ place: 2, of: 3, ahead: 'lock-0000000000' })
  })

  test('ours is among them, and nothing is written by it', async () => {
    const before = await ensemble.fourLetter(1, 'srvr')
    await observing.sample()
    const after = await ensemble.fourLetter(1, 'srvr')
    expect(/Zxid: (.+)/.exec(after)?.[1]).toBe(/Zxid: (.+)/.exec(before)?.[1])
    expect(observing.view('sessions').own.filter(Boolean)).toHaveLength(1)
  })
})

describe('a change is seen without asking', () => {
  const seenIn = async (what: string, condition: () => boolean) => {
    const started = performance.now()
    await until(what, condition, { withinMs: 2000, everyMs: 1 })
    return performance.now() - started
  }
  const holds = (path: string) => observing.look.moment.fact(`znode${path}`, 'znode.kind') !== undefined

  test('creation, data and deletion, each within 100 ms', async () => {
    const path = '/app/new'
    await client.create(path, '1')
    expect(await seenIn('it is there', () => holds(path))).toBeLessThan(100)
    await client.set(path, '2')
    expect(
      await seenIn('its data are new', () => observing.view('znode', { path }).data.text === '2'),
    ).toBeLessThan(100)
    expect(observing.view('znode', { path }).stat).toMatchObject({ version: 1, dataLength: 1 })
    await client.remove(path)
    expect(await seenIn('it is gone', () => !holds(path))).toBeLessThan(100)
  })

  test('the parent’s stat moves with its children', async () => {
    await client.create('/app/child')
    await until('the parent knows', () => observing.view('znode', { path: '/app' }).stat?.numChildren === 4, {
      withinMs: 2000,
    })
    const theirs = statIn(await ensemble.tool('zkCli', ['stat', '/app']))
    expect(toSeconds(observing.view('znode', { path: '/app' }).stat)).toEqual(toSeconds(theirs))
  })

  test('a whole branch comes and goes, and the tree is right afterwards', async () => {
    const paths = Array.from({ length: 300 }, (_, i) => `/app/many/${i % 10}/${i}`)
    for (let i = 0; i < 10; i++) await client.ensure(`/app/many/${i}`)
    await Promise.all(paths.map((path) => client.create(path)))
    await until('all are there', () => paths.every(holds), { withinMs: 5000 })
    await Promise.all(paths.slice(0, 150).map((path) => client.remove(path)))
    await until('half are gone', () => paths.filter(holds).length === 150, { withinMs: 5000 })
    const theirs = (await ensemble.tool('zkCli', ['ls', '-R', '/app']))
      .split('\n')
      .filter((line) => line.startsWith('/'))
    const tree = observing.view('search', { text: '/app', limit: 1e6 }).path
    expect(tree).toEqual(theirs.toSorted())
  })

  test('ephemerals vanish with their session', async () => {
    const other = await ZooKeeperClient.open(ensemble.server(1).endpoint)
    await other.create('/app/mine', '', { ephemeral: true })
    await until('it is there', () => holds('/app/mine'), { withinMs: 2000 })
    await other[Symbol.asyncDispose]()
    await until('it is gone', () => !holds('/app/mine'), { withinMs: 2000 })
  })
})

test('a lost connection is taken up on another member, and the tree is whole again', async () => {
  await using proxy = await lab.proxy(ensemble.server(4).endpoint)
  const options = { admin: 'off' }
  await using other = await Observing.open([proxy.endpoint], { options })
  const [own] = other.view('sessions').id.filter((_, i) => other.view('sessions').own[i])
  expect(own).toBeDefined()
  await proxy.cut()
  await client.create('/app/meanwhile')
  await proxy.restore()
  await until(
    'what came meanwhile is seen',
    () => other.look.moment.fact('znode/app/meanwhile', 'znode.kind') !== undefined,
    { withinMs: 10_000 },
  )
  await client.create('/app/afterwards')
  await until(
    'it is followed again',
    () => other.look.moment.fact('znode/app/afterwards', 'znode.kind') !== undefined,
    { withinMs: 2000 },
  )
  await other.sample()
  expect(other.view('sessions').id.filter((_, i) => other.view('sessions').own[i])).toEqual([own])
})
