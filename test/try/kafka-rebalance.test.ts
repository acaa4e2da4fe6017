import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lab } from '../../lab/index.ts'
import type { KafkaCluster } from '../../lab/kafka/cluster.ts'
import { saslUsers } from '../../lab/kafka/sasl.ts'
import { kafka } from '../../src/main/systems/kafka/index.ts'
import { expectedMoves } from '../../src/main/systems/kafka/experiments/rebalance/theory.ts'
import type { Parameters } from '../../src/shared/api/experiments.ts'
import { eventsOf, isEager, strategies, type Strategy } from '../../src/shared/systems/kafka-rebalance.ts'
import { foldRebalances, type Rebalances } from '../../src/shared/systems/kafka-rebalance-changes.ts'
import { connectionTo } from '../lab/kafka/observing.ts'
import { keepRun } from './support/keep-run.ts'
import { oneRun, type Ran, type OneRun } from './support/one-run.ts'

const PARTITIONS = 8
const MEMBERS = 3
const SESSION_S = 3
const HEARTBEAT_MS = 300

let cluster: KafkaCluster
const runs = new Map<Strategy, Ran>()
let crowded: Ran

beforeAll(async () => {
  cluster = await lab.kafka({
    sasl: true,
    config: {
      'group.min.session.timeout.ms': '1000',
      'group.consumer.min.session.timeout.ms': '1000',
      'group.consumer.session.timeout.ms': String(SESSION_S * 1000),
      'group.consumer.min.heartbeat.interval.ms': String(HEARTBEAT_MS),
      'group.consumer.heartbeat.interval.ms': String(HEARTBEAT_MS),
    },
  })
  const all = strategies.map(async (strategy) => {
    runs.set(strategy, await rebalanceOn(cluster, { strategy }))
    keepRun(`rebalance-${strategy}`, runs.get(strategy)!)
  })
  const more = rebalanceOn(cluster, { strategy: 'cooperative-sticky', partitions: 2, members: 2 })
  await Promise.all(all)
  crowded = await more
})
afterAll(() => cluster[Symbol.asyncDispose]())

function rebalanceOn(
  { bootstrap }: { readonly bootstrap: string },
  parameters: Parameters,
  rest: Partial<OneRun> = {},
): Promise<Ran> {
  return oneRun({
    system: kafka,
    experiment: 'kafka/rebalance',
    connection: connectionTo(bootstrap),
    parameters: {
      ...{ partitions: PARTITIONS, members: MEMBERS, rate: 200, sessionTimeout: SESSION_S },
      ...parameters,
    },
    ...rest,
  })
}

async function leftOn(at: KafkaCluster): Promise<readonly string[]> {
  const topics = await at.tool('kafka-topics', ['--list'])
  const groups = await at.tool('kafka-consumer-groups', ['--list'])
  return `${topics}\n${groups}`.split('\n').filter((line) => line.startsWith('orrery.'))
}

