import { describe, expect, test } from 'vitest'
import { destinationSaid } from '../../../../../src/renderer/systems/activemq/destination/destination-said.ts'
import { holdersOf } from '../../../../../src/renderer/systems/activemq/destination/holders.ts'
import { subscriptionWords } from '../../../../../src/renderer/systems/activemq/destination/subscription-columns.tsx'
import { isOfKind, kinds } from '../../../../../src/renderer/systems/activemq/destinations/filter.ts'
import {
  chosenDestination,
  consumersOf,
  destinationKey,
  heldBy,
  nameOfKey,
} from '../../../../../src/renderer/systems/activemq/network/destinations.ts'
import {
  destinationData,
  destinationsData,
  networkData,
  networkDestination,
  presence,
  strandedOrders,
  subscription,
} from './samples.ts'

describe('who holds the messages of a queue', () => {
  const parts = (...differs: Parameters<typeof destinationData>) =>
    holdersOf(destinationData(...differs)).map(({ label, messages, is }) => [label, messages, is])

  test('consumers by how much they hold, then what waits at the broker', () => {
    const subscriptions = [
      subscription({ entity: 'a', clientId: 'calm', dispatched: 20 }),
      subscription({ entity: 'b', clientId: 'stuck', dispatched: 1000, isHolding: true }),
      subscription({ entity: 'c', clientId: 'bridge', dispatched: 5, isNetwork: true }),
    ]
    expect(parts({ size: 1500, inFlight: 1025, subscriptions })).toEqual([
      ['stuck', 1000, 'holding'],
      ['calm', 20, 'consumer'],
      ['bridge', 5, 'network'],
      ['wait at the broker', 475, 'waiting'],
    ])
  })

  test('many consumers: the smaller ones are one part, and nothing is lost', () => {
    const subscriptions = Array.from({ length: 12 }, (_, i) =>
      subscription({ entity: `${i}`, clientId: `${i}`, dispatched: 12 - i }),
    )
    const all = holdersOf(destinationData({ size: 100, inFlight: 78, subscriptions }))
    expect(all).toHaveLength(7)
    expect(all.reduce((sum, each) => sum + each.messages, 0)).toBe(100)
    expect(all[5]).toMatchObject({ label: '7 others', messages: 28 })
  })

  test('what is in flight with consumers that can’t be listed is named so', () => {
    expect(parts({ size: 10, inFlight: 4 })).toEqual([
      ['in flight, with whom is not known', 4, 'others'],
      ['wait at the broker', 6, 'waiting'],
    ])
  })

  test('figures read one after the other never give a negative part', () => {
    const subscriptions = [subscription({ dispatched: 30 })]
    expect(parts({ size: 20, inFlight: 10, subscriptions })).toEqual([['one', 30, 'consumer']])
  })

  test('an empty queue, or one whose size isn’t known, has no holders', () => {
    expect(parts({ size: 0 })).toEqual([])
    expect(parts({ size: null, inFlight: 5 })).toEqual([])
  })
})

describe('what is said of a destination', () => {
  test('who acknowledges nothing, by name, not how many are connected', () => {
    const subscriptions = [
      subscription({ clientId: 'stuck', dispatched: 40, isHolding: true }),
      subscription({ clientId: 'calm', dispatched: 0 }),
    ]
    const said = destinationSaid(destinationData({ is: 'stuck', size: 100, subscriptions }))
    expect(said.tone).toBe('bad')
    expect(said.headline).toBe('stuck holds 40 of 100 messages and acknowledges none.')
  })

  test('what can be done where something is wrong, and nothing where nothing is', () => {
    const troubled = [
      'unattended',
      'stuck',
      'undispatched',
      'paused',
      'full',
      'stranded',
      'dead-letters',
    ] as const
    for (const is of troubled) expect(destinationSaid(destinationData({ is })).rest).not.toBe('')
    expect(destinationSaid(destinationData({ is: 'flowing', says: 'It flows' }))).toEqual({
      ...{ tone: 'quiet', headline: 'It flows.', rest: '' },
    })
  })
})

test('a subscription that holds all it may and acknowledges nothing is the worst it can be', () => {
  expect(subscriptionWords(subscription({ isHolding: true, isSlow: true })).tone).toBe('bad')
  expect(subscriptionWords(subscription({ isActive: false })).word).toBe('offline')
  expect(subscriptionWords(subscription({ isNetwork: true })).word).toBe('bridge')
})

describe('which destinations are listed', () => {
  const data = destinationsData([
    ['orders', 'queue', 'flowing'],
    ['prices', 'topic', 'idle'],
    ['mail', 'queue', 'unattended'],
    ['ActiveMQ.DLQ', 'queue', 'idle', true],
    ['DLQ.full', 'queue', 'dead-letters', true],
  ])
  const listed = (kind: (typeof kinds)[number]['value']) =>
    data.names.filter((_, row) => isOfKind(data, row, kind))

  test('queues, topics, what is troubled, and dead letter queues also while they are empty', () => {
    expect(listed('queues')).toEqual(['orders', 'mail', 'ActiveMQ.DLQ', 'DLQ.full'])
    expect(listed('topics')).toEqual(['prices'])
    expect(listed('troubled')).toEqual(['mail', 'DLQ.full'])
    expect(listed('dlq')).toEqual(['ActiveMQ.DLQ', 'DLQ.full'])
  })
})

describe('the destination that the network is drawn for', () => {
  const calm = networkDestination({ name: 'calm' })
  const data = networkData({ destinations: [calm, strandedOrders] })

  test('is a stranded one if none was chosen, and all of them only on purpose', () => {
    expect(chosenDestination(data, '')).toBe(strandedOrders)
    expect(chosenDestination(data, 'all')).toBeUndefined()
    expect(chosenDestination(networkData({ destinations: [calm] }), '')).toBeUndefined()
  })

  test('is the one of the address, by kind and name', () => {
    expect(chosenDestination(data, destinationKey(calm))).toBe(calm)
    expect(chosenDestination(data, 'topic/calm')).toBeUndefined()
    expect(nameOfKey(destinationKey(networkDestination({ name: 'a/b' })))).toBe('a/b')
  })

  test('sums what is known of it, and says nothing of what isn’t', () => {
    const at = [presence('A', { messages: 5, localConsumers: null }), presence('B', { messages: null })]
    expect(heldBy(networkDestination({ at }))).toBe(5)
    expect(consumersOf(networkDestination({ at: [presence('A', { localConsumers: null })] }))).toBeNull()
  })
})
