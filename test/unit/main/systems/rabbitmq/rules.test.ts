import { describe, expect, test } from 'vitest'
import type { Json } from '../../../../../src/shared/base/json.ts'
import type { Rule } from '../../../../../src/main/systems/rule.ts'
import { channelLeak } from '../../../../../src/main/systems/rabbitmq/rules/channel-leak.ts'
import { confirmsLag } from '../../../../../src/main/systems/rabbitmq/rules/confirms-lag.ts'
import { connectionChurn } from '../../../../../src/main/systems/rabbitmq/rules/connection-churn.ts'
import { deadLetterCycle } from '../../../../../src/main/systems/rabbitmq/rules/dead-letter-cycle.ts'
import {
  deadLetterMissing,
  deadLetterNowhere,
} from '../../../../../src/main/systems/rabbitmq/rules/dead-letter-lost.ts'
import { deadLetterStrategy } from '../../../../../src/main/systems/rabbitmq/rules/dead-letter-strategy.ts'
import { deadLettersWaiting } from '../../../../../src/main/systems/rabbitmq/rules/dead-letters-waiting.ts'
import { deliveryLimit } from '../../../../../src/main/systems/rabbitmq/rules/delivery-limit.ts'
import { diskLimit } from '../../../../../src/main/systems/rabbitmq/rules/disk-limit.ts'
import { lengthLimit } from '../../../../../src/main/systems/rabbitmq/rules/length-limit.ts'
import { limitAhead } from '../../../../../src/main/systems/rabbitmq/rules/limit-ahead.ts'
import { noConfirms } from '../../../../../src/main/systems/rabbitmq/rules/no-confirms.ts'
import { noConsumer } from '../../../../../src/main/systems/rabbitmq/rules/no-consumer.ts'
import { poisonLoop } from '../../../../../src/main/systems/rabbitmq/rules/poison-loop.ts'
import { prefetchHoarding } from '../../../../../src/main/systems/rabbitmq/rules/prefetch-hoarding.ts'
import {
  quorumAtRisk,
  quorumMajority,
} from '../../../../../src/main/systems/rabbitmq/rules/quorum-majority.ts'
import { quorumMembers } from '../../../../../src/main/systems/rabbitmq/rules/quorum-members.ts'
import { unboundedPrefetch } from '../../../../../src/main/systems/rabbitmq/rules/unbounded-prefetch.ts'
import { unroutable } from '../../../../../src/main/systems/rabbitmq/rules/unroutable.ts'
import { judgedAt, type Told } from '../told.ts'

type Facts = Record<string, Record<string, Json>>

const everyS = 10
const steps = 16

/** What every sample of a cluster that is observed tells. */
const observed: Facts = { cluster: { 'cluster.source': 'management' } }

function queue(name: string, args: Record<string, Json> = {}, more: Record<string, Json> = {}): Facts {
  const type = args['x-queue-type'] ?? 'classic'
  return {
    [`queue/v/${name}`]: {
      'queue.about': { type, durable: true, exclusive: false, autoDelete: false, arguments: args },
      'queue.policy': { policy: null, operator: null },
      'queue.state': 'running',
      ...more,
    },
  }
}

function exchange(name: string, type = 'direct', args: Record<string, Json> = {}): Facts {
  return {
    [`exchange/v/${name}`]: {
      'exchange.about': { type, durable: true, internal: false, arguments: args, policy: null },
    },
  }
}

function binding(source: string, destination: string, key = ''): Facts {
  return {
    [`binding/v/${source}/q/${destination}/${key === '' ? '~' : key}`]: {
      'binding.about': { vhost: 'v', source, destination, toExchange: false, key, arguments: {} },
    },
  }
}

function node(name: string): Facts {
  return {
    [`node/${name}`]: { 'node.state': 'running', 'node.version': { rabbitmq: '3.10.8', erlang: null } },
  }
}

function channel(name: string, about: Record<string, Json> = {}): Facts {
  return {
    [`channel/${name}`]: {
      'channel.about': {
        ...{ number: 1, connection: `of-${name}`, user: 'u', vhost: 'v', node: 'a' },
        ...{ confirm: true, transactional: false, prefetch: 0, globalPrefetch: 0 },
        ...about,
      },
    },
  }
}

function consumer(of: string, on: string, prefetch: number): Facts {
  return {
    [`consumer/v/${of}/${on}/tag`]: {
      'consumer.about': {
        ...{ vhost: 'v', queue: of, channel: on, connection: `of-${on}`, tag: 'tag' },
        ...{ ackRequired: true, exclusive: false, prefetch, activity: 'up' },
      },
    },
  }
}

/** The same facts at every sample, and numbers by the sample's place. @returns what was open after each */
function judge(
  rule: Rule,
  facts: readonly Facts[],
  values: (i: number) => Told['values'] = () => ({}),
): Promise<readonly string[][]> {
  const all = Object.assign({}, observed, ...facts) as Facts
  const story = Array.from({ length: steps }, (_, i) => ({
    facts: all,
    values: { ...values(i), cluster: { 'cluster.publish': i, ...values(i)?.['cluster'] } },
  }))
  return judgedAt(rule, everyS, story)
}

async function last(...args: Parameters<typeof judge>): Promise<readonly string[]> {
  return (await judge(...args)).at(-1) ?? []
}

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

