import { describe, expect, test } from 'vitest'
import type { RawEndpoint } from '../../../../../src/main/systems/activemq/raw.ts'
import { SampleFold } from '../../../../../src/main/systems/activemq/sample.ts'
import { activemq } from '../../../../../src/main/systems/activemq/index.ts'
import type { ActivemqViews } from '../../../../../src/shared/systems/activemq-views.ts'
import { replay } from '../replayed.ts'
import { broker, failing, raw, type Told } from './raw-broker.ts'

const everyS = 5
const from = 1_700_000_000_000

/** A story of so many samples, 5 s apart, judged by all rules. */
async function judged(samples: number, tell: (second: number) => readonly RawEndpoint[]) {
  const fold = new SampleFold()
  const told = Array.from({ length: samples }, (_, i) =>
    fold.toSample(raw(from + i * everyS * 1000, tell(i * everyS))),
  )
  await using story = await replay<ActivemqViews>(activemq, told)
  const at = (second: number) => story.judged[second / everyS]
  return {
    open: (second: number) => at(second)?.open ?? [],
    verdict: (second: number, rule: string) => at(second)?.verdicts[rule],
    finding: (rule: string) => story.findings.find((one) => one.rule === `activemq/${rule}`),
  }
}

/** One broker called A that tells the same all the time, or another thing each second. */
const lone = (samples: number, tell: Told | ((second: number) => Told)) =>
  judged(samples, (second) => [broker('a:1', 'A', typeof tell === 'function' ? tell(second) : tell)])

const mb = 2 ** 20

describe('A01, A02, A03: limits', () => {
  const limits = { StoreLimit: 1000 * mb, StorePercentUsage: 20, MemoryLimit: 64 * mb, TempLimit: 9 * mb }

  test('the disk ends before the store is full; where it isn’t known, that is not judged', async () => {
    const story = await lone(3, (second) => ({
      broker: limits,
      disk: { free: (second < 10 ? 900 : 700) * mb },
    }))
    expect([story.open(5), story.open(10)]).toEqual([[], ['store-disk broker/A']])
    expect(story.finding('store-disk')?.title).toMatch(/839\sMB, and 734\sMB are free/)
    const away = await lone(2, { broker: limits, disk: { why: 'another machine' } })
    expect(away.verdict(5, 'store-disk')).toBe('unknown')
  })

  test('at the memory limit: a warning, and critical when sends are held up', async () => {
    const story = await lone(8, (second) => ({
      broker: { ...limits, MemoryPercentUsage: second < 10 ? 60 : 100 },
      queues: { q: { MemoryUsageByteCount: 5, BlockedSends: second < 20 ? 0 : 7 } },
    }))
    expect([story.open(5), story.open(10)]).toEqual([[], ['flow-control broker/A']])
    const finding = story.finding('flow-control')
    expect(finding).toMatchObject({ severity: 'critical', title: expect.stringContaining('held up on q') })
    expect(finding?.evidence.map(({ entity }) => entity)).toContain('queue/A/q')
  })

  test('a limit of the queue’s own, while the broker has room', async () => {
    const queues = { q: { MemoryPercentUsage: 100 } }
    const story = await lone(4, { broker: { ...limits, MemoryPercentUsage: 5 }, queues })
    expect(story.open(10)).toEqual(['destination-full queue/A/q'])
    expect((await lone(4, { broker: { ...limits, MemoryPercentUsage: 100 }, queues })).open(10)).toEqual([
      'flow-control broker/A',
    ])
  })
})

