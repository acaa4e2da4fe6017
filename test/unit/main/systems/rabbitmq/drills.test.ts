import { expect, test } from 'vitest'
import type { RawReplies } from '../../../../../src/main/systems/rabbitmq/raw.ts'
import { report } from '../../../../../src/main/systems/rabbitmq/report.ts'
import { SampleFold } from '../../../../../src/main/systems/rabbitmq/sample.ts'
import { readRecording } from '../../../../fixtures/rabbitmq/recording.ts'
import { record } from '../../../../../src/main/systems/base/reading.ts'
import { openDuring, replayed, samplesOf, type Replayed } from './replayed.ts'

/** What the lab's traffic has by itself, besides any drill. */
const standing = /disk-limit|unroutable|consumer-capacity|no-consumer|consumer-stuck|connection-churn/

const opened = ({ findings }: Replayed) =>
  [...new Set(findings.map(({ rule }) => rule.replace('rabbitmq/', '')))]
    .filter((rule) => !standing.test(rule))
    .sort()

const left = ({ judged }: Replayed) => judged.at(-1)?.open.filter((one) => !standing.test(one))

test('a killed node: it is down, queues have no member to spare, and nothing of it is left', async () => {
  await using drill = await replayed('node-killed')
  expect(opened(drill)).toEqual(expect.arrayContaining(['node-down', 'quorum-at-risk']))
  const [down] = openDuring(drill, 'node-down node/rabbit-2@localhost')
  expect(down?.[1]).toBeGreaterThan((down?.[0] ?? 99) + 8)
  const during = drill.judged.find(({ open }) => open.includes('quorum-at-risk cluster'))
  const of = (rule: string) => during?.findings.find((one) => one.rule === `rabbitmq/${rule}`)
  expect(of('quorum-at-risk')?.explainedBy).toBe(of('node-down')?.id)
  expect(drill.view('nodes', {}, during?.second).rows[1]).toMatchObject({
    name: 'rabbit-2@localhost',
    state: 'stopped',
    runningByPeers: false,
  })
  expect(drill.view('overview')).toMatchObject({ is: 'ok', running: 3 })
  expect(left(drill)).toEqual([])
})

test('a broker that is stopped is down before its peers say so', async () => {
  await using drill = await replayed('app-stopped')
  expect(opened(drill)).toEqual(expect.arrayContaining(['node-down', 'quorum-at-risk']))
  const states = drill.judged.map(({ second }) => drill.view('nodes', {}, second).rows[1])
  expect(states.some((row) => row?.state === 'stopped' && row.runningByPeers === true)).toBe(true)
  expect(states.some((row) => row?.state === 'stopped' && row.runningByPeers === false)).toBe(true)
  expect(left(drill)).toEqual([])
})

test('a version that is told now and then is not lost in between', () => {
  const versions = samplesOf('memory-alarm').flatMap(
    ({ facts }) => facts.find(({ key }) => key === 'node.version')?.values[0] ?? [],
  )
  const erlang = versions.map((version) => record(version)['erlang'])
  const first = erlang.findIndex((one) => one !== null)
  expect(first).toBeGreaterThanOrEqual(0)
  expect(erlang.length - first).toBeGreaterThan(10)
  expect(new Set(erlang.slice(first)).size).toBe(1)
})

test('a memory alarm is one finding, and the connections it blocks are counted', async () => {
  await using drill = await replayed('memory-alarm')
  expect(opened(drill)).toEqual(['alarm'])
  expect(drill.findings.find(({ rule }) => rule === 'rabbitmq/alarm')?.title).toBe(
    'rabbit-2@localhost has run out of memory: 3 publishers of all nodes blocked',
  )
  const [during] = openDuring(drill, 'alarm node/rabbit-2@localhost')
  expect((during?.[1] ?? 0) - (during?.[0] ?? 0)).toBeGreaterThan(10)
  expect(drill.view('overview', {}, during?.[0])).toMatchObject({
    is: 'broken',
    alarms: [{ node: 'rabbit-2@localhost', alarm: 'memory' }],
  })
  expect(left(drill)).toEqual([])
})