describe('publishing', () => {
  test('Q16: nothing is bound, or no binding takes it', async () => {
    const publishing = (i: number) => ({
      'exchange/v/e': { 'exchange.published_in': 10 * i, 'exchange.published_out': 0 },
      cluster: { 'cluster.dropped': 10 * i },
    })
    expect(await last(unroutable, [exchange('e')], publishing)).toEqual(['cluster', 'exchange/v/e'])
    const bound = [exchange('e'), queue('q'), binding('e', 'q', 'x')]
    expect(await last(unroutable, bound, publishing)).toEqual(['cluster'])
    expect(await last(unroutable, [exchange('e')])).toEqual([])
  })

  test('Q17: to queues that last, without confirms', async () => {
    const publishing = (i: number) => ({ 'channel/c': { 'channel.publish': 10 * i } })
    const facts = (confirm: boolean) => [queue('q'), channel('c', { confirm })]
    expect(await last(noConfirms, facts(false), publishing)).toEqual(['vhost/v'])
    expect(await last(noConfirms, facts(true), publishing)).toEqual([])
    expect(await last(noConfirms, facts(false))).toEqual([])
  })

  test('Q18: confirms fall behind', async () => {
    const unconfirmed = (of: (i: number) => number) => (i: number) => ({
      'channel/c': { 'channel.unconfirmed': of(i), 'channel.publish': i },
    })
    expect(
      await last(
        confirmsLag,
        [channel('c')],
        unconfirmed((i) => 100 + 10 * i),
      ),
    ).toEqual(['channel/c'])
    expect(
      await last(
        confirmsLag,
        [channel('c')],
        unconfirmed(() => 200),
      ),
    ).toEqual([])
  })
})

describe('members of quorum queues', () => {
  const three = ['a', 'b', 'c'].map(node)
  const members = (all: readonly string[], online: readonly string[]) =>
    queue(
      'q',
      { 'x-queue-type': 'quorum' },
      { 'queue.members': all, 'queue.online': online, 'queue.leader': 'a' },
    )

  test('Q20: a majority is missing, or the next one would take it', async () => {
    const online = (...names: string[]) => [...three, members(['a', 'b', 'c'], names)]
    expect(await last(quorumMajority, online('a'))).toEqual(['queue/v/q'])
    expect(await last(quorumMajority, online('a', 'b'))).toEqual([])
    expect(await last(quorumAtRisk, online('a', 'b'))).toEqual(['cluster'])
    expect(await last(quorumAtRisk, online('a', 'b', 'c'))).toEqual([])
  })

  test('Q21: too few, an even number, or a stranger', async () => {
    const of = (...names: string[]) => [...three, members(names, names)]
    expect(await last(quorumMembers, of('a'))).toEqual(['vhost/v'])
    expect(await last(quorumMembers, of('a', 'b'))).toEqual(['vhost/v'])
    expect(await last(quorumMembers, of('a', 'b', 'gone'))).toEqual(['queue/v/q'])
    expect(await last(quorumMembers, of('a', 'b', 'c'))).toEqual([])
  })
})

describe('clients', () => {
  test('Q25: a connection for each message', async () => {
    const churn = (open: number) => (i: number) => ({
      cluster: {
        'cluster.connections_opened': 100 * i,
        'cluster.connections_closed': 98 * i,
        'cluster.connections': open,
      },
    })
    expect(await last(connectionChurn, [], churn(20))).toEqual(['cluster'])
    // as many as are open anyway come and go: a deployment, not a habit
    expect(await last(connectionChurn, [], churn(5000))).toEqual([])
  })

  test('Q26: ever more channels on one connection', async () => {
    const channels = (of: (i: number) => number) => (i: number) => ({
      'connection/x': { 'connection.channels': of(i) },
    })
    expect(
      await last(
        channelLeak,
        [],
        channels((i) => 10 + 2 * i),
      ),
    ).toEqual(['connection/x'])
    expect(
      await last(
        channelLeak,
        [],
        channels((i) => 10 + (i % 3)),
      ),
    ).toEqual([])
  })
})

describe('limits of nodes', () => {
  test('Q03: the disk alarm would come too late', async () => {
    const limits = (disk: number) => () => ({
      'node/a': { 'node.disk_limit': disk, 'node.memory_limit': 1000 },
    })
    expect(await last(diskLimit, [node('a')], limits(50))).toEqual(['cluster'])
    expect(await last(diskLimit, [node('a')], limits(1000))).toEqual([])
  })

  test('Q02: the watermark comes before the backlog is drained', async () => {
    const story = (grows: number, ackedPerStep: number) => async () => {
      const told = Array.from({ length: 25 }, (_, i) => ({
        facts: { ...observed, ...node('a') },
        values: {
          'node/a': { 'node.memory': 600 + grows * i, 'node.memory_limit': 1000 },
          cluster: { 'cluster.publish': 10 * i, 'cluster.ack': ackedPerStep * i, 'cluster.ready': 5000 },
        },
      }))
      return (await judgedAt(limitAhead, everyS, told)).at(-1)
    }
    expect(await story(10, 0)()).toEqual(['node/a'])
    expect(await story(0, 0)()).toEqual([])
    // drained in 10 s
    expect(await story(10, 5010)()).toEqual([])
  })
})
