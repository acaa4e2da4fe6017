import { describe, expect, test } from 'vitest'
import { heldParts } from '../../../../../src/renderer/systems/rabbitmq/queue/held.ts'
import { queueSaid } from '../../../../../src/renderer/systems/rabbitmq/queue/queue-said.ts'
import { isTroubled, standingOf } from '../../../../../src/renderer/systems/rabbitmq/queues/queue-standing.ts'
import type { QueuesData } from '../../../../../src/shared/systems/rabbitmq-queue-views.ts'
import { consumer, queueData } from './samples.ts'

describe('who holds what was given out', () => {
  test('is told once for each channel, the largest first, and what is left is nobody’s that is known', () => {
    const data = queueData({
      unacked: 30,
      consumers: [
        consumer({ unacked: 5 }),
        consumer({ tag: 'second of the channel', unacked: 5 }),
        consumer({ channel: 'd:2 -> b:5672 (1)', client: 'slow', unacked: 10, isStuck: true }),
        consumer({
          channel: 'e:3 -> b:5672 (1)',
          client: null,
          connection: 'e:3 -> b:5672',
          unacked: 4,
          isShared: true,
        }),
      ],
    })
    expect(heldParts(data)).toEqual([
      { who: 'slow', messages: 10, is: 'stuck' },
      { who: 'worker', messages: 5, is: 'consumer' },
      { who: 'e:3 -> b:5672', messages: 4, is: 'shared' },
      { who: 'not told', messages: 11, is: 'others' },
    ])
  })

  test('is nobody where nothing was given out', () => {
    expect(heldParts(queueData({ consumers: [consumer({ unacked: 0 })] }))).toEqual([])
    expect(heldParts(queueData({ unacked: null, consumers: [consumer({ unacked: null })] }))).toEqual([])
  })
})

describe('what is said of a queue', () => {
  const members = (...online: readonly (boolean | null)[]) =>
    online.map((isOnline, i) => ({ node: `rabbit@${'abc'[i]}`, isLeader: i === 0, isOnline, isKnown: true }))

  test('is nothing while nothing is wrong', () => {
    expect(queueSaid(queueData({ members: members(true, true, true) }))).toEqual([])
  })

  test('names who is stuck, down to the channel', () => {
    const [said] = queueSaid(queueData({ consumers: [consumer({ isStuck: true, unacked: 10 })] }))
    expect(said).toMatchObject({
      tone: 'bad',
      headline: 'worker from c:1 holds 10 messages and acknowledges none.',
    })
    expect(said?.rest).toContain('Channel c:1 -> b:5672 (1), user shop.')
  })

  test('puts a lost majority before all, and does not guess one', () => {
    const data = { consumers: [], ready: 5 }
    expect(
      queueSaid(queueData({ ...data, members: members(true, false, false) })).map(({ tone }) => tone),
    ).toEqual(['bad', 'warn'])
    expect(queueSaid(queueData({ members: members(true, null, null) }))[0]).toMatchObject({
      tone: 'unknown',
      rest: 'rabbit@b and rabbit@c are not heard of.',
    })
    expect(queueSaid(queueData({ members: members(true, true, null) }))[0]).toMatchObject({
      tone: 'warn',
      headline: 'rabbit@c is not heard of.',
      rest: 'If one more member goes, the queue stops.',
    })
    expect(queueSaid(queueData({ members: members(true, true, false) }))[0]).toMatchObject({
      headline: 'rabbit@c is not online.',
      rest: 'If one more member goes, the queue stops.',
    })
  })

  test('says where dead letters are lost', () => {
    const lost = (ends: 'missing' | 'nowhere', exchange: string) =>
      queueSaid(queueData({ deadLetter: { ends, exchange, key: null, queues: [] } }))[0]?.headline
    expect(lost('missing', 'dlx')).toBe('Its dead letters go to dlx, which does not exist.')
    expect(lost('nowhere', 'dlx')).toBe('Its dead letters go to dlx, where no binding takes them.')
    expect(lost('nowhere', '')).toBe('Its dead letters go to queue orders, which does not exist.')
  })

  test('misses a consumer only where consumers were read, and not where dead letters are parked', () => {
    const full = { ready: 9, consumers: [] }
    expect(queueSaid(queueData(full))[0]?.headline).toBe('Nobody takes from it.')
    expect(queueSaid(queueData({ ...full, consumersReadAt: null }))).toEqual([])
    expect(queueSaid(queueData({ ...full, deadLettersOf: ['jobs'] }))).toEqual([])
  })
})

describe('how a row of the list is', () => {
  const one = (more: Partial<QueuesData>): QueuesData => ({
    ...{ vhosts: ['/'], vhost: Uint16Array.of(0), names: ['q'], types: ['quorum'], states: ['running'] },
    ...{ nodes: ['rabbit@a'], policy: Int16Array.of(-1), policyNames: [] },
    ...{ ready: Float64Array.of(0), unacked: Float64Array.of(0), consumers: Float64Array.of(1) },
    ...{ publish: Float64Array.of(0), deliver: Float64Array.of(0), ack: Float64Array.of(0) },
    ...{ redeliver: Float64Array.of(0), growth: Float64Array.of(0), capacity: Float64Array.of(1) },
    ...{ memory: Float64Array.of(0), bytes: Float64Array.of(0) },
    ...{ members: Float64Array.of(3), online: Float64Array.of(3) },
    ...{ findings: Uint16Array.of(0), losesDead: Uint8Array.of(0), takesDead: Uint8Array.of(0) },
    ...{ source: 'management', readAt: 0, statsAt: 0, blind: [] },
    ...more,
  })
  const full = { ready: Float64Array.of(5), consumers: Float64Array.of(0) }

  test.each([
    ['well', one({}), 'ok', 'running'],
    ['without numbers', one({ ready: Float64Array.of(NaN) }), 'unknown', 'not observed'],
    ['down, even without numbers', one({ states: ['down'], ready: Float64Array.of(NaN) }), 'bad', 'down'],
    ['without a majority', one({ online: Float64Array.of(1) }), 'bad', 'no majority'],
    ['one member short', one({ online: Float64Array.of(2) }), 'warn', '2 of 3 members'],
    ['losing dead letters', one({ losesDead: Uint8Array.of(1) }), 'bad', 'dead letters lost'],
    ['left alone', one(full), 'warn', 'nobody takes from it'],
    ['a park of dead letters', one({ ...full, takesDead: Uint8Array.of(1) }), 'ok', 'running'],
    ['throttled', one({ states: ['flow'] }), 'warn', 'flow: throttled'],
    ['found out', one({ findings: Uint16Array.of(2) }), 'warn', '2 findings'],
  ] as const)('%s', (_, data, tone, word) => {
    expect(standingOf(data, 0)).toEqual({ tone, word })
    expect(isTroubled(data, 0)).toBe(tone === 'bad' || tone === 'warn')
  })
})