describe('A05 to A08, A10: messages that do not move', () => {
  const held = { QueueSize: 40, InFlightCount: 10, ConsumerCount: 1, DispatchCount: 10 }
  const holder = { DestinationName: 'q', PrefetchSize: 10, DispatchedQueueSize: 10 }

  test('nothing acknowledged for ten seconds, then for five minutes; one acknowledgement ends it', async () => {
    const story = await lone(80, (second) => ({
      queues: { q: { ...held, DequeueCount: second < 390 ? 3 : 4 } },
      consumers: { app: { ...holder, DequeueCounter: second < 390 ? 3 : 4 } },
    }))
    expect([story.open(10), story.open(20), story.open(390)]).toEqual([
      [],
      ['not-acknowledged queue/A/q'],
      [],
    ])
    expect(story.finding('not-acknowledged')).toMatchObject({
      severity: 'critical',
      title: 'Consumers of q on A hold 10 of 40 messages and acknowledge none: app',
    })
  })

  test('a consumer with room left is not one that holds everything', async () => {
    const story = await lone(8, {
      queues: { q: held },
      consumers: { app: { ...holder, PrefetchSize: 1000 } },
    })
    expect(story.open(35)).toEqual([])
  })

  test('the broker hands nothing out though somebody is there', async () => {
    const still = { QueueSize: 12, ConsumerCount: 1, DispatchCount: 5 }
    const consumers = { app: { DestinationName: 'q' } }
    expect((await lone(6, { queues: { q: still }, consumers })).open(20)).toEqual(['undispatched queue/A/q'])
    const pull = { app: { DestinationName: 'q', PrefetchSize: 0 } }
    expect((await lone(6, { queues: { q: still }, consumers: pull })).open(20)).toEqual([])
    const paused = await lone(6, { queues: { q: { ...still, Paused: true } }, consumers })
    expect(paused.open(20)).toEqual(['paused queue/A/q'])
  })

  test('selectors that match nothing in front: worse when a page hides the rest', async () => {
    const consumers = { app: { DestinationName: 'q', Selector: "convert_string_expressions:a = '1'" } }
    const still = (QueueSize: number) => ({ q: { QueueSize, ConsumerCount: 1, DispatchCount: 5 } })
    const short = await lone(6, { queues: still(12), consumers, settings: { q: { MaxPageSize: 100 } } })
    expect(short.finding('selectors-starve')?.severity).toBe('warning')
    const long = await lone(6, { queues: still(120), consumers, settings: { q: { MaxPageSize: 100 } } })
    expect(long.finding('selectors-starve')).toMatchObject({
      severity: 'critical',
      title: expect.stringContaining('only the first 100 are looked at'),
    })
  })

  test('one consumer has all, the other none', async () => {
    const story = await lone(8, (second) => ({
      queues: { q: { ...held, QueueSize: 30, InFlightCount: 30, ConsumerCount: 2, DequeueCount: second } },
      consumers: {
        greedy: { DestinationName: 'q', PrefetchSize: 1000, DispatchedQueueSize: 30, DequeueCounter: second },
        idle: { DestinationName: 'q', PrefetchSize: 1 },
      },
    }))
    expect(story.open(20)).toEqual(['hoarding queue/A/q'])
  })
})

describe('A11, A12: consumers that fall behind', () => {
  const topic = { DestinationQueue: false, DestinationTopic: true, DestinationName: 't', PrefetchSize: 10 }

  test('slow, and more waits than twice its prefetch', async () => {
    const story = await lone(6, { consumers: { c: { ...topic, SlowConsumer: true, PendingQueueSize: 21 } } })
    expect(story.open(20)).toEqual(['slow-consumer consumer/A/c'])
    const full = await lone(6, { consumers: { c: { ...topic, SlowConsumer: true, PendingQueueSize: 20 } } })
    expect(full.open(20)).toEqual([])
  })

  test('messages that its pending limit threw away, until a minute after the last', async () => {
    const story = await lone(20, (second) => ({
      consumers: { c: { ...topic, DiscardedCount: second < 10 ? 4 : 9 } },
    }))
    expect([story.open(5), story.open(10), story.open(60), story.open(80)]).toEqual([
      [],
      ['discarded consumer/A/c'],
      ['discarded consumer/A/c'],
      [],
    ])
  })
})

describe('A20 to A22: the network', () => {
  const q = { QueueSize: 5, DispatchCount: 2 }
  const wanting = { app: { DestinationName: 'orders' } }
  const network = (bridges: readonly string[], Duplex: boolean) => (): readonly RawEndpoint[] => [
    broker('a:1', 'A', {
      queues: { orders: { ConsumerCount: 1 } },
      consumers: wanting,
      networkConnectors: { nc: { bridges, Duplex } },
    }),
    broker('b:1', 'B', { queues: { orders: q } }),
  ]

  test('a bridge that leads one way only explains what is stranded behind it', async () => {
    const story = await judged(6, network(['B'], false))
    expect(story.open(25)).toEqual(['one-way networkconnector/A/nc', 'stranded queue/B/orders'])
    expect(story.finding('stranded')?.explainedBy).toBe(story.finding('one-way')?.id)
  })

  test('duplex: the messages are stranded by themselves', async () => {
    expect((await judged(6, network(['B'], true))).open(25)).toEqual(['stranded queue/B/orders'])
  })

  test('no bridge', async () => {
    expect((await judged(3, network([], true))).open(10)).toEqual(['bridge-down networkconnector/A/nc'])
  })

  test('two brokers that no connector joins are no network', async () => {
    const story = await judged(6, () => [
      broker('a:1', 'A', { queues: { orders: { ConsumerCount: 1 } }, consumers: wanting }),
      broker('b:1', 'B', { queues: { orders: q } }),
    ])
    expect(story.open(25)).toEqual([])
  })

  test('a broker that hangs: nobody serves it, and what holds there is not judged', async () => {
    const story = await judged(10, (second) =>
      second < 20
        ? network(['B'], true)()
        : [broker('a:1', 'A', { networkConnectors: { nc: { bridges: [] } } }), failing('b:1', 'timeout')],
    )
    // what was found on B stays open: it is not known to be over
    expect(story.open(40)).toEqual([
      'bridge-down networkconnector/A/nc',
      'broker-down broker/B',
      'stranded queue/B/orders',
    ])
    expect(story.finding('bridge-down')?.explainedBy).toBe(story.finding('broker-down')?.id)
  })
})

