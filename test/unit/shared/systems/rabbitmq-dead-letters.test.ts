import { expect, test } from 'vitest'
import {
  deadLetterOf,
  settingsInForce,
  settingsOf,
} from '../../../../src/shared/systems/rabbitmq-dead-letters.ts'
import { indexRouting, type RoutingIndex } from '../../../../src/shared/systems/rabbitmq-routing.ts'

const nobody: RoutingIndex = indexRouting({ vhost: '/', exchanges: [], queues: ['work'], bindings: [] })

function indexOf(type: string, keys: readonly string[]): RoutingIndex {
  return indexRouting({
    vhost: '/',
    exchanges: [{ name: 'dlx', type, arguments: {}, alternate: null, internal: false }],
    queues: ['work', 'dead'],
    bindings: keys.map((key) => ({
      ...{ source: 'dlx', destination: 'dead', toExchange: false, key, arguments: {} },
    })),
  })
}

function settings(args: Record<string, string | number>) {
  return settingsOf(settingsInForce({ arguments: args, policy: {}, operatorPolicy: {} }), args)
}

const toDlx = settings({ 'x-dead-letter-exchange': 'dlx' })

test('of two limits the lower holds, of anything else the argument', () => {
  const inForce = settingsInForce({
    arguments: { 'x-max-length': 100, 'x-overflow': 'reject-publish', 'x-message-ttl': 5 },
    policy: { 'max-length': 50, overflow: 'drop-head', 'dead-letter-exchange': 'dlx' },
    operatorPolicy: { 'max-length': 70, 'message-ttl': 9 },
  })
  expect(inForce).toEqual([
    { key: 'message-ttl', value: 5, from: 'argument' },
    { key: 'max-length', value: 50, from: 'policy' },
    { key: 'overflow', value: 'reject-publish', from: 'argument' },
    { key: 'dead-letter-exchange', value: 'dlx', from: 'policy' },
  ])
})

test('without a dead-letter exchange messages are dropped, with a missing one too', () => {
  expect(deadLetterOf(nobody, settings({}), ['work']).ends).toBe('none')
  expect(deadLetterOf(nobody, toDlx, ['work']).ends).toBe('missing')
})

test('an exchange without bindings leads nowhere', () => {
  expect(deadLetterOf(indexOf('topic', []), toDlx, undefined).ends).toBe('nowhere')
})

test('a fixed key is followed', () => {
  const keyed = settings({ 'x-dead-letter-exchange': 'dlx', 'x-dead-letter-routing-key': 'gone' })
  expect(deadLetterOf(indexOf('direct', ['gone']), keyed, undefined)).toMatchObject({
    ends: 'queues',
    queues: ['dead'],
  })
  expect(deadLetterOf(indexOf('direct', ['other']), keyed, undefined).ends).toBe('nowhere')
})

test('without a key it is the message’s own, as its bindings tell', () => {
  const index = indexOf('direct', ['a'])
  expect(deadLetterOf(index, toDlx, ['a']).ends).toBe('queues')
  expect(deadLetterOf(index, toDlx, ['b']).ends).toBe('nowhere')
  expect(deadLetterOf(index, toDlx, ['a', 'b'])).toMatchObject({ ends: 'depends', queues: ['dead'] })
  expect(deadLetterOf(index, toDlx, undefined)).toMatchObject({ ends: 'depends', queues: ['dead'] })
})

test('a fanout takes all, headers depend on the message', () => {
  expect(deadLetterOf(indexOf('fanout', ['']), toDlx, undefined).ends).toBe('queues')
  expect(deadLetterOf(indexOf('headers', ['']), toDlx, ['a']).ends).toBe('depends')
})

test('the default exchange leads to the queue of the key', () => {
  const back = settings({ 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'work' })
  expect(deadLetterOf(nobody, back, undefined)).toMatchObject({ ends: 'queues', queues: ['work'] })
})
