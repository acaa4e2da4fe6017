import { describe, expect, test } from 'vitest'
import { deadLetterCycle } from '../../../../../src/main/systems/rabbitmq/rules/dead-letter-cycle.ts'
import {
  deadLetterMissing,
  deadLetterNowhere,
} from '../../../../../src/main/systems/rabbitmq/rules/dead-letter-lost.ts'
import { deadLetterStrategy } from '../../../../../src/main/systems/rabbitmq/rules/dead-letter-strategy.ts'
import { deadLettersWaiting } from '../../../../../src/main/systems/rabbitmq/rules/dead-letters-waiting.ts'
import { deliveryLimit } from '../../../../../src/main/systems/rabbitmq/rules/delivery-limit.ts'
import { lengthLimit } from '../../../../../src/main/systems/rabbitmq/rules/length-limit.ts'
import { noConsumer } from '../../../../../src/main/systems/rabbitmq/rules/no-consumer.ts'
import { poisonLoop } from '../../../../../src/main/systems/rabbitmq/rules/poison-loop.ts'
import { prefetchHoarding } from '../../../../../src/main/systems/rabbitmq/rules/prefetch-hoarding.ts'
import { unboundedPrefetch } from '../../../../../src/main/systems/rabbitmq/rules/unbounded-prefetch.ts'
import { queue, exchange, binding, node, channel, consumer, last } from './story.ts'

describe('queues and their consumers', () => {
  const growing = (i: number) => ({
    'queue/v/q': { 'queue.ready': 10 * i, 'queue.publish': 10 * i, 'queue.consumers': 0 },
  })

  test('Q04: nobody takes what comes in', async () => {
    expect(await last(noConsumer, [queue('q')], growing)).toEqual(['queue/v/q'])
    const still = () => ({ 'queue/v/q': { 'queue.ready': 10, 'queue.publish': 10, 'queue.consumers': 0 } })
    expect(await last(noConsumer, [queue('q')], still)).toEqual([])
  })

  test('Q04: where dead letters are collected nobody needs to', async () => {
    const facts = [
      queue('q'),
      queue('work', { 'x-dead-letter-exchange': 'dlx' }),
      exchange('dlx', 'fanout'),
      binding('dlx', 'q'),
    ]
    expect(await last(noConsumer, facts, growing)).toEqual([])
  })

  test('Q06: without a limit, and most of the queue', async () => {
    const holding = (held: number) => () => ({
      'channel/c': { 'channel.unacked': held },
      'queue/v/q': { 'queue.unacked': 200 },
    })
    const facts = (prefetch: number) => [queue('q'), channel('c'), consumer('q', 'c', prefetch)]
    expect(await last(unboundedPrefetch, facts(0), holding(150))).toEqual(['consumer/v/q/c/tag'])
    expect(await last(unboundedPrefetch, facts(0), holding(90))).toEqual([])
    expect(await last(unboundedPrefetch, facts(300), holding(150))).toEqual([])
  })

  test('Q07: one holds all that it may, the others have nothing', async () => {
    const facts = [
      ...[queue('q'), channel('a'), channel('b')],
      ...[consumer('q', 'a', 50), consumer('q', 'b', 50)],
    ]
    const holding = (a: number, b: number, ready: number) => () => ({
      'channel/a': { 'channel.unacked': a },
      'channel/b': { 'channel.unacked': b },
      'queue/v/q': { 'queue.ready': ready, 'queue.unacked': a + b },
    })
    expect(await last(prefetchHoarding, facts, holding(45, 0, 0))).toEqual(['queue/v/q'])
    expect(await last(prefetchHoarding, facts, holding(45, 1, 0))).toEqual([])
    expect(await last(prefetchHoarding, facts, holding(45, 0, 5))).toEqual([])
  })

  test('Q09: the same messages again and again', async () => {
    const delivering = (acked: number) => (i: number) => ({
      'queue/v/q': { 'queue.redeliver': 98 * i, 'queue.deliver': 100 * i, 'queue.ack': acked * i },
    })
    expect(await last(poisonLoop, [queue('q')], delivering(0))).toEqual(['queue/v/q'])
    expect(await last(poisonLoop, [queue('q')], delivering(50))).toEqual([])
  })

  test('Q37: full, and the oldest makes room', async () => {
    const full = (i: number) => ({ 'queue/v/q': { 'queue.ready': 100, 'queue.publish': 10 * i } })
    const limited = { 'x-max-length': 100 }
    expect(await last(lengthLimit, [queue('q', limited)], full)).toEqual(['queue/v/q'])
    expect(
      await last(lengthLimit, [queue('q', { ...limited, 'x-overflow': 'reject-publish' })], full),
    ).toEqual([])
    expect(
      await last(lengthLimit, [queue('q', { ...limited, 'x-dead-letter-exchange': 'd' })], full),
    ).toEqual([])
  })

  test('what comes from nowhere is not known', async () => {
    const unseen = { cluster: { 'cluster.source': 'none' } }
    expect(await last(noConsumer, [queue('q'), unseen], growing)).toEqual([])
  })
})

