import { describe, expect, test } from 'vitest'
import { filterGraph } from '../../../../../src/renderer/systems/rabbitmq/topology/filter.ts'
import {
  foldAlike,
  foldsOf,
  namePattern,
} from '../../../../../src/renderer/systems/rabbitmq/topology/fold.ts'
import { graphOf } from '../../../../../src/renderer/systems/rabbitmq/topology/graph-of.ts'
import { reachOf } from '../../../../../src/renderer/systems/rabbitmq/topology/reach.ts'
import { topologySaid } from '../../../../../src/renderer/systems/rabbitmq/topology/topology-said.ts'
import { binding, exchange, queue, shards, shop, topology } from './samples.ts'

describe('the graph of a topology', () => {
  const graph = graphOf(shop)
  const exchangeNamed = (name: string) => graph.exchanges.find((node) => node.name === name)
  const queueNamed = (name: string) => graph.queues.find((node) => node.label === name)

  test('marks where messages end in nothing', () => {
    expect(exchangeNamed('dlx.billing')).toMatchObject({ tone: 'bad', problem: 'routes nowhere' })
    expect(queueNamed('billing.invoice')).toMatchObject({ tone: 'bad', problem: 'dead letters lost' })
    expect(graph.deadLetters.find(({ from }) => from === 'queue/billing.invoice')?.isLost).toBe(true)
    expect(graph.deadLetters.find(({ from }) => from === 'queue/orders.new')?.isLost).toBe(false)
  })

  test('does not ask for a consumer where dead letters are parked', () => {
    expect(queueNamed('orders.dead')?.problem).toBeUndefined()
    const alone = graphOf(topology({ queues: [queue('alone', { consumers: 0, ready: 5 })] }))
    expect(alone.queues[0]).toMatchObject({ tone: 'warn', problem: 'nobody takes from it' })
  })

  test('says that an exchange which is only named does not exist', () => {
    const data = topology({
      exchanges: [
        exchange('gone', { type: null, in: null, out: null, isDeadLetterTarget: true, bindings: 0 }),
      ],
      queues: [queue('q', { deadLetter: { ends: 'missing', exchange: 'gone', key: null, queues: [] } })],
      deadLetters: [{ from: 0, to: 0, key: null, ends: 'missing' }],
    })
    expect(graphOf(data).exchanges[0]).toMatchObject({
      isMissing: true,
      tone: 'bad',
      problem: 'does not exist',
    })
    expect(topologySaid(data)[0]?.headline).toBe('q dead-letters to gone, which does not exist.')
  })

  test('does not call an exchange a dead end where bindings could not be read', () => {
    const blind = [{ entity: '', ask: 'GET /api/bindings', why: '401', fix: null }]
    const [node] = graphOf({ ...shop, blind, bindings: [], totalBindings: 0 }).exchanges
    expect(node).toMatchObject({ name: 'dlx.billing', problem: undefined, tone: 'quiet' })
  })

  test('joins bindings of one exchange and one queue, and takes what flows at most', () => {
    const data = topology({
      exchanges: [exchange('x', { in: 100 })],
      queues: [queue('q', { publish: 30 })],
      bindings: [binding(0, 0, 'a.*'), binding(0, 0, 'b.*')],
    })
    expect(graphOf(data).bindings).toMatchObject([{ labels: ['a.*', 'b.*'], mostPerSecond: 30 }])
  })

  test('takes what was not observed for unknown, never for zero', () => {
    const data = topology({
      queues: [queue('q', { state: null, ready: null, publish: null, consumers: null })],
    })
    const [node] = graphOf(data).queues
    expect(node?.tone).toBe('unknown')
    expect([node?.ready, node?.inPerSecond, node?.consumers]).toEqual([NaN, NaN, NaN])
  })

  test('sends dead letters of the default exchange straight to their queue', () => {
    const data = topology({
      exchanges: [exchange('', { type: 'direct', in: 0 })],
      queues: [
        queue('work', { deadLetter: { ends: 'queues', exchange: '', key: 'parked', queues: ['parked'] } }),
        queue('parked'),
      ],
      deadLetters: [{ from: 0, to: 0, key: 'parked', ends: 'queues' }],
    })
    expect(graphOf(data).deadLetters).toMatchObject([{ from: 'queue/work', to: 'queue/parked' }])
    expect(graphOf(data).exchanges).toEqual([])
  })
})

