import { describe, expect, test } from 'vitest'
import { capabilitiesOf } from '../../../../../src/main/systems/activemq/capabilities.ts'
import { ConsumerCount } from '../../../../../src/main/systems/activemq/consumer-count.ts'
import { parseOptions } from '../../../../../src/main/systems/activemq/options.ts'
import { SampleFold } from '../../../../../src/main/systems/activemq/sample.ts'
import { broker, failing, raw } from './raw-broker.ts'
import type { Sample } from '../../../../../src/main/systems/sample.ts'

const serving = (address: string, name: string, sizes: Readonly<Record<string, number>> = {}) => {
  const queues = Object.entries(sizes).map(([queue, QueueSize]) => [queue, { QueueSize }])
  return broker(address, name, {
    queues: Object.fromEntries(queues) as Record<string, { QueueSize: number }>,
  })
}

function factsOf(sample: Sample, key: string): Readonly<Record<string, unknown>> {
  const column = sample.facts.find((one) => one.key === key)
  return Object.fromEntries(column?.entities.paths.map((path, i) => [path, column.values[i]]) ?? [])
}

function valuesOf(sample: Sample, metric: string): Readonly<Record<string, number | undefined>> {
  const column = sample.values.find((one) => one.metric === metric)
  return Object.fromEntries(column?.entities.paths.map((path, i) => [path, column.values[i]]) ?? [])
}

describe('who serves which broker', () => {
  test('a slave that takes over goes on as the same broker', () => {
    const fold = new SampleFold()
    const first = fold.toSample(raw(1, [serving('a:1', 'orders', { q: 3 }), failing('b:1', 'refused')]))
    expect(factsOf(first, 'broker.served_by')).toEqual({ 'broker/orders': 'a:1' })
    expect(factsOf(first, 'endpoint.broker')).toEqual({ 'endpoint/a:1': 'orders', 'endpoint/b:1': null })
    const between = fold.toSample(raw(2, [failing('a:1', 'refused'), failing('b:1', 'refused')]))
    expect(factsOf(between, 'broker.served_by')).toEqual({ 'broker/orders': 'nobody' })
    // it is not known to be gone, and how much it holds is not known either
    expect(valuesOf(between, 'destination.size')).toEqual({ 'queue/orders/q': NaN })
    const after = fold.toSample(raw(3, [failing('a:1', 'refused'), serving('b:1', 'orders', { q: 2 })]))
    expect(factsOf(after, 'broker.served_by')).toEqual({ 'broker/orders': 'b:1' })
    expect(valuesOf(after, 'destination.size')).toEqual({ 'queue/orders/q': 2 })
  })

  test('a slave that can be asked while it waits is no second master', () => {
    const fold = new SampleFold()
    const slave = broker('b:1', 'x', { broker: { Slave: true }, queues: { q: { QueueSize: 9 } } })
    const sample = fold.toSample(raw(1, [serving('a:1', 'x', { q: 1 }), slave]))
    expect(factsOf(sample, 'broker.served_by')).toEqual({ 'broker/x': 'a:1' })
    expect(factsOf(sample, 'broker.rivals')).toEqual({ 'broker/x': [] })
    expect(factsOf(sample, 'endpoint.broker')).toEqual({ 'endpoint/a:1': 'x', 'endpoint/b:1': 'x' })
    expect(factsOf(sample, 'endpoint.slave')).toMatchObject({ 'endpoint/b:1': true })
    expect(valuesOf(sample, 'destination.size')).toEqual({ 'queue/x/q': 1 })
    const taken = fold.toSample(raw(2, [failing('a:1', 'refused'), serving('b:1', 'x', { q: 1 })]))
    expect(factsOf(taken, 'broker.served_by')).toEqual({ 'broker/x': 'b:1' })
  })

  test('two that serve under one name are two, and the second’s makeshift name goes when it is over', () => {
    const fold = new SampleFold()
    fold.toSample(raw(1, [failing('a:1', 'timeout'), serving('b:1', 'x', { q: 1 })]))
    const both = fold.toSample(raw(2, [serving('a:1', 'x', { q: 7 }), serving('b:1', 'x', { q: 1 })]))
    expect(factsOf(both, 'broker.rivals')).toMatchObject({ 'broker/x': ['a:1', 'b:1'] })
    expect(valuesOf(both, 'destination.size')).toEqual({ 'queue/x/q': 1, 'queue/x@a:1/q': 7 })
    const one = fold.toSample(raw(3, [serving('a:1', 'x', { q: 7 }), failing('b:1', 'refused')]))
    expect(factsOf(one, 'broker.served_by')).toEqual({ 'broker/x': 'a:1' })
    expect(factsOf(one, 'broker.rivals')).toEqual({ 'broker/x': [] })
  })
})

