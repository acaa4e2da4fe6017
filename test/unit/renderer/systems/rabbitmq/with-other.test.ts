import { expect, test } from 'vitest'
import { foldAlike } from '../../../../../src/renderer/systems/rabbitmq/topology/fold.ts'
import type {
  BindingEdge,
  ExchangeNode,
  QueueNode,
  TopologyGraph,
} from '../../../../../src/renderer/systems/rabbitmq/topology/graph.ts'
import { withOther } from '../../../../../src/renderer/systems/rabbitmq/topology/with-other.ts'

const figures = { inPerSecond: 1, outPerSecond: 1, problem: undefined, tone: 'ok' } as const

const exchange = (name: string): ExchangeNode => ({
  ...{ key: `exchange/${name}`, entities: [`exchange/v/${name}`], name, type: 'topic', isMissing: false },
  ...figures,
})

const queue = (name: string): QueueNode => ({
  ...{ key: `queue/${name}`, entities: [`queue/v/${name}`], names: [name], label: name, type: 'classic' },
  ...{ ready: 1, unacked: 0, consumers: 1, isMissing: false, troubled: 0 },
  ...figures,
})

const binding = (from: string, to: string, ...labels: string[]): BindingEdge => ({
  ...{ key: `binding ${from} queue/${to}`, from: `exchange/${from}`, to: `queue/${to}`, labels },
  ...{ is: 'binding', mostPerSecond: 1 },
})

function graph(parts: {
  exchanges: readonly string[]
  queues: readonly string[]
  bindings: readonly BindingEdge[]
}): TopologyGraph {
  const { exchanges, queues, bindings } = parts
  return { exchanges: exchanges.map(exchange), queues: queues.map(queue), bindings, deadLetters: [] }
}

const before = graph({
  exchanges: ['', 'orders', 'old'],
  queues: ['billing', 'mail', 'quiet'],
  bindings: [
    binding('orders', 'billing', 'order.#'),
    binding('orders', 'mail', 'order.eu'),
    binding('old', 'mail'),
    binding('', 'quiet'),
  ],
})
const now = graph({
  exchanges: ['orders'],
  queues: ['billing', 'audit'],
  bindings: [binding('orders', 'billing', 'order.paid'), binding('orders', 'audit', '#')],
})
const gone = new Set(['exchange/v/old', 'queue/v/mail'])
const other = { graph: before, isGone: (entity: string) => gone.has(entity), relation: 'before' } as const

const marksOf = ({ bindings }: TopologyGraph) =>
  bindings.map(({ from, to, mark }) => `${mark?.sign ?? ''} ${from} ${to}`.trim())

test('what is gone is drawn where it was, with its edges, and edges tell how they differ', () => {
  const drawn = withOther(now, other)
  expect(drawn.exchanges.map(({ name, gone: says }) => [name, says])).toEqual([
    ['orders', undefined],
    ['old', 'gone'],
  ])
  // what nothing moves through is not drawn, and yet is there
  expect(drawn.queues.map(({ label, gone: says }) => [label, says])).toEqual([
    ['billing', undefined],
    ['audit', undefined],
    ['mail', 'gone'],
  ])
  expect(marksOf(drawn)).toEqual([
    '● exchange/orders queue/billing',
    // its queue is new: so is whatever leads there
    'exchange/orders queue/audit',
    '− exchange/orders queue/mail',
    '− exchange/old queue/mail',
  ])
})

test('seen from before, the same is to come', () => {
  const drawn = withOther(now, { ...other, relation: 'after' })
  expect(drawn.queues.at(-1)?.gone).toBe('not there yet')
  expect(marksOf(drawn).at(-1)).toBe('+ exchange/old queue/mail')
})

test('what is named and missing is drawn once', () => {
  const missing = { ...now, exchanges: [...now.exchanges, { ...exchange('old'), isMissing: true }] }
  expect(withOther(missing, other).exchanges.filter(({ name }) => name === 'old')).toHaveLength(1)
})

test('the gone and those that are there are never one fold', () => {
  const names = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `shard.${from + i}`)
  const shards = (all: readonly string[]) =>
    graph({ exchanges: ['orders'], queues: all, bindings: all.map((name) => binding('orders', name)) })
  const isGone = (entity: string) => names(4, 8).some((name) => entity.endsWith(name))
  const drawn = withOther(shards(names(0, 4)), { ...other, graph: shards(names(0, 8)), isGone })
  expect(foldAlike(drawn, new Set()).queues.map(({ names: of, gone: says }) => [of.length, says])).toEqual([
    [4, undefined],
    [4, 'gone'],
  ])
})
