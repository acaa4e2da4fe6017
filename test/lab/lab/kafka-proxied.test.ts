import { Kafka, logLevel } from 'kafkajs'
import { expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import { askCluster } from '../../../lab/kafka/wire.ts'
import { until } from '../../../lab/until.ts'

test('clients that start at the proxies stay behind them, and lose only the broker whose proxy is cut', async () => {
  await using cluster = await lab.kafka({ brokers: 3, proxied: true })
  const brokers = cluster.proxiedBootstrap.split(',')
  const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING, retry: { retries: 0 } }).admin()
  await admin.connect()
  const seen = (await admin.describeCluster()).brokers.map(({ host, port }) => `${host}:${port}`)
  expect(seen.sort()).toEqual([...brokers].sort())
  await admin.disconnect()

  await cluster.proxy(2).cut()
  await expect(askCluster(cluster.proxy(2).endpoint)).rejects.toThrow('ECONNREFUSED')
  cluster.proxy(3).hang()
  await expect(askCluster(cluster.proxy(3).endpoint, 300)).rejects.toThrow('did not answer')
  // among themselves the brokers are fine
  expect((await askCluster(cluster.proxy(1).endpoint)).brokerIds).toEqual([1, 2, 3])
  expect((await askCluster(cluster.server(2).endpoint)).brokerIds).toEqual([1, 2, 3])
  for (const id of [2, 3]) await cluster.proxy(id).restore()
  await until('both answer again', async () => {
    const answers = await Promise.all([2, 3].map((id) => askCluster(cluster.proxy(id).endpoint)))
    return answers.length === 2
  })
})
