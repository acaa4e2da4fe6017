import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import type { RedisDeployment } from '../../../lab/redis/deployment.ts'
import { until } from '../../../lab/until.ts'
import { redis } from '../../../src/main/systems/redis/index.ts'
import { runsText } from '../../../src/shared/systems/redis-slots.ts'
import { slotOf } from '../../../src/shared/systems/redis-slots.ts'
import { Observing } from './observing.ts'

describe('a cluster of three masters and three replicas', () => {
  let cluster: RedisDeployment
  let observing: Observing

  beforeAll(async () => {
    cluster = await lab.redisCluster()
    for (let i = 0; i < 300; i++)
      await cluster.cli(cluster.server(1), ['-c', 'set', `key:${i % 60}`, String(i)])
    // by one address alone, and by a name that the cluster itself doesn't use: the rest is found
    observing = await Observing.open([cluster.server(1).endpoint.replace('127.0.0.1', 'localhost')])
  })
  afterAll(async () => {
    await observing[Symbol.asyncDispose]()
    await cluster[Symbol.asyncDispose]()
  })

  test('figures are those of redis-cli', async () => {
    await observing.sample()
    const { rows } = observing.view('nodes')
    expect(rows.map(({ address }) => address).sort()).toEqual(
      cluster.nodes.map(({ endpoint }) => endpoint).sort(),
    )
    for (const node of cluster.nodes) {
      const row = rows.find(({ address }) => address === node.endpoint)
      expect(row).toMatchObject({ state: 'serving', clusterState: 'ok', version: 'redis 7.0.15' })
      expect(row?.role).toBe((await cluster.info(node, 'role')) === 'slave' ? 'replica' : 'master')
      expect(row?.maxMemory).toBe(Number(await cluster.info(node, 'maxmemory')))
      const size = Number(await cluster.cli(node, ['dbsize']))
      expect(row?.keys).toBe(size)
      expect(row?.id).toBe((await cluster.cli(node, ['cluster', 'myid'])).trim())
    }
    expect(observing.view('overview')).toMatchObject({ keys: 60, kind: 'cluster', masters: 3, replicas: 3 })
  })

  test('slots are those of redis-cli --cluster check, and so is the slot of a key', async () => {
    const said = await cluster.cli(cluster.server(1), ['--cluster', 'check', cluster.server(1).endpoint])
    const slots = observing.view('slots')
    expect(said).toContain('[OK] All 16384 slots covered')
    expect(slots).toMatchObject({ served: 16_384, unowned: '', disputes: [], moving: [], blind: [] })
    for (const owner of slots.owners) {
      const [, ranges] = new RegExp(`M: ${owner.id} \\S+\\s+slots:(\\S+)`).exec(said) ?? []
      expect(owner.runs).toBe((ranges ?? '').replace(/\[|\]/g, '').replace('-', '–'))
      expect(owner.replicas).toHaveLength(1)
    }
    expect(runsText([{ from: slots.from[0] ?? 1, to: slots.to[0] ?? 0 }])).toBe(slots.owners[0]?.runs)
    for (const key of ['user:1000', '{user:1000}.cart', 'a{}b', 'x{{y}}z', 'ümlaut'])
      expect(slotOf(key)).toBe(Number(await cluster.cli(cluster.server(1), ['cluster', 'keyslot', key])))
  })

  test('every node reaches all others on the bus, and calls them online', async () => {
    const { voices } = observing.view('slots')
    expect(voices.map(({ unlinked, ailing }) => [unlinked, ailing])).toEqual(
      cluster.nodes.map(() => [[], []]),
    )
    for (const node of cluster.nodes) {
      const said = await cluster.cli(node, ['cluster', 'links'])
      const { figures } = observing.view('node', { address: node.endpoint })
      expect(figures.find(({ metric }) => metric === 'node.bus_links')?.value).toBe(
        said.match(/^direction$/gm)?.length,
      )
    }
    const [replica] = observing.view('nodes').rows.filter(({ role }) => role === 'replica')
    expect(observing.look.moment.fact(`node/${replica?.address ?? ''}`, 'node.link_step')).toBe('connected')
  })

  test('nothing but the advice on min-replicas is open', () => {
    expect(new Set(observing.open.map((one) => one.split(' ')[0]))).toEqual(new Set(['min-replicas']))
    expect(redis.summary?.(observing.look)).toBe('Redis 7.0.15 · 3 masters, 3 replicas')
  })

  test('slow commands are kept by their ids, and those that were missed are counted', async () => {
    const node = cluster.server(1)
    const [before] = observing.view('slowlog').nodes.filter(({ address }) => address === node.endpoint)
    await cluster.cli(node, ['config', 'set', 'slowlog-log-slower-than', '0', 'slowlog-max-len', '4'])
    for (let i = 0; i < 12; i++) await cluster.cli(node, ['echo', `slow ${i}`])
    await cluster.cli(node, ['config', 'set', 'slowlog-log-slower-than', '10000000'])
    await observing.sample()
    const { rows, nodes } = observing.view('slowlog', { address: node.endpoint })
    const after = nodes.find(({ address }) => address === node.endpoint)
    const ids = rows.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)])
    expect(ids.length).toBeGreaterThanOrEqual(4)
    // whatever was entered and isn't here was lost
    expect((after?.entries ?? 0) - (before?.entries ?? 0)).toBe(ids.length + (after?.lost ?? 0))
    expect(after?.lost).toBeGreaterThan(0)
    expect(rows.every(({ command }) => command !== '')).toBe(true)
  })

  test('a move that was begun and left is told by the two nodes, and is a finding', async () => {
    const { owners } = observing.view('slots')
    const [from, to] = [owners[0], owners[1]]
    const source = cluster.nodes.find(({ endpoint }) => endpoint === from?.address)
    const target = cluster.nodes.find(({ endpoint }) => endpoint === to?.address)
    if (source === undefined || target === undefined) throw new Error('No owners')
    await cluster.cli(source, ['cluster', 'setslot', '100', 'migrating', to?.id ?? ''])
    await observing.sample()
    expect(observing.view('slots').moving).toMatchObject([
      { slot: 100, is: 'one-sided', from: source.endpoint },
    ])
    await until('it is told', async () => {
      await observing.sample()
      return observing.open.includes(`slot-stuck slot/100@${source.endpoint}`)
    })
    await cluster.cli(target, ['cluster', 'setslot', '100', 'importing', from?.id ?? ''])
    await observing.sample()
    expect(observing.view('slots').moving).toMatchObject([
      { slot: 100, is: 'both', from: source.endpoint, to: target.endpoint, keysFrom: 0, keysTo: 0 },
    ])
    expect(observing.open.filter((one) => one.startsWith('slot-stuck'))).toEqual([])
    for (const node of [source, target]) await cluster.cli(node, ['cluster', 'setslot', '100', 'stable'])
    await observing.sample()
    expect(observing.view('slots').moving).toEqual([])
  })

  test('slots that are handed over have their new owner, and an event', async () => {
    const { owners } = observing.view('slots')
    await cluster.cli(cluster.server(1), [
      ...['--cluster', 'reshard', cluster.server(1).endpoint, '--cluster-from', owners[0]?.id ?? ''],
      ...['--cluster-to', owners[1]?.id ?? '', '--cluster-slots', '50', '--cluster-yes'],
    ])
    await until('everybody agrees', async () => {
      await observing.sample()
      const { disputes, owners: now } = observing.view('slots')
      return disputes.length === 0 && now.find(({ id }) => id === owners[0]?.id)?.slots === 5411
    })
    expect(observing.look.changes(['cluster.owners'], 0).length).toBeGreaterThanOrEqual(1)
    expect(observing.view('overview').keys).toBe(60)
  })

  test('every view of every node can be had', () => {
    for (const view of Object.values(redis.views)) {
      const all = view.instances?.(observing.look) ?? [{}]
      for (const args of all) expect(view.run(observing.look, args)).toBeTypeOf('object')
    }
  })
}, 120_000)