describe('A16, A25: durable subscribers', () => {
  const away = { DestinationName: 'news', DestinationTopic: true, SubscriptionName: 's', ClientId: 'app' }

  test('away while more comes: a warning; nothing more: advice', async () => {
    const pending = (second: number) => ({
      d: { ...away, Active: false, PendingQueueSize: Math.min(second, 20) },
    })
    const story = await lone(40, (second) => ({ consumers: pending(second) }))
    expect(story.open(30)).toEqual(['durable-pending durable/A/app/s'])
    expect(story.finding('durable-pending')?.severity).toBe('info')
  })

  test('it went to another broker, and left its messages', async () => {
    const story = await judged(6, () => [
      broker('a:1', 'A', { consumers: { d: { ...away, Active: false, PendingQueueSize: 7 } } }),
      broker('b:1', 'B', { consumers: { d: { ...away, Active: true } } }),
    ])
    expect(story.open(20)).toEqual(['durable-moved durable/A/app/s', 'durable-pending durable/A/app/s'])
    expect(story.finding('durable-moved')?.title).toBe(
      'Durable subscriber s of app is on B now; 7 messages wait for it on A',
    )
  })
})

describe('A18, A27, A28, A31', () => {
  test('a transaction that is open for minutes', async () => {
    const connections = { c: { ActiveTransactionCount: 1, OldestActiveTransactionDuration: 180_000 } }
    expect((await lone(2, { connections })).open(5)).toEqual(['old-transaction connection/A/openwire/c'])
  })

  test('two serve under one name', async () => {
    const story = await judged(4, () => [broker('a:1', 'X'), broker('b:1', 'X')])
    expect(story.open(10)).toEqual(['two-masters broker/X'])
  })

  test('an old master that hangs beside the one that took over; one that lets nobody in', async () => {
    const story = await judged(6, (second) => [
      second < 10 ? broker('a:1', 'X') : failing('a:1', 'timeout'),
      second < 10 ? failing('b:1', 'refused') : broker('b:1', 'X'),
    ])
    expect(story.open(25)).toEqual(['broker-down endpoint/a:1'])
    const closed = {
      ...failing('b:1', 'refused'),
      failures: { Broker: { code: 'auth', message: 'no' } as const },
    }
    const shut = await judged(2, () => [broker('a:1', 'X'), closed])
    expect([shut.open(5), shut.verdict(5, 'broker-down')]).toEqual([[], 'unknown'])
  })

  test('connections turned away', async () => {
    const story = await lone(3, (second) => ({
      connectors: { openwire: { MaxConnectionExceededCount: second } },
    }))
    expect(story.open(5)).toEqual(['connections-refused connector/A/openwire'])
  })

  test('a broker that was started anew, for five minutes', async () => {
    const story = await lone(70, (second) => ({
      broker: { UptimeMillis: second < 20 ? 900_000 : second * 1000 },
    }))
    expect([story.open(15), story.open(20), story.open(300), story.open(340)]).toEqual([
      [],
      ['restarted broker/A'],
      ['restarted broker/A'],
      [],
    ])
  })
})

test('every rule has a source, a fix and a reason, and an id of its own', () => {
  expect(new Set(activemq.rules.map(({ id }) => id)).size).toBe(activemq.rules.length)
  for (const { id, title, why, fix, source } of activemq.rules) {
    expect(id).toMatch(/^activemq\/[a-z-]+$/)
    expect([title, why, fix].every((text) => text.length > 15)).toBe(true)
    expect(source.url).toMatch(/^https:\/\//)
  }
})
