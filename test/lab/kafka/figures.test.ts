import { afterAll, beforeAll, expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import type { KafkaCluster } from '../../../lab/kafka/cluster.ts'
import { until } from '../../../lab/until.ts'
import { Observing } from './observing.ts'

/** Figures beside those of Kafka's own tools, on both kinds of clusters. The clients have stopped: nothing moves. */
const kinds = [
  { name: 'Kafka 4 on KRaft', start: () => lab.kafka({ brokers: 3 }) },
  { name: 'Kafka 3.9 on ZooKeeper', start: () => lab.kafkaOnZooKeeper({ brokers: 3 }) },
] as const

const rows = (output: string) =>
  output
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((cells) => cells.length > 1)

for (const { name, start } of kinds) {
  let cluster: KafkaCluster
  let observing: Observing
  const held = new AsyncDisposableStack()

  beforeAll(async () => {
    cluster = held.use(await start())
    const traffic = held.use(
      await lab.traffic(cluster, {
        topics: [
          { name: 'orders', partitions: 6, ratePerS: 80, skew: 0.8 },
          { name: 'payments', partitions: 2, replicas: 2, ratePerS: 20 },
        ],
        groups: [
          { id: 'billing', topics: ['orders', 'payments'], members: 2 },
          { id: 'slow-reader', topics: ['orders'], members: 1, perRecordMs: 30 },
        ],
      }),
    )
    observing = held.use(await Observing.open(cluster.bootstrap))
    await until('a few hundred records are there', () => traffic.stats().topics['orders']!.sent > 300, {
      withinMs: 30_000,
    })
    await traffic.stop()
    await until(
      'the groups are empty and no watermark waits',
      async () => {
        await observing.sample()
        const states = ['billing', 'slow-reader'].map((id) => observing.fact(`group/${id}`, 'group.state'))
        const settled = [0, 1, 2, 3, 4, 5].every(
          (p) =>
            observing.value(`topic/orders/${String(p)}`, 'partition.hw') ===
            observing.value(
              `topic/orders/${String(p)}@${String(observing.fact(`topic/orders/${String(p)}`, 'partition.leader'))}`,
              'replica.leo',
            ),
        )
        return settled && states.every((state) => state === 'Empty')
      },
      { withinMs: 60_000, everyMs: 300 },
    )
  })

  afterAll(() => held.disposeAsync())

  test(`${name}: offsets are those of kafka-get-offsets`, async () => {
    for (const [time, metric] of [
      ['-1', 'partition.hw'],
      ['-2', 'partition.logStart'],
    ] as const) {
      const output = await cluster.tool('kafka-get-offsets', ['--topic', 'orders', '--time', time])
      const told = output
        .trim()
        .split('\n')
        .map((line) => line.split(':'))
      expect(told).toHaveLength(6)
      for (const [topic, partition, offset] of told)
        expect([partition, observing.value(`topic/${topic!}/${partition!}`, metric)]).toEqual([
          partition,
          Number(offset),
        ])
    }
  })

  test(`${name}: commits and lag are those of kafka-consumer-groups`, async () => {
    const output = await cluster.tool('kafka-consumer-groups', ['--describe', '--all-groups'])
    const told = rows(output).filter(([group]) => group === 'billing' || group === 'slow-reader')
    expect(told.length).toBeGreaterThan(8)
    const lags = new Map<string, number>()
    for (const [group, topic, partition, committed, , lag] of told) {
      const path = `topic/${topic!}/${partition!}/group/${group!}`
      expect([path, observing.value(path, 'commit.offset')]).toEqual([path, Number(committed)])
      lags.set(group!, (lags.get(group!) ?? 0) + Number(lag))
    }
    for (const [group, lag] of lags) expect(observing.value(`group/${group}`, 'group.lag')).toBe(lag)
    expect(lags.get('slow-reader')).toBeGreaterThan(0)
  })

  test(`${name}: leaders, replicas and ISR are those of kafka-topics`, async () => {
    const output = await cluster.tool('kafka-topics', ['--describe'])
    const lines = output.split('\n').filter((line) => line.includes('Partition: '))
    expect(lines.length).toBeGreaterThan(8)
    for (const line of lines) {
      const cell = (label: string) => new RegExp(`${label}: (\\S*)`).exec(line)![1]!
      const list = (text: string) => text.split(',').map(Number)
      const path = `topic/${cell('Topic')}/${cell('Partition')}`
      expect(observing.fact(path, 'partition.leader')).toBe(Number(cell('Leader')))
      expect(observing.fact(path, 'partition.replicas')).toEqual(list(cell('Replicas')))
      expect(observing.fact(path, 'partition.isr')).toEqual(list(cell('Isr')).sort((a, b) => a - b))
    }
  })

  test(`${name}: sizes are those of kafka-log-dirs`, async () => {
    await using fresh = await Observing.open(cluster.bootstrap)
    const output = await cluster.tool('kafka-log-dirs', ['--describe', '--topic-list', 'orders'])
    const { brokers } = JSON.parse(output.slice(output.indexOf('{'))) as {
      brokers: { broker: number; logDirs: { partitions: { partition: string; size: number }[] }[] }[]
    }
    const told = brokers.flatMap(({ broker, logDirs }) =>
      logDirs.flatMap(({ partitions }) =>
        partitions.map(({ partition, size }) => ({ broker, partition, size })),
      ),
    )
    expect(told).toHaveLength(18)
    for (const { broker, partition, size } of told) {
      const path = `topic/orders/${partition.slice(partition.lastIndexOf('-') + 1)}@${String(broker)}`
      expect([path, fresh.value(path, 'replica.size')]).toEqual([path, size])
    }
  })

  test(`${name}: every replica ends where its leader ends when nothing is written`, () => {
    const column = observing.samples.at(-1)!.values.find(({ metric }) => metric === 'replica.leo')!
    column.entities.paths.forEach((path, i) => {
      const partition = path.slice(0, path.lastIndexOf('@'))
      if (partition.startsWith('topic/orders/'))
        expect([path, column.values[i]]).toEqual([path, observing.value(partition, 'partition.hw')])
    })
  })

  if (name.includes('KRaft'))
    test(`${name}: leader, epoch and voters are those of kafka-metadata-quorum`, async () => {
      const output = await cluster.tool('kafka-metadata-quorum', ['describe', '--status'])
      const cell = (label: string) => Number(new RegExp(`${label}:\\s+(\\d+)`).exec(output)![1])
      await observing.sample()
      expect(observing.fact('cluster', 'quorum.leader')).toBe(cell('LeaderId'))
      expect(observing.fact('cluster', 'quorum.epoch')).toBe(cell('LeaderEpoch'))
      expect(observing.value('cluster', 'quorum.hw')).toBeGreaterThanOrEqual(cell('HighWatermark'))
      const roles = [1, 2, 3].map((id) => String(observing.fact(`voter/${String(id)}`, 'voter.role')))
      expect(roles.sort()).toEqual(['leader', 'voter', 'voter'])
    })
}
