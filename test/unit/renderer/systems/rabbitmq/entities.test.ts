import { describe, expect, test } from 'vitest'
import { bindingWords } from '../../../../../src/renderer/systems/rabbitmq/binding-words.ts'
import { pageOf } from '../../../../../src/renderer/systems/rabbitmq/entities.ts'
import { rabbitmqEntity } from '../../../../../src/shared/systems/rabbitmq-entities.ts'
import { nameOf } from '../../../../../src/shared/systems/rabbitmq-names.ts'

describe('an entity', () => {
  test.each([
    ['cluster', [], 'the cluster'],
    [rabbitmqEntity('node', 'rabbit@a'), ['nodes', 'rabbit@a'], 'rabbit@a'],
    [rabbitmqEntity('queue', '/', 'a/b c'), ['queues', '/', 'a/b c'], 'a/b c'],
    [rabbitmqEntity('queue', 'shop', 'orders'), ['queues', 'shop', 'orders'], 'orders in shop'],
    [rabbitmqEntity('exchange', '/', ''), ['topology'], '(default)'],
    [rabbitmqEntity('connection', 'a:1 -> b:2'), ['connections'], 'a:1 -> b:2'],
    ['binding/%2F/orders/q/orders.eu/%23', ['topology'], 'orders → orders.eu'],
    [
      'consumer/shop/orders/a:1%20->%20b:2%20(1)/tag',
      ['queues', 'shop', 'orders'],
      'tag of orders in shop on a:1 -> b:2 (1)',
    ],
  ])('%s has a page and a name', (entity, path, name) => {
    expect(pageOf(entity)?.path).toEqual(path)
    expect(nameOf(entity).name).toBe(name)
  })

  test('leads to its place on the page', () => {
    expect(pageOf(rabbitmqEntity('exchange', 'shop', 'dlx'))?.state).toEqual({
      vhost: 'shop',
      node: 'exchange/dlx',
    })
    expect(pageOf(rabbitmqEntity('channel', 'c (1)'))?.state).toEqual({ show: 'channels', channel: 'c (1)' })
  })

  test('of a kind without a page keeps its name', () => {
    expect(pageOf(rabbitmqEntity('policy', '/', 'ttl'))).toBeUndefined()
    expect(nameOf(rabbitmqEntity('policy', '/', 'ttl'))).toEqual({ kind: 'policy', name: 'ttl' })
  })
})

describe('what a binding asks for', () => {
  test.each([
    ['fanout', 'ignored', {}, ''],
    ['topic', 'order.#', {}, 'order.#'],
    ['direct', '', {}, '“”'],
    ['headers', '', { 'x-match': 'any', format: 'pdf', pages: 3 }, 'any of format=pdf, pages=3'],
    ['headers', '', { format: 'pdf' }, 'format=pdf'],
    ['headers', '', {}, 'no headers: everything'],
    ['headers', '', { 'x-match': 'any' }, 'no headers: nothing'],
  ])('of %s by %j and %j', (type, key, args, words) => {
    expect(bindingWords(type, key, args)).toBe(words)
  })
})
