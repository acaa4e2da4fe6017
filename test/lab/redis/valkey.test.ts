import { expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import { until } from '../../../lab/until.ts'
import { redis } from '../../../src/main/systems/redis/index.ts'
import { Observing } from './observing.ts'

test('a cluster of Valkey is observed as one of Redis is, and called by its name', async () => {
  await using cluster = await lab.redisCluster({ make: 'valkey', nodeTimeoutMs: 2000 })
  await using observing = (await Observing.open([cluster.server(1).endpoint])).run(300)
  const version = await cluster.info(cluster.server(1), 'valkey_version')
  expect(observing.view('overview')).toMatchObject({
    ...{ kind: 'cluster', masters: 3, replicas: 3, serving: 6, is: 'ok' },
    versions: [`valkey ${version}`],
  })
  expect(redis.summary?.(observing.look)).toBe(`Valkey ${version} · 3 masters, 3 replicas`)
  expect(observing.session.capabilities().filter(({ state }) => state !== 'observed')).toEqual([])
  const key = 'cart:{42}'
  for (let i = 0; i < 5; i++) await cluster.cli(cluster.server(1), ['-c', 'set', `${key}:${i}`, 'x'])
  const slot = Number(await cluster.cli(cluster.server(1), ['cluster', 'keyslot', key]))
  await using later = await Observing.open([cluster.server(1).endpoint])
  const counted = later.view('slots').counted.filter(({ slots }) => slots.length > 0)
  expect(counted).toMatchObject([{ slots: [{ slot, keys: 5 }], othersAtMost: 0 }])
  const said = await cluster.cli(cluster.server(1), ['--cluster', 'check', cluster.server(1).endpoint])
  expect(said).toContain('[OK] All 16384 slots covered')
  const [owner] = observing.view('slots').owners
  await cluster.nodes.find(({ endpoint }) => endpoint === owner?.address)?.kill()
  await until(
    'its replica owns the slots',
    () => observing.view('slots').owners[0]?.address === owner?.replicas[0],
    { withinMs: 20_000 },
  )
})

test('sentinels of Valkey watch a master', async () => {
  await using group = await lab.redisSentinel({ make: 'valkey' })
  await using observing = (await Observing.open(group.sentinels.map(({ endpoint }) => endpoint))).run(300)
  await until(
    'a failover could be had',
    () => observing.view('overview').is === 'ok' && observing.view('sentinels').sentinels.length === 3,
    { withinMs: 20_000 },
  )
  expect(observing.view('sentinels').masters[0]).toMatchObject({ name: 'mymaster', failover: { can: 'yes' } })
})