test('a node that hangs: one slow sample, then the nodes’ own endpoints, and the name of who hangs', async () => {
  await using drill = await replayed('node-paused')
  const { samples } = readRecording('node-paused')
  const stalled = samples.filter(({ isStalled }) => isStalled)
  expect(stalled.length).toBeGreaterThan(5)
  expect(stalled.filter(({ tookMs }) => tookMs > 1000)).toHaveLength(1)
  const second = ((stalled[2]?.at ?? 0) - (samples[0]?.at ?? 0)) / 1000
  expect(drill.view('overview', {}, second)).toMatchObject({
    is: 'broken',
    hanging: ['rabbit-3@localhost'],
    source: 'prometheus',
    running: 2,
  })
  const { names, ready, consumers, publish } = drill.view('queues', {}, second)
  const observed = (column: Float64Array) => names.filter((_, i) => !Number.isNaN(column[i])).length
  // what lies on the node that hangs is not known
  expect(observed(ready)).toBeGreaterThan(0)
  expect(observed(ready)).toBeLessThan(names.length)
  expect(observed(consumers)).toBe(observed(ready))
  expect(observed(publish)).toBe(0)
  const judged = drill.judged.find((one) => one.second >= second)
  expect(judged?.verdicts).toMatchObject({ 'consumer-stuck': 'unknown', unroutable: 'unknown' })
  expect(opened(drill)).toEqual(expect.arrayContaining(['node-down', 'statistics', 'partition']))
})

test('dead letters that reach nobody, and who acknowledges nothing', async () => {
  await using drill = await replayed('dead-letters-lost')
  expect(opened(drill)).toEqual(['dead-letter-nowhere'])
  const [lost] = openDuring(drill, 'dead-letter-nowhere queue/shop/orders.billing')
  expect(lost?.[0]).toBeGreaterThan(49)
  const { deadLetter } = drill.view('queue', { vhost: 'shop', name: 'orders.billing' }, lost?.[0])
  expect(deadLetter).toMatchObject({ ends: 'nowhere', exchange: 'dead', queues: [] })
  const stuck = drill.findings.find(({ rule }) => rule === 'rabbitmq/consumer-stuck')
  expect(stuck?.title).toContain('importer holds 100, all that it may, on documents.import')
  const topology = drill.view('topology', { vhost: 'shop' })
  expect(topology.deadLetters.length).toBeGreaterThan(3)
  expect(topology.exchanges.find(({ name }) => name === 'dead')).toMatchObject({ isDeadLetterTarget: true })
  expect(left(drill)).toEqual([])
})

test('the same replies give the same samples', () => {
  expect(samplesOf('node-killed')).toEqual(samplesOf('node-killed'))
})

/** A cluster whose statistics are off: the overview says so, and lists come without them. */
const withoutStatistics = (raw: RawReplies): RawReplies => ({
  ...raw,
  replies: {
    ...raw.replies,
    'GET /api/overview': {
      ...(raw.replies['GET /api/overview'] as object),
      disable_stats: true,
      message_stats: null,
    },
  },
})

test('what was never counted is not zero', () => {
  const [raw] = readRecording('memory-alarm').samples
  if (raw === undefined) throw new Error('Nothing was recorded')
  const value = (sample: ReturnType<SampleFold['toSample']>, metric: string) =>
    sample.values.find((column) => column.metric === metric)?.values[0]
  expect(value(new SampleFold().toSample(raw), 'cluster.returned')).toBe(0)
  expect(value(new SampleFold().toSample(withoutStatistics(raw)), 'cluster.returned')).toBeNaN()
  const empty: RawReplies = { ...raw, replies: {}, nodes: [] }
  const sample = new SampleFold().toSample(empty)
  expect(value(sample, 'cluster.ready')).toBeNaN()
  expect(sample.values.some(({ metric }) => metric === 'queue.ready')).toBe(false)
})

test('a report tells who was there, what waits, and where dead letters end', async () => {
  await using drill = await replayed('dead-letters-lost')
  const [lost] = openDuring(drill, 'dead-letter-nowhere queue/shop/orders.billing')
  const { topology, configuration } = report(drill.look(lost?.[0]))
  expect(topology.map(({ title }) => title)).toEqual(['Nodes', 'Queues', 'Quorum queues'])
  expect(topology[0]?.rows).toHaveLength(3)
  const queues = topology[1]?.rows ?? []
  expect(queues.find(([name]) => name === 'orders.billing in shop')).toContain('dead, and nowhere from there')
  expect(configuration[0]?.rows.map(([name]) => name)).toEqual([
    'dead-letters in shop',
    'short-lived in shop',
  ])
})
