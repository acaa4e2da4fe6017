import { expect, test } from 'vitest'
import type { FactColumn, Sample } from '../../../../../src/main/systems/sample.ts'
import { Model } from '../../../../../src/main/systems/kafka/model.ts'
import { Recorder, readRecording } from '../../../../../src/main/systems/kafka/record.ts'
import { toSample } from '../../../../../src/main/systems/kafka/sample.ts'
import { kafkaCatalogue } from '../../../../../src/shared/systems/kafka.ts'
import { recorded, samplesOf } from './history.ts'

const drills = [
  'healthy',
  'follower-paused',
  'broker-killed',
  'controllers-lost',
  'isr-flapping',
  'replica-added',
  'follower-paused-3.9',
]

function factColumn(sample: Sample, key: string): FactColumn {
  return sample.facts.find((column) => column.key === key)!
}

function fact(sample: Sample, key: string, entity: string) {
  const column = factColumn(sample, key)
  return column.values[column.entities.paths.indexOf(entity)]
}

function value(sample: Sample, metric: string, entity: string): number | undefined {
  const column = sample.values.find((each) => each.metric === metric)
  return column?.values[column.entities.paths.indexOf(entity)]
}

test.each(drills)(
  '%s: everything said is in the catalogue, and every column has as many values as entities',
  (drill) => {
    const metrics = new Set(kafkaCatalogue.metrics.map(({ key }) => key))
    const facts = new Set(kafkaCatalogue.facts.map(({ key }) => key))
    for (const sample of samplesOf(drill)) {
      for (const { metric, entities, values } of sample.values) {
        expect(metrics).toContain(metric)
        expect(values.length).toBe(entities.paths.length)
      }
      for (const { key, entities, values } of sample.facts) {
        expect(facts).toContain(key)
        expect(values.length).toBe(entities.paths.length)
      }
    }
  },
)

test('everything in the catalogue is said', () => {
  const samples = ['broker-killed', 'replica-added', 'follower-paused-3.9'].flatMap(samplesOf)
  const metrics = new Set(samples.flatMap((sample) => sample.values.map(({ metric }) => metric)))
  const facts = new Set(samples.flatMap((sample) => sample.facts.map(({ key }) => key)))
  expect(kafkaCatalogue.metrics.filter(({ key }) => !metrics.has(key))).toEqual([])
  expect(kafkaCatalogue.facts.filter(({ key }) => !facts.has(key))).toEqual([])
})

test('what did not change is the same object in the next sample', () => {
  const [second, third] = samplesOf('healthy').slice(-2)
  for (const key of ['partition.leader', 'partition.isr', 'group.members', 'topic.config', 'group.state'])
    expect(factColumn(third!, key).values).toBe(factColumn(second!, key).values)
  const sets = (sample: Sample) => sample.values.map(({ metric, entities }) => [metric, entities] as const)
  const before = new Map(sets(second!))
  for (const [metric, entities] of sets(third!))
    expect([metric, before.get(metric)]).toEqual([metric, entities])
  for (const [metric, entities] of sets(third!)) expect(before.get(metric) === entities).toBe(true)
})

test('a fresh model reads the same values out of the same replies', () => {
  const raws = recorded('healthy')
  const remembered = samplesOf('healthy')[0]!
  const fresh = toSample(raws[0]!, new Model())
  expect(fresh.values.map(({ metric, values }) => [metric, [...values]])).toEqual(
    remembered.values.map(({ metric, values }) => [metric, [...values]]),
  )
})

test('values of a sample are never written again', () => {
  const model = new Model()
  const [first, ...rest] = recorded('healthy')
  const sample = toSample(first!, model)
  const copy = sample.values.map(({ values }) => [...values])
  for (const raw of rest) toSample(raw, model)
  expect(sample.values.map(({ values }) => [...values])).toEqual(copy)
})

test('a healthy cluster: watermarks rise, counters rise, nothing is missing', () => {
  const samples = samplesOf('healthy')
  const last = samples.at(-1)!
  expect(last.gaps).toEqual([])
  expect(fact(last, 'cluster.version', 'cluster')).toBe('4.3')
  expect(fact(last, 'cluster.mode', 'cluster')).toBe('kraft')
  const ends = samples.map((sample) => value(sample, 'cluster.end', 'cluster')!)
  expect(ends).toEqual([...ends].sort((a, b) => a - b))
  expect(ends.at(-1)! - ends[1]!).toBeGreaterThan(300)
})

test('members and what they own come from the embedded protocol', () => {
  const last = samplesOf('healthy').at(-1)!
  const members = fact(last, 'group.members', 'group/billing') as { assignment: { orders: number[] } }[]
  expect(members).toHaveLength(2)
  expect(members.flatMap(({ assignment }) => assignment.orders).sort((a, b) => a - b)).toEqual([0, 1, 2])
})

test('a hung broker costs its deadline once; the others’ figures are there, its own are unknown', () => {
  const samples = samplesOf('follower-paused')
  const hit = samples.findIndex((sample) => fact(sample, 'broker.state', 'broker/3') === 'silent')
  const [first, next] = [samples[hit]!, samples[hit + 1]!]
  expect(first.tookMs).toBeLessThan(2000)
  expect(next.tookMs).toBeLessThan(300)
  for (const sample of [first, next]) {
    expect(value(sample, 'replica.leo', 'topic/orders/2@3')).toBeNaN()
    expect(value(sample, 'replica.leo', 'topic/orders/2@2')).toBeGreaterThan(0)
    expect(value(sample, 'partition.hw', 'topic/orders/2')).toBeGreaterThan(0)
    expect(sample.gaps).toContainEqual(expect.objectContaining({ entity: 'broker/3', code: 'timeout' }))
  }
})

