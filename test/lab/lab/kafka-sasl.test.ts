import { Kafka, logLevel, type SASLOptions } from 'kafkajs'
import { expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import type { KafkaCluster } from '../../../lab/kafka/cluster.ts'

async function topicsSeenBy(cluster: KafkaCluster, sasl: SASLOptions): Promise<string[]> {
  const brokers = cluster.saslBootstrap.split(',')
  const admin = new Kafka({ brokers, sasl, logLevel: logLevel.NOTHING, retry: { retries: 0 } }).admin()
  try {
    await admin.connect()
    return await admin.listTopics()
  } finally {
    await admin.disconnect()
  }
}

test('PLAIN and SCRAM users come in with their passwords only, and see what they are granted', async () => {
  await using cluster = await lab.kafka({ brokers: 1, sasl: true })
  await cluster.tool('kafka-topics', ['--create', '--topic', 'orders'])
  const admin = { username: 'admin', password: 'admin-secret' }
  const reader = { username: 'reader', password: 'reader-secret' }
  for (const mechanism of ['plain', 'scram-sha-256', 'scram-sha-512'] as const) {
    expect(await topicsSeenBy(cluster, { mechanism, ...admin })).toContain('orders')
    expect(await topicsSeenBy(cluster, { mechanism, ...reader })).toEqual([])
    await expect(topicsSeenBy(cluster, { mechanism, ...reader, password: 'wrong' })).rejects.toThrow(/auth/i)
  }
  const grant = ['--add', '--allow-principal', 'User:reader', '--operation', 'Describe', '--topic', 'orders']
  await cluster.tool('kafka-acls', grant)
  expect(await topicsSeenBy(cluster, { mechanism: 'plain', ...reader })).toEqual(['orders'])
  expect(cluster.saslUrl('reader')).toBe(
    `kafka://reader:reader-secret@${cluster.saslBootstrap}?mechanism=scram-sha-256`,
  )
})
