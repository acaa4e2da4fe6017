import { expect, test } from 'vitest'
import type { KafkaViews } from '../../../../../../src/shared/systems/kafka-views.ts'
import { views } from '../../../../../../src/main/systems/kafka/views/index.ts'
import type { Look } from '../../../../../../src/main/systems/moment.ts'
import { looksAt } from '../history.ts'

function show<Name extends keyof KafkaViews>(
  name: Name,
  look: Look,
  args: KafkaViews[Name]['args'],
): KafkaViews[Name]['data'] {
  return views[name].run(look, args) as unknown as KafkaViews[Name]['data']
}

/** Arrays of one block must be parallel: every array in it has the length of its first. */
function blocksAreParallel(block: object): boolean {
  const lengths = Object.values(block)
    .filter((value) => Array.isArray(value) || ArrayBuffer.isView(value))
    .map((value) => (value as ArrayLike<unknown>).length)
  return new Set(lengths).size <= 1
}

const drills = ['healthy', 'follower-paused', 'broker-killed', 'controllers-lost', 'follower-paused-3.9']

test.each(drills)('%s: every view draws every moment', (drill) => {
  for (const look of looksAt(drill))
    for (const [name, view] of Object.entries(views))
      for (const args of view.instances?.(look) ?? [{}])
        expect(() => view.run(look, args), `${name} ${JSON.stringify(args)}`).not.toThrow()
})

test('blocks of columns are parallel', () => {
  const look = looksAt('broker-killed').at(-1)!
  const topic = show('topic', look, { topic: 'orders' })
  const group = show('group', look, { group: 'billing' })
  const overview = show('overview', look, {})
  const blocks = [topic.partitions, topic.replicas, topic.commits, topic.config, group.partitions]
  const more = [
    group.members,
    group.ownership,
    group.rebalances,
    overview.brokers,
    overview.disks,
    overview.lags,
  ]
  for (const block of [...blocks, ...more, show('groups', look, {})]) {
    const { missing: _, ...columns } = block as typeof block & { missing?: unknown }
    expect(blocksAreParallel(columns)).toBe(true)
  }
})

test('the overview of a healthy cluster', () => {
  const data = show('overview', looksAt('healthy').at(-1)!, {})
  expect(data).toMatchObject({
    version: '4.3',
    mode: 'kraft',
    counts: { brokers: 3, lost: 0, topics: 4, partitions: 19, groups: 2 },
    health: { offline: 0, underMinIsr: 0, atMinIsr: 0, underReplicated: 0, hwStands: 0 },
    quorum: { voters: 3, caughtUp: 3, needed: 2, margin: 1 },
    troubled: { total: 0 },
    missing: [],
  })
  expect(data.messagesPerSecond).toBeGreaterThan(50)
  expect(data.lags.group[0]).toBe('search-indexer')
})

test('a lost broker stays in the list with what it should hold, and the quorum has no margin left', () => {
  const data = show('overview', looksAt('broker-killed').at(-1)!, {})
  expect([...data.brokers.id]).toEqual([1, 2, 3])
  expect(data.brokers.state).toEqual(['online', 'lost', 'online'])
  expect(data.brokers.address[1]).toBeNull()
  expect(data.brokers.outOfIsr[1]).toBe(data.brokers.replicas[1])
  expect(data.brokers.since[1]).toBeGreaterThan(0)
  expect(data.health).toMatchObject({ offline: 1, underMinIsr: 3, underReplicated: 17 })
  expect(data.quorum).toMatchObject({ caughtUp: 2, margin: 0 })
  expect(data.troubled.state[0]).toBe('offline')
})

test('water levels of a stopped follower: the watermark stands, since when, and who waits', () => {
  const looks = looksAt('follower-paused')
  const data = show('topic', looks[12]!, { topic: 'orders' })
  const row = 2
  expect(data.partitions.state[row]).toBe('hw-stands')
  expect(data.partitions.end[row]!).toBeGreaterThan(data.partitions.hw[row]!)
  const since = data.partitions.hwStandsSince[row]!
  expect(since).toBeGreaterThanOrEqual(looks[5]!.moment.at)
  expect(since).toBeLessThanOrEqual(looks[7]!.moment.at)
  const replicas = [...data.replicas.row].map((of, i) => ({ of, i })).filter(({ of }) => of === row)
  expect(data.replicas.broker[replicas[0]!.i]).toBe(data.partitions.leader[row])
  const silent = replicas.find(({ i }) => data.replicas.broker[i] === 3)!
  expect(data.replicas.leo[silent.i]).toBeNaN()
  expect(data.replicas.inIsr[silent.i]).toBe(1)
  expect(data.missing).toContainEqual(
    expect.objectContaining({ what: expect.stringContaining('broker 3') as string }),
  )
})