test('the leader’s end is above the watermark at once, the ISR shrinks seconds later, and heals', () => {
  const samples = samplesOf('follower-paused')
  const above = samples.findIndex(
    (sample, i) =>
      i > 4 &&
      value(sample, 'replica.leo', 'topic/orders/2@2')! > value(sample, 'partition.hw', 'topic/orders/2')!,
  )
  const isr = (sample: Sample) => fact(sample, 'partition.isr', 'topic/orders/2')
  const shrunk = samples.findIndex((sample) => JSON.stringify(isr(sample)) === '[1,2]')
  expect(samples[shrunk]!.at - samples[above]!.at).toBeGreaterThan(4000)
  expect(isr(samples.at(-1)!)).toEqual([1, 2, 3])
})

test('while the active controller hangs, the quorum is asked at the controllers themselves', () => {
  const samples = samplesOf('follower-paused')
  const leaders = samples.map((sample) => factColumn(sample, 'quorum.leader')?.values[0])
  expect(leaders[0]).toBe(3)
  const silent = samples.filter((sample) => fact(sample, 'broker.state', 'broker/3') === 'silent')
  expect(silent.some((sample) => factColumn(sample, 'quorum.leader')?.values[0] === 1)).toBe(true)
})

test('a lost broker: new leaders with a higher epoch, and eligible leaders where the ISR is below its minimum', () => {
  const samples = samplesOf('broker-killed')
  const [first, last] = [samples[0]!, samples.at(-1)!]
  const column = factColumn(first, 'partition.leader')
  const led = column.entities.paths.filter(
    (path, i) => path.startsWith('topic/orders/') && column.values[i] === 2,
  )
  expect(led.length).toBeGreaterThan(0)
  for (const partition of led) {
    expect(fact(last, 'partition.leader', partition)).not.toBe(2)
    expect(fact(last, 'partition.epoch', partition)).toBe(
      (fact(first, 'partition.epoch', partition) as number) + 1,
    )
  }
  expect(fact(last, 'partition.elr', 'topic/strict/0')).toEqual([2])
  expect(fact(last, 'broker.address', 'broker/2')).toBeUndefined()
})

test('a broker that is gone still misses its replicas: its figure goes on where the others end', () => {
  const [first, last] = [samplesOf('broker-killed')[0]!, samplesOf('broker-killed').at(-1)!]
  expect(value(last, 'broker.replicas', 'broker/2')).toBeUndefined()
  expect(value(last, 'broker.outOfIsr', 'broker/2')).toBe(value(first, 'broker.replicas', 'broker/2'))
  expect(value(first, 'broker.outOfIsr', 'broker/2')).toBe(0)
})

test('eligible leaders are forgotten when every ISR is whole again', () => {
  const samples = samplesOf('follower-paused')
  const elr = (sample: Sample) => factColumn(sample, 'partition.elr')?.values.filter((list) => list !== null)
  expect(samples.some((sample) => (elr(sample)?.length ?? 0) > 0)).toBe(true)
  expect(elr(samples.at(-1)!)).toEqual([])
})

test('a replica that is being added is told apart from one that is missing', () => {
  const samples = samplesOf('replica-added')
  const during = samples.find((sample) => factColumn(sample, 'partition.adding') !== undefined)!
  expect(fact(during, 'partition.replicas', 'topic/moved/0')).toEqual([1, 2, 3])
  expect(fact(during, 'partition.isr', 'topic/moved/0')).toEqual([1, 2])
  expect(fact(during, 'partition.adding', 'topic/moved/0')).toEqual([3])
  expect(fact(samples.at(-1)!, 'partition.isr', 'topic/moved/0')).toEqual([1, 2, 3])
  expect(fact(samples.at(-1)!, 'partition.adding', 'topic/moved/0')).toBeNull()
})

test('on ZooKeeper there is a controller and no quorum', () => {
  const last = samplesOf('follower-paused-3.9').at(-1)!
  expect(fact(last, 'cluster.mode', 'cluster')).toBe('zookeeper')
  expect(fact(last, 'cluster.version', 'cluster')).toBe('3.9')
  expect(fact(last, 'cluster.controller', 'cluster')).toBeTypeOf('number')
  expect(factColumn(last, 'quorum.leader')).toBeUndefined()
  expect(last.gaps).toEqual([])
})

test.each([
  'ListOffsets log end',
  'OffsetFetch',
  'DescribeLogDirs',
  'DescribeConfigs',
  'DescribeQuorum',
  'ListGroups',
] as const)('one broker’s %s cut short is a gap; all else is there', (ask) => {
  const [raw] = recorded('healthy')
  const cut = raw!.answers.findLast((answer) => answer.ask === ask)!
  const answers = raw!.answers.map((answer) =>
    answer === cut ? { ...answer, body: answer.body.subarray(0, answer.body.length - 7) } : answer,
  )
  const sample = toSample({ ...raw!, answers }, new Model())
  expect(sample.gaps).toEqual([
    expect.objectContaining({
      entity: `broker/${String(cut.broker)}`,
      ask: ask.split(' ')[0],
      code: 'protocol',
    }),
  ])
  expect(sample.gaps[0]!.message).toContain('makes no sense')
  expect(value(sample, 'partition.hw', 'topic/orders/0')).toBeGreaterThan(0)
})

test('a recording comes back as it was', () => {
  const raws = recorded('healthy')
  const recorder = new Recorder()
  const text = [recorder.header('again', '4.3.1'), ...raws.map((raw) => recorder.line(raw))].join('\n')
  expect(readRecording(text).raws).toEqual(raws)
})