test('under sentinels everything is found from one of them, and each one’s belief is its own', async () => {
  await using deployment = await lab.redisSentinel()
  await using observing = await Observing.open([deployment.sentinels[0]?.endpoint ?? ''])
  // a sentinel that has just met another one may still be on its way to the replicas
  await until('every sentinel sees everybody up', async () => {
    await observing.sample()
    const { masters } = observing.view('sentinels')
    const cells = masters.flatMap(({ rows }) => rows.flatMap((row) => row.cells))
    return cells.length === 18 && cells.every(({ is }) => is === 'up' || is === 'self')
  })
  const { sentinels, masters } = observing.view('sentinels')
  expect(sentinels.map(({ address, state }) => `${address} ${state}`).sort()).toEqual(
    deployment.sentinels.map(({ endpoint }) => `${endpoint} serving`).sort(),
  )
  const [matrix] = masters
  expect(matrix).toMatchObject({
    name: 'mymaster',
    address: deployment.nodes[0]?.endpoint,
    failover: { quorum: 2, known: 3, answering: 3, majority: 2, downBy: [], can: 'yes', excluded: [] },
  })
  expect(matrix?.failover.candidates).toHaveLength(2)
  for (const row of matrix?.rows ?? []) {
    const sentinel = deployment.sentinels.find(({ endpoint }) => endpoint === row.sentinel)
    if (sentinel === undefined) throw new Error('Unknown sentinel')
    const address = await deployment.cli(sentinel, ['sentinel', 'get-master-addr-by-name', 'mymaster'])
    expect(row.address).toBe(address.trim().replace('\n', ':'))
    expect(row.quorumSays).toBe((await deployment.cli(sentinel, ['sentinel', 'ckquorum', 'mymaster'])).trim())
    expect(row.cells.map(({ is }) => is).filter((is) => is !== 'self')).toEqual([
      'up',
      'up',
      'up',
      'up',
      'up',
    ])
  }
  expect(observing.view('overview')).toMatchObject({ kind: 'sentinel', masters: 1, replicas: 2, is: 'ok' })
})
