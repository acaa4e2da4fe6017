import { expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import { askCluster } from '../../../lab/kafka/wire.ts'
import { until } from '../../../lab/until.ts'

const brokersSeenBy = async (endpoint: string) => (await askCluster(endpoint)).brokerIds

test('three KRaft nodes: one is killed and forgotten, returns with its port and data, hangs and recovers', async () => {
  await using cluster = await lab.kafka({ brokers: 3 })
  expect(cluster.url).toBe(`kafka://${cluster.bootstrap}`)
  expect(await brokersSeenBy(cluster.server(1).endpoint)).toEqual([1, 2, 3])
  await cluster.tool('kafka-topics', ['--create', '--topic', 'kept', '--partitions', '6'])

  const { endpoint, pid } = cluster.server(3)
  await cluster.server(3).kill()
  await expect(askCluster(endpoint)).rejects.toThrow('ECONNREFUSED')
  const lost = async () => (await brokersSeenBy(cluster.server(1).endpoint)).length === 2
  await until('broker 3 is forgotten', lost, { withinMs: 40_000 })
  await cluster.server(3).start()
  expect(cluster.server(3).endpoint).toBe(endpoint)
  expect(cluster.server(3).pid).not.toBe(pid)
  expect(await cluster.tool('kafka-topics', ['--list'])).toContain('kept')

  await cluster.server(2).pause()
  await expect(askCluster(cluster.server(2).endpoint, 500)).rejects.toThrow('did not answer')
  await cluster.server(2).resume()
  await until('broker 2 answers again', () => brokersSeenBy(cluster.server(2).endpoint))
  expect(await cluster.server(2).logs()).toContain('Kafka Server started')
  expect(await cluster.tool('kafka-metadata-quorum', ['describe', '--status'])).toMatch(/CurrentVoters:.*3/)
})

test('one node, with overrides of its configuration; a tool that fails says why', async () => {
  await using cluster = await lab.kafka({ brokers: 1, config: { 'num.partitions': '7' } })
  await cluster.tool('kafka-topics', ['--create', '--topic', 'wide'])
  expect(await cluster.tool('kafka-topics', ['--describe', '--topic', 'wide'])).toContain('PartitionCount: 7')
  await expect(cluster.tool('kafka-topics', ['--describe', '--topic', 'none'])).rejects.toThrow('none')
  await expect(cluster.tool('kafka-nonsense', [])).rejects.toThrow('knows no tool')
})

test('a server that cannot start says so with the end of its log, and leaves nothing', async () => {
  const wrong = lab.kafka({ brokers: 1, config: { 'num.io.threads': 'many' } })
  await expect(wrong).rejects.toThrow(/kafka-1 ended before it answered[\s\S]*num\.io\.threads/)
})

test('three brokers on ZooKeeper: one is killed and returns', async () => {
  await using cluster = await lab.kafkaOnZooKeeper({ brokers: 3 })
  expect(cluster.zookeeper.servers).toHaveLength(3)
  expect(await cluster.zookeeper.tool('zkCli', ['ls', '/kafka/brokers/ids'])).toContain('[1, 2, 3]')
  await cluster.server(2).restart()
  expect(await brokersSeenBy(cluster.server(1).endpoint)).toEqual([1, 2, 3])
  await cluster.tool('kafka-topics', ['--create', '--topic', 'old', '--partitions', '3'])
  expect(await cluster.tool('kafka-get-offsets', ['--topic', 'old'])).toContain('old:2:0')
  expect(await cluster.tool('kafka-configs', ['--describe', '--topic', 'old'])).toContain('old')
})