describe('gaps', () => {
  const refused = { code: 'forbidden', message: 'no', fix: 'allow it' } as const

  test('what is asked rarely goes on missing until it was asked again', () => {
    const fold = new SampleFold()
    const { Consumers: _, ...beans } = serving('a:1', 'x').beans
    const blind = { ...serving('a:1', 'x'), beans, failures: { Consumers: refused } }
    expect(fold.toSample(raw(1, [blind])).gaps).toMatchObject([{ ask: 'Consumers', fix: 'allow it' }])
    const { Broker } = serving('a:1', 'x').beans
    const tick = { ...serving('a:1', 'x'), beans: Broker === undefined ? {} : { Broker } }
    expect(fold.toSample({ ...raw(2, [tick]), slow: false }).gaps).toMatchObject([{ ask: 'Consumers' }])
    expect(fold.toSample(raw(3, [serving('a:1', 'x')])).gaps).toEqual([])
  })

  test('capabilities name the fix, what no grant changes, and how far it goes', () => {
    const blind = { ...serving('a:1', 'x'), failures: { Consumers: refused } }
    const all = [blind, serving('b:1', 'y'), failing('c:1', 'refused')]
    const told = capabilitiesOf(all, all)
    expect(told.find(({ what }) => what.startsWith('Subscriptions'))).toMatchObject({
      ...{ state: 'partly', fix: 'allow it' },
    })
    expect(told.find(({ what }) => what.startsWith('Brokers'))).toMatchObject({ state: 'partly' })
    expect(told.find(({ what }) => what.includes('slave waits'))).toMatchObject({
      state: 'not-observed',
      why: expect.stringContaining('c:1: a slave that waits opens no port'),
    })
  })
})

test('consumers are counted where they consume: wildcards, several names, not the inactive', () => {
  const consumer = (DestinationName: string, more: object = {}) => ({
    DestinationName,
    DestinationQueue: true,
    ...more,
  })
  const counted = new ConsumerCount(
    new Map([
      ['consumer/A/1', consumer('orders.eu')],
      ['consumer/A/2', consumer('orders.*')],
      ['consumer/A/3', consumer('orders.eu,mails', { Network: true })],
      ['durable/A/c/d', consumer('orders.eu', { Active: false })],
      ['consumer/B/1', consumer('>')],
    ]),
    [
      'queue/A/orders.eu',
      'queue/A/orders.eu.late',
      'queue/A/mails',
      'queue/B/any.thing',
      'topic/A/orders.eu',
    ],
  )
  const both = (path: string) => [counted.local(path), counted.network(path)]
  expect(both('queue/A/orders.eu')).toEqual([2, 1])
  expect(both('queue/A/orders.eu.late')).toEqual([0, 0])
  expect(both('queue/A/mails')).toEqual([0, 1])
  expect(both('queue/B/any.thing')).toEqual([1, 0])
  expect(both('topic/A/orders.eu')).toEqual([0, 0])
})

describe('options', () => {
  test('the path, and an Origin that is the address itself unless another is given', () => {
    const usual = parseOptions({})
    expect([usual.path, usual.originOf('h:8161')]).toEqual(['/api/jolokia', 'http://h:8161'])
    const given = parseOptions({ path: '/jolokia/', tls: 'on', origin: 'https://console' })
    expect([given.path, given.originOf('h:1')]).toEqual(['/jolokia', 'https://console'])
    expect(parseOptions({ tls: 'on' }).originOf('h:1')).toBe('https://h:1')
  })

  test('what is no path is refused', () => {
    expect(() => parseOptions({ path: '/a b' })).toThrow('is no path')
  })
})
