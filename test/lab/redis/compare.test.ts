import { expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import { until } from '../../../lab/until.ts'
import { redis } from '../../../src/main/systems/redis/index.ts'
import { Remembered } from '../remembered.ts'

test('compare names exactly what was set, and that another became the master', async () => {
  await using group = await lab.redis({ replicas: 1 })
  await using remembered = await Remembered.open()
  const [one, other] = [group.server(1), group.server(2)]
  const target = await remembered.observe('r', redis, [one.endpoint, other.endpoint])
  const fact = (node: { readonly endpoint: string }, key: string) =>
    target.moment.fact(`node/${node.endpoint}`, key)
  await until('the replica is up to date', async () => {
    await target.sample()
    return fact(other, 'node.link') === 'up' && fact(one, 'node.config') !== undefined
  })
  const before = await target.sampleAll()
  await group.cli(group.nodes[0]!, ['config', 'set', 'maxmemory-policy', 'allkeys-lru'])
  await group.cli(group.nodes[0]!, ['config', 'set', 'slowlog-log-slower-than', '5000'])
  const set = await target.sampleAll()
  const named = (lines: readonly string[]) =>
    lines.map((line) => line.replaceAll(one.endpoint, 'one').replaceAll(other.endpoint, 'other'))
  expect(named(remembered.compare('redis', ['r', before], ['r', set]).lines)).toEqual([
    'configuration changed Eviction policy noeviction → allkeys-lru: one',
    'configuration changed Settings maxmemory-policy noeviction → allkeys-lru: one',
    'configuration changed Settings slowlog-log-slower-than 10000 → 5000: one',
  ])

  await group.cli(group.nodes[1]!, ['replicaof', 'no', 'one'])
  await until('it is a master', async () => {
    await target.sample()
    return fact(other, 'node.role') === 'master'
  })
  const after = await target.sampleAll()
  expect(named(remembered.compare('redis', ['r', set], ['r', after]).lines)).toEqual([
    'topology changed Its master one → none: other',
    'topology changed Role replica → master: other',
    'topology changed Its replicas other online → none: one',
    expect.stringMatching(/^ownership changed Replication history [0-9a-f]{40} → [0-9a-f]{40}: other$/),
    'state changed Link to its master up → none: other',
    'state changed How far that link is connected → none: other',
  ])
})
