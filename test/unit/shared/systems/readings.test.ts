import { expect, test } from 'vitest'
import type { Json } from '../../../../src/shared/base/json.ts'
import type { FactInfo } from '../../../../src/shared/systems/catalogue.ts'
import { catalogues } from '../../../../src/shared/systems/index.ts'
import { activemqReadings } from '../../../../src/shared/systems/activemq-readings.ts'
import { kafkaReadings } from '../../../../src/shared/systems/kafka-readings.ts'
import { rabbitmqReadings } from '../../../../src/shared/systems/rabbitmq-readings.ts'
import { redisReadings } from '../../../../src/shared/systems/redis-readings.ts'
import { comparedValue, readableValue } from '../../../../src/shared/history/compared-value.ts'
import { zookeeperReadings } from '../../../../src/shared/systems/zookeeper-readings.ts'

const all = Object.values(catalogues)
const facts = new Map<string, FactInfo>(
  all.flatMap(({ id, facts: own }) => own.map((fact) => [`${id} ${fact.key}`, fact] as const)),
)

const factOf = (key: string): FactInfo => facts.get(key)!
const read = (key: string, value: Json) => readableValue(factOf(key), value)
const across = (key: string, value: Json) => comparedValue(factOf(key), value, true)
const base64 = (text: string) => Buffer.from(text).toString('base64')

test('every reading is of a fact, and every compared metric is one', () => {
  const readings = {
    kafka: kafkaReadings,
    zookeeper: zookeeperReadings,
    redis: redisReadings,
    rabbitmq: rabbitmqReadings,
    activemq: activemqReadings,
  }
  for (const { id, metrics, compared } of all) {
    expect(
      Object.keys(readings[id as keyof typeof readings]).filter((key) => !facts.has(`${id} ${key}`)),
    ).toEqual([])
    expect(compared.filter((key) => !metrics.some((metric) => metric.key === key))).toEqual([])
  }
})

/** Deeper than a function that calls itself can go. */
function deep(): Json {
  let value: Json = 'end'
  for (let i = 0; i < 50_000; i++) value = i % 2 === 0 ? [value] : { id: value, name: value }
  return value
}

const hostile: readonly Json[] = [
  ...[null, true, 0, -1, 1e308, '', 'a', '====', '\u0000', '🦀', 'AAAA'.repeat(1000)],
  ...[[], [null], [[]], [{}], ['a', 1], {}],
  { servers: 'a', listeners: 7, arguments: [], definition: null, nodes: 1, urls: 'x', connectedAt: 1e300 },
  { servers: [1], listeners: [{}], arguments: { toString: 1, type: 'x' }, connectedAt: -1e308 },
  JSON.parse('{"__proto__": {"source": {}}, "constructor": {"value": [], "source": []}}') as Json,
  [
    { id: {}, clientId: [], assignment: 7 },
    { id: deep(), clientId: deep() },
  ],
  [{ address: { a: 1 }, owner: deep(), slot: deep(), name: deep(), protocol: deep() }],
  deep(),
]

test('whatever an archive holds is read without a throw, and compared without one', () => {
  for (const fact of facts.values())
    for (const value of hostile) {
      expect(() => readableValue(fact, value), fact.key).not.toThrow()
      expect(() => comparedValue(fact, value, true), fact.key).not.toThrow()
    }
})

test('a znode’s data is text, or so many bytes that are still the same or not', () => {
  const data = (value: string) => read('zookeeper znode.data', value)
  expect(data(base64('{"host":"a"}\n'))).toBe('{"host":"a"}\n')
  expect(data(base64('Grüße'))).toBe('Grüße')
  // kept in part, it ends within a character
  expect(data(Buffer.from('aé').subarray(0, 2).toString('base64'))).toBe('a')
  expect(data('AAEC')).toMatch(/^3 bytes, checksum [0-9a-f]{8}$/)
  expect(data('AAEC')).not.toBe(data('AAED'))
  expect(data('no base64!')).toBe('no base64!')
})

test('a znode’s stat tells versions, owner and where it comes from, and nothing that moves by itself', () => {
  expect(
    read(
      'zookeeper znode.stat',
      'AAAAAQAAABwAAAABAAACDgAAAaH/HgTIAAABof8eiGkAAAAJAAAAAAAAAAAAAAAAAAAAAAAAAMgAAAAAAAAAAQAAABw=',
    ),
  ).toEqual({ version: 9, 'ACL version': 0, 'created by': '0x10000001c' })
})

