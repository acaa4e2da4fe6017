import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import { until } from '../../../lab/until.ts'
import { Observing } from './observing.ts'

/** What is open beside the standing advice. */
const troubles = (observing: Observing) => observing.open.filter((one) => !one.startsWith('min-replicas'))

describe('a cluster', () => {
  test('a killed master: its replica takes over in a new epoch, and it comes back as a replica', async () => {
    await using cluster = await lab.redisCluster({ nodeTimeoutMs: 2000 })
    await using observing = (await Observing.open([cluster.server(2).endpoint])).run(300)
    const before = observing.view('overview')
    const [owner] = observing.view('slots').owners
    const master = cluster.nodes.find(({ endpoint }) => endpoint === owner?.address)
    const heir = owner?.replicas[0] ?? ''
    await master?.kill()
    await until('the cluster refuses', () => observing.open.includes('cluster-state cluster'), {
      withinMs: 20_000,
    })
    expect(observing.view('overview')).toMatchObject({ is: 'broken' })
    expect(observing.view('slots').owners.find(({ address }) => address === owner?.address)?.isServing).toBe(
      false,
    )
    await until('its replica owns the slots', () => observing.view('slots').owners[0]?.address === heir, {
      withinMs: 20_000,
    })
    await until('all slots are served', () => observing.view('slots').served === 16_384, { withinMs: 20_000 })
    expect(observing.view('overview').epoch).toBeGreaterThan(before.epoch ?? Infinity)
    await until(
      'what is left is told: who is down, and who has no replica now',
      () => {
        const open = troubles(observing)
        return open.length === 2 && open[0] === `no-replica node/${heir}` && open[1]?.startsWith('node-down')
      },
      { withinMs: 20_000, seen: () => troubles(observing) },
    )
    expect(observing.view('overview')).toMatchObject({
      is: 'weak',
      says: `All 16,384 slots are served by 3 masters; ${heir} has no replica in step`,
    })
    await master?.restart()
    await until('nothing is open any more', () => troubles(observing).length === 0, {
      withinMs: 20_000,
      seen: () => troubles(observing),
    })
    expect(observing.view('overview').is).toBe('ok')
    expect(
      await cluster.cli(cluster.server(2), ['--cluster', 'check', cluster.server(2).endpoint]),
    ).toContain('[OK] All 16384 slots covered')
    expect(observing.view('nodes').rows.find(({ address }) => address === master?.endpoint)).toMatchObject({
      role: 'replica',
      master: heir,
      link: 'up',
    })
    const roles = observing.look
      .changes(['node.role'], 0)
      .map(({ entity, after }) => `${entity} ${String(after)}`)
    expect(roles).toContain(`node/${heir} master`)
  })

  test('a hung node costs one deadline, is named, harms no other’s sample, and comes back', async () => {
    // so long that nobody takes over meanwhile
    await using cluster = await lab.redisCluster({ nodeTimeoutMs: 30_000 })
    await using observing = await Observing.open([cluster.server(1).endpoint])
    const node = cluster.server(3)
    await node.pause()
    const first = await observing.sample()
    expect(first.tookMs).toBeLessThan(2500)
    expect(first.gaps).toMatchObject([{ entity: `node/${node.endpoint}`, code: 'timeout' }])
    const second = await observing.sample()
    expect(second.tookMs).toBeLessThan(500)
    const rows = observing.view('nodes').rows
    expect(rows.filter(({ state }) => state === 'serving')).toHaveLength(5)
    expect(rows.find(({ address }) => address === node.endpoint)).toMatchObject({
      state: 'silent',
      role: 'master',
    })
    await node.resume()
    await until('it serves again', async () => {
      await observing.sample()
      return observing.view('nodes').rows.every(({ state }) => state === 'serving')
    })
  })
})

