import kafkajs from 'kafkajs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import type { KafkaCluster } from '../../../lab/kafka/cluster.ts'
import { until } from '../../../lab/until.ts'
import { kafka } from '../../../src/main/systems/kafka/index.ts'
import { Remembered, type RememberedTarget } from '../remembered.ts'

let cluster: KafkaCluster
let remembered: Remembered
let target: RememberedTarget
const held = new AsyncDisposableStack()

beforeAll(async () => {
  cluster = held.use(await lab.kafka({ brokers: 3 }))
  remembered = held.use(await Remembered.open())
  target = await remembered.observe('k', kafka, cluster.bootstrap.split(','))
})
afterAll(() => held.disposeAsync())

const fact = (entity: string, key: string) => target.moment.fact(entity, key)
const setting = (topic: string, name: string) =>
  (fact(`topic/${topic}`, 'topic.config') as Record<string, { value: string }> | undefined)?.[name]?.value

function sampledUntil(what: string, holds: () => boolean) {
  const look = async () => {
    await target.sample()
    return holds()
  }
  return until(what, look, { withinMs: 30_000, everyMs: 200 })
}

test('a broker that hangs is silent; what it did not answer is named, and nothing is gone', async () => {
  const hung = [1, 2, 3].find((id) => id !== fact('cluster', 'quorum.leader')) ?? 0
  const before = await target.sample()
  await cluster.server(hung).pause()
  const after = await target.sampleAll()
  await cluster.server(hung).resume()
  const { lines, b, unseen } = remembered.compare('kafka', ['k', before], ['k', after])
  expect(lines).toEqual([`state changed State online → silent: broker ${hung}`])
  expect(b.gaps).toContainEqual(expect.objectContaining({ entity: `broker/${hung}` }))
  expect(unseen).toEqual([])
  await sampledUntil('it answers again', () => fact(`broker/${hung}`, 'broker.state') === 'online')
  expect(remembered.compare('kafka', ['k', before], ['k', await target.sample()]).lines).toEqual([])
})

test('compare names exactly what changed, and what it led to', async () => {
  const leads = fact('cluster', 'quorum.leader') as number
  const [lost = 0, other = 0] = [1, 2, 3].filter((id) => id !== leads)
  const client = new kafkajs.Kafka({ brokers: cluster.bootstrap.split(','), logLevel: 0 })
  const admin = client.admin()
  await admin.connect()
  const topic = (name: string, replicas: readonly (readonly number[])[]) => ({
    topic: name,
    replicaAssignment: replicas.map((each, partition) => ({ partition, replicas: [...each] })),
  })
  await admin.createTopics({
    waitForLeaders: true,
    topics: [
      topic('kept', [[lost, other, leads]]),
      topic('moved', [[leads, lost]]),
      topic('doomed', [[leads], [other]]),
    ],
  })
  const inSync = (entity: string) => ((fact(entity, 'partition.isr') ?? []) as readonly number[]).length
  const isWhole = () => inSync('topic/kept/0') === 3 && inSync('topic/moved/0') === 2
  await sampledUntil('all is in sync', () => isWhole() && setting('kept', 'retention.ms') !== undefined)
  const before = await target.sampleAll()

  await admin.createTopics({ waitForLeaders: true, topics: [topic('fresh', [[leads], [other], [leads]])] })
  await admin.deleteTopics({ topics: ['doomed'] })
  await admin.alterConfigs({
    validateOnly: false,
    resources: [{ type: 2, name: 'kept', configEntries: [{ name: 'retention.ms', value: '86400000' }] }],
  })
  await admin.alterPartitionReassignments({
    topics: [{ topic: 'moved', partitionAssignment: [{ partition: 0, replicas: [leads, other] }] }],
  })
  await sampledUntil(
    'the partition has moved',
    () =>
      JSON.stringify(fact('topic/moved/0', 'partition.replicas')) === JSON.stringify([leads, other]) &&
      fact('topic/moved/0', 'partition.adding') === undefined,
  )
  await target.sampleAll()
  await sampledUntil('the setting is read', () => setting('kept', 'retention.ms') === '86400000')
  await admin.disconnect()
  await cluster.server(lost).kill()
  await sampledUntil('another leads', () => fact('topic/kept/0', 'partition.leader') === other)
  await sampledUntil('the broker is gone', () => fact(`broker/${lost}`, 'broker.address') === undefined)
  const after = await target.sample()

  const { lines, unseen, own } = remembered.compare('kafka', ['k', before], ['k', after])
  const told = lines.map((line) => withRoles(line, { leads, lost, other }))
  expect(told).toEqual([
    'topology gone broker: broker lost',
    'topology gone topic: doomed',
    'topology new topic: fresh',
    'configuration changed Settings of the topic retention.ms 604800000 (default) → 86400000 (topic): kept',
    'assignment changed Replicas leads, lost → leads, other: moved-0',
    'ownership changed Leader lost → other: kept-0',
    'state changed ISR leads, lost, other → leads, other: kept-0',
    'state changed ISR leads, lost → leads, other: moved-0',
    'state changed Offline replicas none → lost: kept-0',
  ])
  expect(unseen).toEqual([])
  expect(own).toEqual({ entities: 0, facts: [] })
  expect(remembered.compare('kafka', ['k', after], ['k', after]).lines).toEqual([])
})

/** Brokers by what they are here; in what order the cluster lists them says nothing. */
function withRoles(line: string, roles: Readonly<Record<string, number>>): string {
  const role = (id: string) => Object.entries(roles).find(([, broker]) => String(broker) === id)?.[0] ?? id
  const word = Object.keys(roles).join('|')
  return line
    .replace(/(?<![\w-])\d\b/g, role)
    .replace(new RegExp(`(?:${word})(?:, (?:${word}))+`, 'g'), (list) => list.split(', ').sort().join(', '))
}
