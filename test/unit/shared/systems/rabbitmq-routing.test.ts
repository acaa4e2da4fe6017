import { describe, expect, test } from 'vitest'
import { matchHeaders, matchTopic } from '../../../../src/shared/systems/rabbitmq-matching.ts'
import {
  indexRouting,
  route,
  type RoutedMessage,
  type RoutingBinding,
  type RoutingExchange,
  type RoutingTable,
} from '../../../../src/shared/systems/rabbitmq-routing.ts'

describe('a topic pattern', () => {
  test.each([
    ['orders.*', 'orders.new', true],
    ['orders.*', 'orders', false],
    ['orders.*', 'orders.new.eu', false],
    ['orders.#', 'orders', true],
    ['#.eu', 'orders.new.eu', true],
    ['#', '', true],
    ['*', '', false],
    ['', '', true],
    ['*.*', '.', true],
    ['a.#.b.#.c', 'a.x.b.c', true],
    ['a.#.b.#.c', 'a.x.c.b', false],
  ])('%s takes %s: %s', (pattern, key, matches) => {
    expect(matchTopic(pattern, key).matches).toBe(matches)
  })

  test('says which word differs', () => {
    expect(matchTopic('order.paid.#', 'order.created.eu').why).toBe('word 2 is created, not paid')
    expect(matchTopic('order.*.eu', 'order.created').why).toBe('word 3 is missing')
    expect(matchTopic('#', 'anything').why).toBe('# takes all')
  })

  test('agrees with a regular expression on random patterns', () => {
    const random = randomOf(7)
    for (let i = 0; i < 5000; i++) {
      const pattern = wordsFrom(random, ['a', 'b', '*', '#'])
      const key = wordsFrom(random, ['a', 'b', 'c'])
      expect(matchTopic(pattern, key).matches, `${pattern} ${key}`).toBe(naiveTopic(pattern, key))
    }
  })
})

describe('headers', () => {
  test.each([
    [{ 'x-match': 'all', a: 1, b: 'x' }, { a: 1, b: 'x', c: 2 }, true],
    [{ 'x-match': 'all', a: 1, b: 'x' }, { a: 1 }, false],
    [{ a: 1 }, { a: 1 }, true],
    [{ a: 1 }, { a: '1' }, false],
    [{ 'x-match': 'any', a: 1, b: 'x' }, { b: 'x' }, true],
    [{ 'x-match': 'any', a: 1 }, {}, false],
    [{ 'x-match': 'any' }, { a: 1 }, false],
    [{ 'x-match': 'all' }, {}, true],
    [{ 'x-match': 'all', a: null }, { a: 'anything' }, true],
    [{ 'x-match': 'all', 'x-own': 1 }, {}, true],
    [{ 'x-match': 'all-with-x', 'x-own': 1 }, {}, false],
    [{ 'x-match': 'any-with-x', 'x-own': 1 }, { 'x-own': 1 }, true],
  ])('%j takes %j: %s', (args, headers, matches) => {
    expect(matchHeaders(args, headers).matches).toBe(matches)
  })
})

describe('a message', () => {
  const table: RoutingTable = {
    vhost: '/',
    exchanges: [
      exchange('orders', 'topic', 'unrouted'),
      exchange('eu', 'fanout'),
      exchange('unrouted', 'fanout'),
      exchange('loop', 'direct'),
      exchange('hash', 'x-consistent-hash'),
      exchange('lost', 'direct', 'gone'),
    ],
    queues: ['new', 'audit', 'eu.1', 'rest'],
    bindings: [
      binding('orders', 'new', 'order.*'),
      binding('orders', 'audit', '#.eu'),
      binding('orders', 'eu', 'order.eu', true),
      binding('eu', 'eu.1', ''),
      binding('eu', 'new', ''),
      binding('unrouted', 'rest', ''),
      binding('loop', 'loop', 'a', true),
      binding('loop', 'new', 'a'),
      binding('hash', 'new', '1'),
    ],
  }
  const index = indexRouting(table)
  const to = (name: string, key: string) => route(index, { exchange: name, key, headers: {} })

  test('goes through exchanges that are bound to exchanges, once to each queue', () => {
    expect(to('orders', 'order.eu')).toMatchObject({
      queues: ['audit', 'eu.1', 'new'],
      exchanges: ['orders', 'eu'],
    })
  })

  test('goes to the alternate exchange only where no binding takes it', () => {
    expect(to('orders', 'nobody')).toMatchObject({
      queues: ['rest'],
      alternates: [{ from: 'orders', to: 'unrouted' }],
    })
    expect(to('orders', 'order.new').alternates).toEqual([])
  })

  test('goes through the default exchange to the queue of its key', () => {
    expect(to('', 'audit').queues).toEqual(['audit'])
    expect(to('', 'nobody').queues).toEqual([])
  })

  test('does not go in a circle', () => {
    expect(to('loop', 'a').queues).toEqual(['new'])
  })

  test('is lost where an exchange is missing, and unforeseen where a type decides by itself', () => {
    expect(to('nowhere', 'a')).toMatchObject({ queues: [], missing: ['nowhere'] })
    expect(to('lost', 'a')).toMatchObject({ queues: [], missing: ['gone'] })
    expect(to('hash', 'a')).toMatchObject({ queues: [], unforeseen: ['hash'] })
  })

  test('goes by the keys in CC and BCC too', () => {
    const headers = { CC: ['order.x'], BCC: ['y.eu'] }
    expect(route(index, { exchange: 'orders', key: 'nobody', headers }).queues).toEqual(['audit', 'new'])
  })
})

