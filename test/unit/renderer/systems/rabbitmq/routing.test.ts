import { describe, expect, test } from 'vitest'
import {
  answerFor,
  indexOf,
  reachOfAnswer,
  saidOf,
} from '../../../../../src/renderer/systems/rabbitmq/routing/asked.ts'
import { typedHeaders } from '../../../../../src/renderer/systems/rabbitmq/routing/headers.ts'
import { foldAlike } from '../../../../../src/renderer/systems/rabbitmq/topology/fold.ts'
import { graphOf } from '../../../../../src/renderer/systems/rabbitmq/topology/graph-of.ts'
import { shards, shop, shopTable } from './samples.ts'

const ask = (exchange: string, key: string) => answerFor(indexOf(shopTable), { exchange, key, headers: {} })

describe('what a message reaches', () => {
  test('is said with its bindings, those that match first', () => {
    const answer = ask('orders', 'order.created.eu')
    expect(saidOf(answer)).toBe('4 of 5 bindings match: 4 queues get a copy')
    expect(answer.steps.map(({ matches }) => matches)).toEqual([true, true, true, true, false])
    expect(answer.steps.at(-1)).toMatchObject({ destination: 'billing.invoice', isNear: true })
  })

  test('a slip of the pen is near, another word is not', () => {
    expect(ask('payments', 'inn').steps[0]?.isNear).toBe(true)
    expect(ask('payments', 'refund').steps[0]?.isNear).toBe(false)
    expect(saidOf(ask('payments', 'refund'))).toBe('0 of 1 binding matches: the message is dropped')
  })

  test('by the default exchange a key is a queue’s name', () => {
    expect(saidOf(ask('', 'orders.eu'))).toBe('The key is a queue’s name: it gets the message')
    expect(saidOf(ask('', 'orders'))).toBe('No queue has that name: the message is dropped')
  })

  test('lights its ways in the drawing, also into a fold', () => {
    const whole = graphOf(shards(4))
    const graph = foldAlike(whole, new Set())
    const table = {
      vhost: '/',
      exchanges: [{ name: 'hash', type: 'direct', arguments: {}, alternate: null, internal: false }],
      queues: ['shard.0'],
      bindings: [{ source: 'hash', destination: 'shard.2', toExchange: false, key: '10', arguments: {} }],
    }
    const answer = answerFor(indexOf(table), { exchange: 'hash', key: '10', headers: {} })
    const fold = graph.queues[0]?.key ?? ''
    const { nodes, edges } = reachOfAnswer(answer, graph, () => fold)
    expect([...nodes]).toEqual(['exchange/hash', fold])
    expect(edges.size).toBe(1)
    expect(reachOfAnswer(ask('orders', 'x'), graphOf(shop), (name) => `queue/${name}`).nodes.size).toBe(3)
  })
})

describe('headers as they are typed', () => {
  test.each([
    ['format=pdf, pages=12', { format: 'pdf', pages: 12 }],
    ['final=true,draft=false', { final: true, draft: false }],
    ['pages="12", title="a, b"', { pages: '12', title: 'a, b' }],
    ['', {}],
    ['empty=', { empty: '' }],
  ])('%s', (text, headers) => {
    expect(typedHeaders(text)).toEqual({ headers, problem: undefined })
  })

  test('a name without a value is told', () => {
    expect(typedHeaders('a=1, b').problem).toMatch(/“b” has no value/)
  })
})