test('between two clusters only what can be alike in both is compared', () => {
  expect(across('kafka partition.leader', 1)).toBeUndefined()
  expect(across('kafka partition.replicas', [1, 2, 3])).toBe(3)
  expect(
    across('kafka broker.config', {
      'log.dirs': { value: '/a', source: 'broker, static' },
      'advertised.listeners': { value: 'b', source: 'broker, static' },
      'min.insync.replicas': { value: '2', source: 'default' },
      'ssl.key.password': { value: null, source: 'broker, static' },
    }),
  ).toEqual({ 'min.insync.replicas': '2 (default)', 'ssl.key.password': 'not told (broker, static)' })
  expect(across('zookeeper member.conf', { tickTime: '2000', clientPort: '1', dataDir: '/a' })).toEqual({
    tickTime: '2000',
  })
  expect(across('rabbitmq vhost.state', { nodes: { 'rabbit@a': 'running' }, defaultType: 'quorum' })).toEqual(
    {
      defaultType: 'quorum',
      tags: null,
    },
  )
  expect(
    across('activemq broker.about', { isPersistent: true, directory: '/a', urls: { stomp: 'stomp://a' } }),
  ).toEqual({ isPersistent: true })
})

test('a consumer that came back under its name has what it had', () => {
  const members = (...ids: string[]): Json =>
    ids.map((id) => ({ id: `app-${id}`, clientId: 'app', host: 'h', assignment: { orders: [1] } }))
  expect(read('kafka group.members', members('1'))).toEqual(read('kafka group.members', members('2')))
  expect(read('kafka group.members', members('1'))).toEqual([{ id: 'app', orders: [1] }])
  expect(read('kafka group.members', members('1', '2'))).toEqual([
    { id: 'app-1', orders: [1] },
    { id: 'app-2', orders: [1] },
  ])
  expect(across('kafka group.members', members('1', '2'))).toBe(2)
})

test('slots are told by owner', () => {
  const owners = [
    { from: 0, to: 5, owner: 'a:1' },
    { from: 6, to: 6, owner: 'b:2' },
    { from: 7, to: 9, owner: 'a:1' },
  ]
  expect(read('redis cluster.owners', owners)).toEqual({ 'a:1': '0–5, 7–9', 'b:2': '6' })
})

test('what a sentinel believes of an instance is one line', () => {
  const belief = { kind: 'replica', flags: 'slave', link: 'ok', priority: 100, follows: 'a:1' }
  expect(read('redis belief.instance', belief)).toBe('slave, link ok, follows a:1, priority 100')
  expect(read('redis belief.instance', { kind: 'master', flags: 'master' })).toBe('master')
})

test('what is named by addresses, sessions and ids is of its own cluster', () => {
  const own = (system: string, entities: readonly string[]) =>
    entities.filter((entity) => catalogues[system]?.isOwn?.(entity) ?? false)
  const both = {
    zookeeper: [
      ['session/0x1', 'member/10.0.0.1:2181', 'znode/zookeeper/config'],
      ['ensemble', 'member/1', 'znode/'],
    ],
    redis: [
      ['node/a:1', 'replica/b:1@a:1', 'slot/7@a:1', 'sentinel/a:2', 'belief/a:2/mymaster'],
      ['cluster'],
    ],
    rabbitmq: [
      ['node/rabbit@a', 'connection/a', 'channel/a', 'consumer/%2F/q/a/t', 'queue/%2F/amq.gen-x'],
      ['cluster', 'vhost/%2F', 'queue/%2F/q', 'exchange/%2F/amq.topic', 'binding/%2F/e/q/q/~'],
    ],
    activemq: [
      ['endpoint/a:8161', 'consumer/A/ID_1', 'connection/A/stomp/x', 'queue/A@a:1/q', 'queue/A/ID:x-1'],
      ['network', 'broker/A', 'queue/A/orders', 'durable/A/client/name', 'networkconnector/A/nc'],
    ],
  }
  for (const [system, [yes = [], no = []]] of Object.entries(both))
    expect(own(system, [...yes, ...no]), system).toEqual(yes)
})