describe.each(strategies)('%s', (strategy) => {
  let ran: Ran
  let seen: Rebalances
  beforeAll(() => {
    ran = runs.get(strategy)!
    seen = foldRebalances(eventsOf(ran.entries))
  })

  test('runs to its end and leaves nothing', () => {
    expect(ran.run).toMatchObject({ outcome: 'done', phase: 'ended', left: [], error: undefined })
    expect(seen.changes.map(({ member, kind }) => `${member} ${kind}`)).toEqual([
      'm4 joins',
      'm2 killed',
      'm2 returns',
      'm1 leaves',
    ])
    expect(seen.changes.every(({ settledAt }) => settledAt !== undefined)).toBe(true)
  })

  test('moves what theory says', () => {
    const measured = seen.changes.map(({ moves, least }) => ({ moves: moves.length, least }))
    if (strategy === 'range' || strategy === 'round-robin')
      expect(measured).toEqual(expectedMoves(strategy, PARTITIONS, MEMBERS))
    else for (const { moves, least } of measured) expect(moves).toBe(least)
    const { answer } = ran.run.verdict!
    expect(answer).toBe(strategy === 'range' || strategy === 'round-robin' ? 'more' : 'needed')
  })

  test(isEager(strategy) ? 'stops everything when a member joins' : 'stops nothing that stays', () => {
    const joined = seen.changes[0]!
    const touched = new Set([...joined.moves.map(({ partition }) => partition), ...joined.stopped])
    expect(touched.size).toBe(isEager(strategy) ? PARTITIONS : joined.moves.length)
    const pauseMs = Math.max(...seen.changes.map((change) => change.pauseMs))
    if (isEager(strategy)) expect(pauseMs).toBeGreaterThan(0)
    else expect(pauseMs).toBe(0)
  })

  test('misses a crashed member after the session timeout', () => {
    const killed = seen.changes.find(({ kind }) => kind === 'killed')!
    const unread = killed.gaps.filter(({ before, from }) => before === 'm2' && from === killed.at)
    expect(unread.length).toBeGreaterThan(0)
    for (const { from, to } of unread) {
      // the coordinator counts from the last heartbeat, which came before the crash
      expect(to! - from).toBeGreaterThan(SESSION_S * 1000 - 3 * HEARTBEAT_MS)
      expect(to! - from).toBeLessThan(SESSION_S * 1000 + 4000)
    }
  })

  test('loses nothing', () => {
    const lost = ran.run.verdict!.figures.find(({ id }) => id === 'lost')
    expect(lost).toMatchObject({ value: 0 })
    const written = eventsOf(ran.entries).findLast((event) => event.what === 'wrote')
    expect(written!.counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(2000)
  })
})

test('a member more than there are partitions owns nothing', () => {
  expect(crowded.run).toMatchObject({ outcome: 'done', left: [] })
  expect(crowded.run.verdict!.answer).toBe('none')
  const seen = foldRebalances(eventsOf(crowded.entries))
  const joined = seen.changes[0]!
  expect(joined).toMatchObject({ member: 'm3', moves: [], least: 0 })
  expect(seen.spans.filter(({ member, from }) => member === 'm3' && from < seen.changes[1]!.at)).toEqual([])
})

test.each(['kill', 'leave'])('a run that is cancelled at “%s” leaves nothing', async (step) => {
  const stopWhen: OneRun['stopWhen'] = (run) => run.step !== undefined && run.steps[run.step]?.id === step
  const { run } = await rebalanceOn(cluster, { strategy: 'consumer', rate: 50 }, { stopWhen })
  expect(run).toMatchObject({ outcome: 'cancelled', left: [] })
  expect(await leftOn(cluster)).toEqual([])
})

test('a user without grants is refused, and told which are missing', async () => {
  const credentials = { username: 'reader', password: saslUsers.reader }
  const connection = connectionTo(cluster.saslBootstrap, { credentials })
  const { run } = await rebalanceOn(cluster, { strategy: 'range' }, { connection })
  expect(run).toMatchObject({ outcome: 'refused', left: [] })
  const refused = run.checks.filter(({ is }) => is === 'refused')
  expect(refused.map(({ id }) => id)).toEqual(['create'])
  expect(refused[0]!.fix).toContain('--allow-principal User:reader --operation Create --topic orrery.x. ')
  // to ask more would create __consumer_offsets where there is none
  const group = run.checks.find(({ id }) => id === 'group')
  expect(group).toMatchObject({ is: 'unknown' })
  expect(group!.fix).toContain('--allow-principal User:reader --operation Read --group orrery.x. ')
  expect(await leftOn(cluster)).toEqual([])
})

test('a user with SASL and grants may', async () => {
  const credentials = { username: 'admin', password: saslUsers.admin }
  const connection = connectionTo(cluster.saslBootstrap, { credentials })
  const stopWhen: OneRun['stopWhen'] = (run) => run.step !== undefined && run.steps[run.step]?.id === 'join'
  const { run, entries } = await rebalanceOn(cluster, { strategy: 'sticky' }, { connection, stopWhen })
  expect(run).toMatchObject({ outcome: 'cancelled', left: [] })
  expect(foldRebalances(eventsOf(entries)).settledAt).toBeDefined()
})

test('Kafka 3.9 refuses the consumer protocol, and sessions shorter than it allows', async () => {
  await using older = await lab.kafkaOnZooKeeper({ brokers: 1 })
  const { run } = await rebalanceOn(older, { strategy: 'consumer' })
  expect(run).toMatchObject({ outcome: 'refused', left: [] })
  expect(run.checks.filter(({ is }) => is === 'refused').map(({ id }) => id)).toEqual(['protocol'])
  const short = await rebalanceOn(older, { strategy: 'range' })
  expect(short.run.checks.filter(({ is }) => is === 'refused').map(({ id }) => id)).toEqual(['session'])
  expect(await leftOn(older)).toEqual([])
})