describe('what a node reaches', () => {
  const graph = graphOf(shop)

  test('is what leads to it and on from it, dead letters included', () => {
    const { nodes } = reachOf(graph, 'queue/orders.new')
    expect([...nodes].toSorted()).toEqual([
      'exchange/dlx.orders',
      'exchange/orders',
      'queue/orders.dead',
      'queue/orders.new',
    ])
  })

  test('ends where dead letters run in a circle', () => {
    const circle = graphOf(
      topology({
        exchanges: [exchange('x', { isDeadLetterTarget: true })],
        queues: [queue('q', { deadLetter: { ends: 'queues', exchange: 'x', key: null, queues: ['q'] } })],
        bindings: [binding(0, 0, '#')],
        deadLetters: [{ from: 0, to: 0, key: null, ends: 'queues' }],
      }),
    )
    expect(reachOf(circle, 'queue/q').edges.size).toBe(2)
  })
})

describe('queues that are alike', () => {
  const whole = graphOf(shards(40))

  test('become one, with what they hold together', () => {
    const { queues, bindings } = foldAlike(whole, new Set())
    expect(queues.map(({ label, names }) => [label, names.length])).toEqual([
      ['shard.{n}', 40],
      ['lonely', 1],
    ])
    expect(queues[0]).toMatchObject({ inPerSecond: 200, ready: 780 })
    expect(bindings).toHaveLength(2)
  })

  test('are drawn one by one where that is asked for', () => {
    const [fold] = foldsOf(whole)
    expect(foldAlike(whole, new Set([fold?.key ?? '']))).toEqual(whole)
  })

  test('still say that some of them are in trouble', () => {
    const data = shards(5)
    const queues = data.queues.map((each, i) => (i === 3 ? { ...each, state: 'down' } : each))
    const [fold] = foldAlike(graphOf({ ...data, queues }), new Set()).queues
    expect(fold).toMatchObject({ tone: 'bad', problem: '1 of 5 in trouble', troubled: 1 })
  })

  test('stay apart when they are bound differently', () => {
    const data = topology({
      exchanges: [exchange('a'), exchange('b')],
      queues: [1, 2, 3, 4, 5, 6].map((n) => queue(`q.${n}`)),
      bindings: [0, 1, 2].flatMap((n) => [binding(0, n, 'k'), binding(1, n + 3, 'k')]),
    })
    const folded = foldAlike(graphOf(data), new Set())
    expect(folded.queues.map(({ names }) => names.length)).toEqual([3, 3])
    expect(new Set(folded.queues.map(({ key }) => key)).size).toBe(2)
  })

  test.each([
    ['orders.17.eu-3', 'orders.{n}.eu-{n}'],
    ['amq.gen-Xa81kd', 'amq.gen-{id}'],
    ['reply.6f1c2b9e-0a51-4c9f-8f1e-2d3c4b5a6978', 'reply.{id}'],
    ['orders', 'orders'],
  ])('%s is named like %s', (name, pattern) => {
    expect(namePattern(name)).toBe(pattern)
  })
})

describe('what is drawn', () => {
  const graph = graphOf(shop)

  test('of trouble: its whole path, and nothing else', () => {
    const { exchanges, queues } = filterGraph(graph, 'trouble', '')
    expect(exchanges.map(({ name }) => name)).toEqual(['dlx.billing', 'orders'])
    expect(queues.map(({ label }) => label)).toEqual(['billing.invoice'])
  })

  test('of traffic: no queue that is empty and still', () => {
    const data = topology({
      exchanges: [exchange('x')],
      queues: [queue('busy'), queue('still', { publish: 0, deliver: 0, unacked: 0 })],
      bindings: [binding(0, 0, 'k'), binding(0, 1, 'k')],
    })
    expect(filterGraph(graphOf(data), 'traffic', '').queues.map(({ label }) => label)).toEqual(['busy'])
  })

  test('of a search: by name or by key, with the ways there', () => {
    expect(filterGraph(graph, 'all', 'order.*.EU').queues.map(({ label }) => label)).toEqual(['orders.eu'])
    expect(filterGraph(graph, 'all', 'nowhere to be found').queues).toEqual([])
  })
})

test('two sentences are not said of one loss', () => {
  expect(topologySaid(shop).map(({ headline }) => headline)).toEqual([
    'Dead letters of billing.invoice end in nothing.',
  ])
})
