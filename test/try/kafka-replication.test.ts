import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lab } from '../../lab/index.ts'
import type { KafkaCluster } from '../../lab/kafka/cluster.ts'
import { kafka } from '../../src/main/systems/kafka/index.ts'
import { connectionTo } from '../lab/kafka/observing.ts'
import { figures, Trying } from './support/trying.ts'

let cluster: KafkaCluster
let trying: Trying
beforeAll(async () => {
  cluster = await lab.kafka({ brokers: 3 })
  trying = await Trying.on({
    system: kafka,
    connection: connectionTo(cluster.bootstrap),
    servers: cluster.servers,
  })
}, 180_000)
afterAll(async () => {
  await trying[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
})

describe('the high watermark', () => {
  test.each(['1', 'all'])(
    'with acks=%s a consumer stops at it while a follower hangs',
    async (acks) => {
      const { run } = await trying.run('kafka/high-watermark', { acks, rate: 100 })
      expect(run.error).toBeUndefined()
      expect(run).toMatchObject({ outcome: 'done', left: [], verdict: { answer: 'stops' } })
      const told = figures(run)
      expect(told['stood']).toBeGreaterThan(2_000)
      expect(told['left-isr']).toBeGreaterThan(2_000)
      expect(told['lost']).toBe(0)
      // with acks=1 the leader goes on and says so; with acks=all nothing is acknowledged that cannot be read
      if (acks === '1') expect(told['acknowledged-unread']).toBeGreaterThan(100)
      else expect(told['acknowledged-unread']).toBe(0)
    },
    120_000,
  )
})

describe('acks', () => {
  test.each([
    { acks: '0', answer: 'not-last' },
    { acks: '1', answer: 'not-last' },
    { acks: 'all', answer: 'all' },
  ])(
    'acks=$acks: of what was acknowledged $answer is found again',
    async ({ acks, answer }) => {
      const { run } = await trying.run('kafka/acks', { acks, minIsr: '2', rate: 50 })
      expect(run.error).toBeUndefined()
      expect(run).toMatchObject({ outcome: 'done', left: [], verdict: { answer } })
      const told = figures(run)
      if (acks === 'all') expect(told['lost']).toBe(0)
      else expect(told['lost']).toBeGreaterThan(50)
      expect(told['twice']).toBe(0)
    },
    180_000,
  )

  test('acks=all with min.insync.replicas=3 is refused once a follower has left the ISR', async () => {
    const { run, entries } = await trying.run('kafka/acks', { acks: 'all', minIsr: '3', rate: 50 })
    expect(run).toMatchObject({ outcome: 'done', left: [], verdict: { answer: 'all' } })
    expect(figures(run)['refused']).toBeGreaterThan(20)
    const refused = entries.filter(({ what }) => what === 'unacknowledged').map(({ says }) => says)
    expect(refused.some((says) => /fewer in-sync replicas/i.test(says))).toBe(true)
  }, 180_000)
})

test('on servers that Orrery did not start, nothing is done: the reason is said', async () => {
  await using others = await Trying.on({ system: kafka, connection: connectionTo(cluster.bootstrap) })
  const { run } = await others.run('kafka/high-watermark', { acks: '1', rate: 10 })
  expect(run).toMatchObject({ outcome: 'refused', left: [] })
  const refused = run.checks.filter(({ is }) => is === 'refused')
  expect(refused.map(({ says }) => says).join()).toMatch(/start/i)
})

test('nothing is left of any run', async () => {
  const topics = await cluster.tool('kafka-topics', ['--list'])
  expect(topics).not.toContain('orrery.x.')
})