describe('a master under sentinels', () => {
  test('paused: they find it down, agree, and switch; when it wakes there are two masters for a while', async () => {
    await using deployment = await lab.redisSentinel({ downAfterMs: 2000, failoverTimeoutMs: 6000 })
    await using observing = await Observing.open(deployment.sentinels.map(({ endpoint }) => endpoint))
    observing.run(300)
    const old = deployment.server(1)
    await old.pause()
    const matrix = () => observing.view('sentinels').masters[0]
    await until('each sentinel sees it down', () => (matrix()?.failover.downBy.length ?? 0) >= 2, {
      withinMs: 15_000,
      everyMs: 20,
    })
    await until(
      'another is given to clients, by all',
      () => matrix()?.given.length === 1 && matrix()?.address !== old.endpoint,
      {
        withinMs: 30_000,
      },
    )
    expect(matrix()?.rows.every(({ configEpoch }) => configEpoch === 1)).toBe(true)
    expect(observing.open).toContain(`node-down node/${old.endpoint}`)
    const events = observing.look
      .changes(['sentinel.event'], 0)
      .map(({ after }) => (after as { event: string }).event)
    expect(events).toEqual(expect.arrayContaining(['+sdown', '+odown', '+try-failover', '+switch-master']))
    await old.resume()
    await until(
      'two call themselves master',
      () => observing.open.includes(`split-brain node/${old.endpoint}`),
      {
        withinMs: 15_000,
      },
    )
    expect(observing.view('nodes').rivals).toHaveLength(1)
    await until(
      'it was made a replica, and nothing is open any more',
      () => troubles(observing).length === 0,
      {
        withinMs: 40_000,
        seen: () => troubles(observing),
      },
    )
    expect(observing.view('nodes').rivals).toEqual([])
  })

  test('two of three sentinels killed: no quorum, says the third, and the outlook', async () => {
    await using deployment = await lab.redisSentinel({ downAfterMs: 2000 })
    const [left, ...others] = deployment.sentinels
    await using observing = (await Observing.open([left?.endpoint ?? ''])).run(300)
    for (const sentinel of others) await sentinel.kill()
    await until(
      'it is told',
      () => observing.open.some((one) => one.startsWith(`sentinel-quorum belief/${left?.endpoint}`)),
      { withinMs: 30_000 },
    )
    const { failover, rows } = observing.view('sentinels').masters[0] ?? {}
    expect(failover).toMatchObject({ known: 3, answering: 1, majority: 2, can: 'no' })
    expect(rows?.find(({ sentinel }) => sentinel === left?.endpoint)).toMatchObject({ quorumOk: false })
    expect(observing.view('overview').is).toBe('weak')
    for (const sentinel of others) await sentinel.start()
    await until('nothing is open any more', () => troubles(observing).length === 0, {
      withinMs: 40_000,
      seen: () => troubles(observing),
    })
  })
})

describe('a master with replicas', () => {
  test('a replica that hangs under writes falls behind in bytes and in time, and catches up', async () => {
    await using group = await lab.redis({ replicas: 2 })
    await using _traffic = await lab.redisTraffic(group, { writesPerS: 300, keys: 500, valueBytes: 400 })
    await using observing = (await Observing.open([group.server(1).endpoint])).run(300)
    const replica = group.server(2)
    const row = () => observing.view('nodes').rows.find(({ address }) => address === replica.endpoint)
    await replica.pause()
    await until('its lag grows', () => (row()?.lagBytes ?? 0) > 100_000 && (row()?.silentSeconds ?? 0) >= 5, {
      withinMs: 20_000,
      seen: row,
    })
    expect(row()).toMatchObject({ state: 'silent', listed: 'online' })
    expect(row()?.lagSeconds).toBeGreaterThan(1)
    await until('it is told', () => observing.open.includes(`node-down node/${replica.endpoint}`))
    await replica.resume()
    await until('nothing is open any more', () => troubles(observing).length === 0, { withinMs: 20_000 })
    await until('it is in step', () => (row()?.lagBytes ?? Infinity) < 20_000)
  })

  test('a replica that is cut from its master says so', async () => {
    await using group = await lab.redis({ replicas: 1 })
    await using observing = (await Observing.open([group.server(1).endpoint, group.server(2).endpoint])).run(
      300,
    )
    const replica = group.server(2)
    await group.cli(replica, ['replicaof', '127.0.0.1', '1'])
    await until('it is told', () => observing.open.includes(`replica-link node/${replica.endpoint}`), {
      withinMs: 20_000,
    })
    expect(observing.view('node', { address: replica.endpoint })).toMatchObject({
      row: { link: 'down' },
      linkStep: expect.stringMatching(/^connect/) as string,
    })
    await group.cli(replica, ['replicaof', ...group.server(1).endpoint.split(':')])
    await until('nothing is open any more', () => troubles(observing).length === 0, {
      withinMs: 20_000,
      seen: () => troubles(observing),
    })
  })

  test('writes refused at the memory limit, and a save that fails, are findings and close again', async () => {
    await using group = await lab.redis()
    const node = group.server(1)
    await using observing = await Observing.open([node.endpoint])
    await group.cli(node, [
      'config',
      'set',
      'maxmemory',
      '1mb',
      'maxmemory-policy',
      'noeviction',
      'save',
      '3600 1',
    ])
    const write = () => group.cli(node, ['set', 'a', 'b']).catch(() => '')
    expect(await write()).toContain('OOM')
    await observing.sample()
    await write()
    await observing.sample()
    expect(observing.open).toEqual([`memory-full node/${node.endpoint}`])
    await group.cli(node, ['config', 'set', 'maxmemory', '0'])
    await rm(join(group.folder, node.name), { recursive: true })
    await group.cli(node, ['set', 'a', 'b'])
    await group.cli(node, ['bgsave'])
    await until('it is told', async () => {
      await observing.sample()
      return observing.open.includes(`save-failed node/${node.endpoint}`)
    })
    expect(await write()).toContain('MISCONF')
  })
})
