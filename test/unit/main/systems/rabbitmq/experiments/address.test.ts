import { describe, expect, test } from 'vitest'
import {
  givenListener,
  toldListener,
} from '../../../../../../src/main/systems/rabbitmq/experiments/amqp/address.ts'
import { OrreryError } from '../../../../../../src/shared/base/errors.ts'

describe('the address that the target gives', () => {
  test.each([
    [{ amqp: 'h:5700' }, { host: 'h', port: 5700, tls: null }],
    [{ amqp: 'h' }, { host: 'h', port: 5672, tls: null }],
    [{ amqp: 'amqp://h/' }, { host: 'h', port: 5672, tls: null }],
    [{ amqp: '[::1]:5700' }, { host: '::1', port: 5700, tls: null }],
    [
      { amqp: 'h', tls: 'on' },
      { host: 'h', port: 5671, tls: { rejectUnauthorized: true } },
    ],
    [
      { amqp: 'h', tls: 'unverified' },
      { host: 'h', port: 5671, tls: { rejectUnauthorized: false } },
    ],
    [
      { amqp: 'amqp://h', tls: 'on' },
      { host: 'h', port: 5672, tls: null },
    ],
    [
      { amqp: 'amqps://h', ca: '/ca.pem' },
      { host: 'h', port: 5671, tls: { caFile: '/ca.pem' } },
    ],
  ])('%j is %j', (options, listener) => expect(givenListener(options)).toMatchObject(listener))

  test('is no more than what stands there', () => {
    expect(givenListener({})).toBeUndefined()
    expect(() => givenListener({ amqp: 'http://h:1' })).toThrow(OrreryError)
  })
})

describe('the address that the node tells', () => {
  const listener = (node: string, protocol: string, ip_address: string, port: number) => ({
    ...{ node, protocol, ip_address, port },
  })
  const overview = {
    node: 'rabbit@b',
    listeners: [
      listener('rabbit@a', 'amqp', '10.0.0.1', 5672),
      listener('rabbit@b', 'amqp', '::', 5672),
      listener('rabbit@b', 'http', '::', 15672),
      listener('rabbit@a', 'amqp/ssl', '127.0.0.1', 5671),
    ],
  }

  test('is that of the node that answers', () => {
    expect(toldListener(overview, 'b.example:15672', {})).toEqual({
      host: 'b.example',
      port: 5672,
      tls: null,
    })
  })

  test('is another’s where that has none', () => {
    const alone = { ...overview, node: 'rabbit@c' }
    expect(toldListener(alone, 'c.example:15672', {})).toMatchObject({ host: '10.0.0.1' })
  })

  test.each([
    ['is on the loopback of another machine', overview, { tls: 'on' }, /can’t be reached from here/],
    [
      'doesn’t speak TLS',
      { ...overview, listeners: overview.listeners.slice(0, 3) },
      { tls: 'on' },
      /amqp\/ssl/,
    ],
    ['is not told to this user', { node: 'rabbit@b' }, {}, /tag monitoring/],
  ])('is none where it %s', (_, told, options, says) => {
    expect(() => toldListener(told, 'b.example:15672', options)).toThrow(says)
  })
})