test('the overview tells of each trouble since when that trouble is there', () => {
  const overview = (look: Look) => show('overview', look, {}).troubled
  const stopped = looksAt('follower-paused')[12]!
  const { state, topic, partition, since } = overview(stopped)
  const row = state.indexOf('hw-stands')
  const { partitions } = show('topic', stopped, { topic: topic[row]! })
  expect(since[row]).toBe(partitions.hwStandsSince[[...partitions.partition].indexOf(partition[row]!)])
  // its ISR is older than the trouble
  expect(since[row]).toBeGreaterThan(partitions.isrSince[0]!)

  const looks = looksAt('broker-killed')
  const last = overview(looks.at(-1)!)
  expect(last.state[0]).toBe('offline')
  const before = looks.findLast((look) => !overview(look).state.includes('offline'))!
  expect(last.since[0]).toBeGreaterThan(before.moment.at)
})

test('the leader is silent: unknown, not zero, and not in sync with nothing said', () => {
  const data = show('topic', looksAt('follower-paused')[8]!, { topic: 'orders' })
  const row = [...data.partitions.leader].indexOf(3)
  expect(data.partitions.hw[row]).toBeNaN()
  expect(data.partitions.messagesPerSecond[row]).toBeNaN()
})

test('a replica out of the ISR tells since when, and is caught up again at the end', () => {
  const looks = looksAt('broker-killed')
  const data = show('topic', looks.at(-1)!, { topic: 'orders' })
  const out = [...data.replicas.inIsr].map((isIn, i) => ({ isIn, i })).filter(({ isIn }) => isIn === 0)
  expect(out.length).toBe(3)
  for (const { i } of out) {
    expect(data.replicas.broker[i]).toBe(2)
    expect(data.replicas.offline[i]).toBe(1)
    expect(data.replicas.outSince[i]).toBeGreaterThan(looks[5]!.moment.at)
  }
})

test('an inspector’s lines each say where they come from', () => {
  const data = show('partition', looksAt('follower-paused')[12]!, { topic: 'orders', partition: 2 })
  expect(data.rows.filter(({ source }) => source === '')).toEqual([])
  expect(data.rows.find(({ label }) => label === 'End, replica 3')?.value).toBeNull()
  expect(data.rows.find(({ label }) => label === 'Watermark stands for')?.state).toBe('bad')
  expect(data.lines.map(({ broker }) => broker)).toContain(-1)
})

test('ISR edges of one partition, and when each replica was out', () => {
  const data = show('partition', looksAt('follower-paused').at(-1)!, { topic: 'orders', partition: 0 })
  expect(data.isrChanges.after.map((isr) => isr.length)).toEqual([2, 3])
  expect([...data.outSpans.broker]).toEqual([3])
  expect(data.outSpans.to[0]).toBeGreaterThan(data.outSpans.from[0]!)
})

test('a group that can’t keep up: lag, its age, and who owns what', () => {
  const data = show('group', looksAt('healthy').at(-1)!, { group: 'search-indexer' })
  expect(data.lag).toBe(data.partitions.lag.reduce((sum, lag) => sum + lag, 0))
  expect(data.lag).toBeGreaterThan(100)
  expect([...data.partitions.owner]).toEqual([0, 0, 0])
  expect(data.members.lag[0]).toBe(data.lag)
  expect(data.partitions.topic[data.worst]).toBe('orders')
  expect(data.outPerSecond).toBeLessThan(data.inPerSecond)
  expect(data.ownership.to.every(Number.isNaN)).toBe(true)
})

test('a group that keeps up has no lag, and each member its partitions', () => {
  const data = show('group', looksAt('healthy').at(-1)!, { group: 'billing' })
  expect(data).toMatchObject({
    status: 'ok',
    lag: 0,
    lagMs: 0,
    drainedInMs: 0,
    membersNow: 2,
    rebalanceCount: 0,
  })
  expect([...data.members.owns].reduce((sum, owns) => sum + owns, 0)).toBe(3)
  expect(new Set(data.members.name).size).toBe(2)
})

test('the controller of a cluster on ZooKeeper has no quorum', () => {
  const data = show('controller', looksAt('follower-paused-3.9').at(-1)!, {})
  expect(data.mode).toBe('zookeeper')
  expect(data.margin).toBeNull()
  expect(data.leader).toBeGreaterThan(0)
})

test('the controller moves when its node hangs, and the change is listed', () => {
  const data = show('controller', looksAt('follower-paused').at(-1)!, {})
  expect(data.leader).toBe(1)
  expect([...data.changes.leader]).toEqual([1])
  expect(data.changes.epoch[0]).toBeGreaterThan(1)
})

test('what does not exist at the moment is not found', () => {
  const look = looksAt('healthy')[0]!
  expect(() => show('topic', look, { topic: 'nope' })).toThrow('There is no topic nope')
  expect(() => show('group', look, { group: 'nope' })).toThrow('There is no group nope')
  expect(() => show('partition', look, { topic: 'orders', partition: 9 })).toThrow('There is no partition 9')
  expect(() => views.topic.run(look, {})).toThrow('needs “topic”')
})