test('random topologies route as a naive walk does', () => {
  const random = randomOf(42)
  for (let i = 0; i < 300; i++) {
    const table = randomTable(random)
    const index = indexRouting(table)
    for (let j = 0; j < 20; j++) {
      const message: RoutedMessage = {
        exchange: pick(random, table.exchanges).name,
        key: wordsFrom(random, ['a', 'b']),
        headers: random() < 0.5 ? { a: 1 } : { b: 'x' },
      }
      expect(route(index, message).queues).toEqual(naiveRoute(table, message))
    }
  }
})

function exchange(name: string, type: string, alternate: string | null = null): RoutingExchange {
  return { name, type, alternate, arguments: {}, internal: false }
}

function binding(source: string, destination: string, key: string, toExchange = false): RoutingBinding {
  return { source, destination, key, toExchange, arguments: {} }
}

function randomOf(seed: number): () => number {
  let state = seed
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647
}

function pick<T>(random: () => number, all: readonly T[]): T {
  const found = all[Math.floor(random() * all.length)]
  if (found === undefined) throw new Error('Nothing to pick from')
  return found
}

function wordsFrom(random: () => number, words: readonly string[]): string {
  return Array.from({ length: Math.floor(random() * 5) }, () => pick(random, words)).join('.')
}

function randomTable(random: () => number): RoutingTable {
  const names = ['e1', 'e2', 'e3', 'e4']
  const exchanges = names.map((name) =>
    exchange(
      name,
      pick(random, ['direct', 'topic', 'fanout', 'headers']),
      random() < 0.3 ? pick(random, names) : null,
    ),
  )
  const queues = ['q1', 'q2', 'q3', 'q4', 'q5']
  const bindings = Array.from({ length: 10 }, (): RoutingBinding => {
    const toExchange = random() < 0.3
    return {
      source: pick(random, names),
      destination: pick(random, toExchange ? names : queues),
      toExchange,
      key: wordsFrom(random, ['a', 'b', '*', '#']),
      arguments: { 'x-match': pick(random, ['all', 'any']), a: 1, ...(random() < 0.5 ? { b: 'x' } : {}) },
    }
  })
  return { vhost: '/', exchanges, queues, bindings }
}

function naiveTopic(pattern: string, key: string): boolean {
  const parts = pattern === '' ? [] : pattern.split('.')
  const words = key === '' ? [] : key.split('.')
  const matches = (p: number, w: number): boolean => {
    if (p === parts.length) return w === words.length
    if (parts[p] === '#')
      return words.slice(w).some((_, i) => matches(p + 1, w + i)) || matches(p + 1, words.length)
    return w < words.length && (parts[p] === '*' || parts[p] === words[w]) && matches(p + 1, w + 1)
  }
  return matches(0, 0)
}

/** By the words of the documentation, with sets that grow until nothing is added. */
function naiveRoute(
  { exchanges, bindings }: RoutingTable,
  { exchange: first, key, headers }: RoutedMessage,
): string[] {
  const reached = new Set([first])
  const queues = new Set<string>()
  for (let before = -1; before !== reached.size + queues.size;) {
    before = reached.size + queues.size
    for (const { name, type, alternate } of exchanges.filter((one) => reached.has(one.name))) {
      const taken = bindings
        .filter(({ source }) => source === name)
        .filter((one) => {
          if (type === 'fanout') return true
          if (type === 'direct') return one.key === key
          if (type === 'topic') return naiveTopic(one.key, key)
          const wanted = Object.entries(one.arguments).filter(([k]) => !k.startsWith('x-'))
          const has = ([k, v]: [string, unknown]) => headers[k] === v
          return one.arguments['x-match'] === 'any' ? wanted.some(has) : wanted.every(has)
        })
      for (const one of taken) (one.toExchange ? reached : queues).add(one.destination)
      if (taken.length === 0 && alternate !== null) reached.add(alternate)
    }
  }
  return [...queues].sort()
}
