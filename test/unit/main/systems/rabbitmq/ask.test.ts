import { describe, expect, test } from 'vitest'
import { asRefusal, isLasting } from '../../../../../src/main/systems/rabbitmq/ask/failure.ts'
import { ofPage, pathsOf } from '../../../../../src/main/systems/rabbitmq/ask/paths.ts'
import {
  identityIn,
  parsePrometheus,
  sumsOf,
} from '../../../../../src/main/systems/rabbitmq/ask/prometheus.ts'
import { listenersIn } from '../../../../../src/main/systems/rabbitmq/discovery.ts'
import { parseOptions } from '../../../../../src/main/systems/rabbitmq/options.ts'
import { clusterAsks } from '../../../../../src/main/systems/rabbitmq/raw.ts'
import { namesIn, rabbitmqEntity } from '../../../../../src/shared/systems/rabbitmq-entities.ts'

describe('the Prometheus text', () => {
  const text = [
    '# HELP rabbitmq_queue_messages Sum',
    '# TYPE rabbitmq_queue_messages gauge',
    'rabbitmq_queue_messages 12',
    'rabbitmq_detailed_queue_messages_ready{vhost="/",queue="a \\"b\\" \\\\ c"} 5',
    'rabbitmq_global_x_total{protocol="amqp091"} 2',
    'rabbitmq_global_x_total{protocol="amqp10"} 3',
    'rabbitmq_limit +Inf',
    'rabbitmq_identity_info{rabbitmq_node="rabbit@a",rabbitmq_cluster="c"} 1',
    'rabbitmq_build_info{rabbitmq_version="3.10.8",erlang_version="25.2.3"} 1',
    'broken',
  ].join('\n')

  test('lines with labels, as they are asked for', () => {
    expect([...parsePrometheus(text, (name) => name.includes('detailed'))]).toEqual([
      {
        name: 'rabbitmq_detailed_queue_messages_ready',
        labels: { vhost: '/', queue: 'a "b" \\ c' },
        value: 5,
      },
    ])
    expect([...parsePrometheus(text, (name) => name === 'rabbitmq_limit')][0]?.value).toBe(Infinity)
    expect([...parsePrometheus(text, () => true)]).toHaveLength(7)
  })

  test('sums over labels, and who it is', () => {
    expect(sumsOf(text, new Set(['rabbitmq_global_x_total', 'rabbitmq_queue_messages']))).toEqual(
      new Map([
        ['rabbitmq_queue_messages', 12],
        ['rabbitmq_global_x_total', 5],
      ]),
    )
    expect(identityIn(text)).toEqual({ node: 'rabbit@a', cluster: 'c', version: '3.10.8', erlang: '25.2.3' })
    expect(identityIn('')).toEqual({})
  })
})

describe('paths', () => {
  test('of the whole cluster, or of each virtual host', () => {
    expect(pathsOf('GET /api/bindings', [])).toEqual(['/api/bindings'])
    expect(pathsOf('GET /api/bindings', ['/', 'a b'])).toEqual(['/api/bindings/%2F', '/api/bindings/a%20b'])
    expect(pathsOf('GET /api/connections', ['shop'])[0]).toMatch(
      /^\/api\/vhosts\/shop\/connections\?columns=/,
    )
    expect(pathsOf('GET /api/nodes', ['shop'])).toEqual(['/api/nodes'])
    for (const ask of clusterAsks) expect(pathsOf(ask, [])).toHaveLength(1)
  })

  test('totals without the work of statistics, page by page', () => {
    const [path = ''] = pathsOf('GET /api/queues?disable_stats', [])
    expect(path).toContain('disable_stats=true&enable_queue_totals=true')
    expect(ofPage(path, 2, 500)).toMatch(/&page=2&page_size=500$/)
    expect(ofPage('/api/queues', 1, 10)).toBe('/api/queues?page=1&page_size=10')
  })
})

test('401 says that a user who was let in may not', () => {
  const failure = { code: 'auth', message: 'refused' } as const
  expect(asRefusal(failure, false)).toBe(failure)
  expect(asRefusal(failure, true)).toMatchObject({
    code: 'forbidden',
    fix: expect.stringContaining('monitoring'),
  })
  expect(isLasting(asRefusal(failure, true))).toBe(true)
  expect(isLasting({ code: 'timeout', message: '' })).toBe(false)
})

test('where nodes say that they listen, as reached from here', () => {
  const listener = (node: string, ip: string, port: number, protocol = 'http') => ({
    ...{ node, ip_address: ip, port, protocol },
  })
  const overview = {
    node: 'rabbit@one',
    listeners: [
      listener('rabbit@one', '::', 15_672),
      listener('rabbit@two', '0.0.0.0', 15_672),
      listener('rabbit@three', '10.0.0.3', 15_672),
      listener('rabbit@four', '127.0.0.1', 15_672),
    ],
  }
  const addresses = (spoken: string) => listenersIn(overview, spoken).map(({ address }) => address)
  expect(addresses('lb.example:80')).toEqual(['lb.example:15672', 'two:15672', '10.0.0.3:15672', undefined])
  expect(addresses('localhost:15672')[3]).toBe('localhost:15672')
})

test('options', () => {
  expect(parseOptions({ vhost: 'shop, billing', prometheus: 'a,b:1' })).toEqual({
    vhosts: ['shop', 'billing'],
    tls: undefined,
    prometheus: ['a:15692', 'b:1'],
  })
  expect(() => parseOptions({ tls: 'maybe' })).toThrow('tls=maybe')
})

test('names may hold anything', () => {
  const entity = rabbitmqEntity('queue', '/', 'a/b c%@:ü')
  expect(entity.split('/')).toHaveLength(3)
  expect(namesIn(entity)).toEqual(['/', 'a/b c%@:ü'])
  expect(rabbitmqEntity('node', 'rabbit@a')).toBe('node/rabbit@a')
})