describe('dead letters', () => {
  const work = queue('work', { 'x-dead-letter-exchange': 'dlx', 'x-dead-letter-routing-key': 'dead' })
  const other = exchange('other')

  test('Q11: the exchange is missing, until it is declared', async () => {
    expect(await last(deadLetterMissing, [work, other])).toEqual(['queue/v/work'])
    expect(await last(deadLetterMissing, [work, exchange('dlx')])).toEqual([])
  })

  test('Q12: it exists, and no binding takes the key', async () => {
    const facts = [work, exchange('dlx'), queue('dead')]
    expect(await last(deadLetterNowhere, [...facts, binding('dlx', 'dead', 'other')])).toEqual([
      'queue/v/work',
    ])
    expect(await last(deadLetterNowhere, [...facts, binding('dlx', 'dead', 'dead')])).toEqual([])
    expect(await last(deadLetterNowhere, [work, other])).toEqual([])
  })

  test('Q13: in a circle by expiry alone, not where somebody rejects', async () => {
    const to = (key: string, ttl: boolean) => ({
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': key,
      ...(ttl ? { 'x-message-ttl': 1000 } : {}),
    })
    const circle = (ttl: boolean) => [queue('a', to('b', ttl)), queue('b', to('a', true)), other]
    expect(await last(deadLetterCycle, circle(true))).toEqual(['queue/v/a'])
    expect(await last(deadLetterCycle, circle(false))).toEqual([])
  })

  test('Q14: at-least-once without the overflow it needs', async () => {
    const args = { 'x-queue-type': 'quorum', 'x-dead-letter-strategy': 'at-least-once' }
    expect(await last(deadLetterStrategy, [queue('q', args)])).toEqual(['queue/v/q'])
    const right = { ...args, 'x-overflow': 'reject-publish' }
    expect(await last(deadLetterStrategy, [queue('q', right)])).toEqual([])
  })

  test('Q15: their target does not take them', async () => {
    const pending = (of: (i: number) => number) => (i: number) => ({
      'queue/v/q': { 'queue.dead_pending': of(i) },
    })
    expect(
      await last(
        deadLettersWaiting,
        [queue('q')],
        pending((i) => i),
      ),
    ).toEqual(['queue/v/q'])
    expect(
      await last(
        deadLettersWaiting,
        [queue('q')],
        pending((i) => 100 - i),
      ),
    ).toEqual([])
    expect(
      await last(
        deadLettersWaiting,
        [queue('q')],
        pending(() => 0),
      ),
    ).toEqual([])
  })

  test('Q10: a delivery limit without a dead-letter exchange; since 4.0 there always is one', async () => {
    const quorum = { 'x-queue-type': 'quorum' }
    const v4 = { 'node/a': { 'node.state': 'running', 'node.version': { rabbitmq: '4.0.5', erlang: null } } }
    const limited = queue('q', { ...quorum, 'x-delivery-limit': 3 })
    expect(await last(deliveryLimit, [node('a'), limited])).toEqual(['queue/v/q'])
    expect(await last(deliveryLimit, [node('a'), queue('q', quorum)])).toEqual([])
    expect(await last(deliveryLimit, [v4, queue('q', quorum)])).toEqual(['queue/v/q'])
    expect(await last(deliveryLimit, [v4, queue('q', { ...quorum, 'x-delivery-limit': -1 })])).toEqual([])
    const kept = queue('q', { ...quorum, 'x-delivery-limit': 3, 'x-dead-letter-exchange': 'd' })
    expect(await last(deliveryLimit, [node('a'), kept])).toEqual([])
  })
})
