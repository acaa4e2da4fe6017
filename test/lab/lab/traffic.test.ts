import { expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import { until } from '../../../lab/until.ts'
import { ZooKeeperClient } from '../../../lab/zookeeper/client.ts'

test('producers keep their rates and skew, groups read, the slow one lags', async () => {
  await using cluster = await lab.kafka({ brokers: 1 })
  await using traffic = await lab.traffic(cluster, {
    topics: [{ name: 'orders', partitions: 4, ratePerS: 100, keyCount: 20, skew: 2, valueBytes: 50 }],
    groups: [
      { id: 'quick', topics: ['orders'], members: 2 },
      { id: 'slow', topics: ['orders'], perRecordMs: 1_000 },
    ],
  })
  const startMs = performance.now()
  const before = traffic.stats().topics['orders']?.sent ?? 0
  await until('300 more are sent', () => (traffic.stats().topics['orders']?.sent ?? 0) >= before + 300, {
    withinMs: 60_000,
  })
  // a burst of what queued up may come first, but a rate of 100 can't be far exceeded
  expect(performance.now() - startMs).toBeGreaterThan(2_000)
  await until('the quick ones have read', () => (traffic.stats().groups['quick']?.received ?? 0) >= 300, {
    withinMs: 30_000,
  })
  const { quick, slow } = traffic.stats().groups
  expect(slow?.received).toBeLessThan((quick?.received ?? 0) / 3)

  const described = await cluster.tool('kafka-consumer-groups', ['--describe', '--all-groups'])
  // a partition without a commit shows no lag: all of it is still to be read
  const lagOf = (group: string) =>
    described
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([id]) => id === group)
      .reduce((sum, columns) => sum + Number(columns[5] === '-' ? columns[4] : columns[5]), 0)
  expect(lagOf('slow')).toBeGreaterThan(150)
  expect(lagOf('quick')).toBeLessThan(lagOf('slow') / 2)
  expect(described).toContain('quick-2')

  const ends = (await cluster.tool('kafka-get-offsets', ['--topic', 'orders'])).trim().split('\n')
  const perPartition = ends.map((line) => Number(line.split(':')[2]))
  const total = perPartition.reduce((sum, end) => sum + end, 0)
  // the first of 20 keys at skew 2 carries 63 % of all records
  expect(Math.max(...perPartition) / total).toBeGreaterThan(0.5)

  await traffic.stop()
  const state = await cluster.tool('kafka-consumer-groups', ['--describe', '--group', 'quick', '--state'])
  expect(state).toContain('Empty')
})

test('ZooKeeper traffic: services register, contenders queue, settings change', async () => {
  await using zk = await lab.zookeeper({ voters: 1 })
  await using traffic = await lab.zkTraffic(zk, {
    services: { orders: 3, search: 1 },
    locks: [{ path: '/locks/report', contenders: 3, holdMs: 100 }],
    config: { nodes: 4, setsPerS: 20 },
    readsPerS: 50,
  })
  await using client = await ZooKeeperClient.open(zk.server(1).endpoint)
  expect(await client.children('/services/orders')).toHaveLength(3)
  const busy = () => {
    const { sets, reads, locksTaken } = traffic.stats()
    return sets >= 20 && reads >= 50 && locksTaken >= 5
  }
  await until('everything happens', busy, { withinMs: 30_000, seen: () => traffic.stats() })
  expect((await client.children('/locks/report')).length).toBeGreaterThanOrEqual(2)
  expect(traffic.stats().sessions).toBe(4 + 3 + 2)
  await traffic.stop()
  expect(await client.children('/services/orders')).toEqual([])
})
