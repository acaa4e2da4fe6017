import { describe, expect, test } from 'vitest'
import { outlineClients } from '../../../../../src/main/systems/redis/ask/client-list.ts'
import { linkStep, parseLinks, parseShards } from '../../../../../src/main/systems/redis/ask/cluster-bus.ts'
import { myselfOf, parseClusterNodes } from '../../../../../src/main/systems/redis/ask/cluster-nodes.ts'
import { keyspaceOf, parseInfo, replicasIn } from '../../../../../src/main/systems/redis/ask/info.ts'
import { redisError } from '../../../../../src/main/systems/redis/ask/redis-error.ts'
import {
  parseRecords,
  recordAddress,
  recordFlags,
} from '../../../../../src/main/systems/redis/ask/sentinel.ts'
import { parseFullest, tellsSlotStats } from '../../../../../src/main/systems/redis/ask/slot-stats.ts'
import { parseSlowlog } from '../../../../../src/main/systems/redis/ask/slowlog.ts'
import {
  parseCommandStats,
  parseConfig,
  parseLatencyStats,
} from '../../../../../src/main/systems/redis/ask/stats.ts'
import { CountedSlots } from '../../../../../src/main/systems/redis/counted-slots.ts'
import { parseOptions } from '../../../../../src/main/systems/redis/options.ts'
import {
  crc16,
  hashedPart,
  parseRuns,
  runsText,
  slotOf,
} from '../../../../../src/shared/systems/redis-slots.ts'

describe('CLUSTER NODES', () => {
  const ids = ['a', 'b', 'c'].map((letter) => letter.repeat(40)) as [string, string, string]

  test('addresses, hostnames, flags, runs and open slots', () => {
    const lines = parseClusterNodes(
      [
        `${ids[0]} 127.0.0.1:7001@17001,redis-a myself,master - 0 1795279707000 7 connected 0-5459 5461 [5461->-${ids[1]}] [9-<-${ids[2]}]`,
        `${ids[1]} 127.0.0.1:7002@17002 master,fail? - 1795279707000 1795279706000 2 disconnected 5460 5462-10922`,
        `${ids[2]} :0@0 slave,noaddr ${ids[0]} 0 0 0 disconnected`,
        '',
      ].join('\n'),
      '10.0.0.1:6379',
    )
    expect(myselfOf(lines)).toMatchObject({
      address: '127.0.0.1:7001',
      configEpoch: 7,
      slots: '0-5459 5461',
      open: [
        { slot: 5461, direction: 'out', id: ids[1] },
        { slot: 9, direction: 'in', id: ids[2] },
      ],
    })
    expect(lines[1]).toMatchObject({ flags: ['master', 'fail?'], isConnected: false, master: '' })
    expect(lines[2]).toMatchObject({ address: '', master: ids[0], runs: [] })
  })

  test('a lone node gives no host of its own', () => {
    const lines = parseClusterNodes(`${ids[0]} :7401@17401 myself,master - 0 0 0 connected`, 'localhost:7401')
    expect(lines[0]?.address).toBe('localhost:7401')
  })

  test('an IPv6 address', () => {
    const lines = parseClusterNodes(`${ids[0]} fd00::1:6379@16379 master - 0 0 0 connected`, '')
    expect(lines[0]?.address).toBe('[fd00::1]:6379')
  })
})

test('INFO: replicas that a master lists, and keys of all databases', () => {
  const info = parseInfo(
    '# Replication\r\nrole:master\r\nslave0:ip=127.0.0.1,port=7002,state=online,offset=1234,lag=0\r\nslave1:ip=::1,port=7003,state=wait_bgsave,offset=0,lag=0\r\n# Keyspace\r\ndb0:keys=10,expires=2,avg_ttl=0\r\ndb3:keys=5,expires=5,avg_ttl=9\r\n',
  )
  expect(replicasIn(info)).toEqual([
    { host: '127.0.0.1', port: '7002', state: 'online', offset: 1234, lagSeconds: 0 },
    { host: '::1', port: '7003', state: 'wait_bgsave', offset: 0, lagSeconds: 0 },
  ])
  expect(keyspaceOf(info)).toEqual({ keys: 15, expires: 7 })
})

test('SENTINEL lists: names and values in turn', () => {
  const [record] = parseRecords([
    ['name', 'mymaster', 'ip', '127.0.0.1', 'port', '7201', 'flags', 's_down,master'],
  ])
  expect(record && recordAddress(record)).toBe('127.0.0.1:7201')
  expect(record && recordFlags(record)).toEqual(['master', 's_down'])
  expect(parseRecords(undefined)).toEqual([])
})

test('SLOWLOG GET keeps the command and its key, and no value', () => {
  const key = 'k'.repeat(80)
  const [entry] = parseSlowlog([
    [14, 1_795_279_707, 15_004, ['set', key, 'secret'], '127.0.0.1:58217', 'worker'],
  ])
  expect(entry).toMatchObject({ id: 14, at: 1_795_279_707_000, ms: 15.004, command: 'SET', arguments: 2 })
  expect(entry?.first).toBe(`${'k'.repeat(64)}…`)
  expect(JSON.stringify(entry)).not.toContain('secret')
})

test('INFO commandstats and latencystats', () => {
  expect(
    parseCommandStats(
      'cmdstat_config|get:calls=2,usec=300,usec_per_call=150.00,rejected_calls=1,failed_calls=2\r\ncmdstat_old:calls=1,usec=5,usec_per_call=5.00',
    ),
  ).toEqual(
    new Map([
      ['config|get', { calls: 2, ms: 0.3, failed: 3 }],
      ['old', { calls: 1, ms: 0.005, failed: NaN }],
    ]),
  )
  expect(parseLatencyStats('latency_percentiles_usec_get:p50=1.003,p99=5023,p99.9=10.047')).toEqual(
    new Map([['get', 5.023]]),
  )
})

test('CONFIG GET comes in any order, and is always the same', () => {
  const one = parseConfig(['save', '', 'appendonly', 'no'])
  expect(JSON.stringify(one)).toBe(JSON.stringify(parseConfig(['appendonly', 'no', 'save', ''])))
  expect(one).toEqual({ appendonly: 'no', save: '' })
})

test('CLIENT LIST in outline', () => {
  const line = (port: number, rest: string) =>
    `id=1 addr=10.0.0.1:${port} name=web user=app sub=0 psub=0 ${rest}`
  const [group] = outlineClients(
    [
      line(1, 'idle=3 flags=N omem=10 tot-mem=100 cmd=get'),
      line(2, 'idle=9 flags=b omem=0 tot-mem=50 cmd=blpop'),
      'id=9 addr=10.0.0.2:5 name= user=default sub=1 psub=0 idle=0 flags=P omem=0 tot-mem=1 cmd=subscribe',
      '',
    ].join('\n'),
  )
  expect(group).toEqual({
    ...{ host: '10.0.0.1', name: 'web', user: 'app', library: '', count: 2, subscribers: 0 },
    ...{ blocked: 1, replicas: 0, maxIdleMs: 9000, outputBytes: 10, memoryBytes: 150 },
    commands: { get: 1, blpop: 1 },
  })
})

describe('errors', () => {
  const reply = (message: string) => Object.assign(new Error(message), { name: 'ReplyError' })
  test.each([
    ['WRONGPASS invalid username-password pair or user is disabled.', 'auth'],
    ['NOAUTH Authentication required.', 'auth'],
    ["NOPERM this user has no permissions to run the 'slowlog|get' command", 'forbidden'],
    ['ERR unknown command `SLOWLOG`', 'unsupported'],
  ])('%s', (message, code) => {
    expect(redisError(reply(message), 'h:1', 'SLOWLOG GET')).toMatchObject({ code })
  })

  test('name the grant that would help', () => {
    const error = redisError(reply('NOPERM no'), 'h:1', 'SLOWLOG GET')
    expect(error.fix).toBe('ACL SETUSER <user> +slowlog|get')
    expect(redisError(reply('NOPERM no'), 'h:1', 'INFO commandstats').fix).toBe('ACL SETUSER <user> +info')
  })
})

describe('options', () => {
  test('names of masters, as a path or by commas', () => {
    expect(parseOptions({ master: '/mymaster' }).masters).toEqual(['mymaster'])
    expect(parseOptions({ master: 'a, b' }).masters).toEqual(['a', 'b'])
    expect(parseOptions({}).masters).toEqual([])
  })

  test('TLS', () => {
    expect(parseOptions({}).tls).toBeUndefined()
    expect(parseOptions({ tls: 'on', ca: '/ca.pem' }).tls).toEqual({
      rejectUnauthorized: true,
      caFile: '/ca.pem',
    })
    expect(parseOptions({ tls: 'unverified' }).tls).toMatchObject({ rejectUnauthorized: false })
    expect(() => parseOptions({ tls: 'yes' })).toThrow('tls=yes can’t be read')
  })

  test('where announced addresses are reached', () => {
    const { dialled } = parseOptions({ map: '10.0.0.1:6379=localhost:7001,10.0.0.2=gateway,10.0.0.3=h:1' })
    expect(dialled('10.0.0.1:6379')).toBe('localhost:7001')
    expect(dialled('10.0.0.2:6380')).toBe('gateway:6380')
    expect(dialled('10.0.0.3:6380')).toBe('h:1')
    expect(dialled('10.0.0.4:6379')).toBe('10.0.0.4:6379')
    expect(() => parseOptions({ map: '10.0.0.1:6379' })).toThrow('can’t be read')
  })
})

describe('the slot of a key', () => {
  test.each([
    ['123456789', 12_739],
    ['user1000', 3443],
    ['{user1000}.following', 3443],
    ['foo{}{bar}', 8363],
    ['foo{{bar}}zap', 4015],
    ['', 0],
  ])('%s', (key, slot) => {
    expect(slotOf(key)).toBe(slot)
  })

  test('is CRC16 as the specification checks it', () => {
    expect(crc16(new TextEncoder().encode('123456789'))).toBe(0x31c3)
  })

  test('only what is in the first braces is hashed, if anything is', () => {
    expect(hashedPart('a{bc}{d}')).toEqual({ text: 'bc', at: 2, isTag: true })
    expect(hashedPart('a{}b')).toEqual({ text: 'a{}b', at: 0, isTag: false })
    expect(hashedPart('a}b{c')).toMatchObject({ isTag: false })
  })

  test('runs are read and written', () => {
    const runs = parseRuns('0-5459 5461')
    expect(runs).toEqual([
      { from: 0, to: 5459 },
      { from: 5461, to: 5461 },
    ])
    expect(runsText(runs)).toBe('0–5459, 5461')
  })
})

describe('CLUSTER LINKS, CLUSTER SHARDS, ROLE', () => {
  const link = (direction: string, node: string, used: number) => [
    ...['direction', direction, 'node', node, 'create-time', 1795279707000, 'events', 'rw'],
    ...['send-buffer-allocated', 4512, 'send-buffer-used', used],
  ]

  test('links are counted both ways; those of its own say whom it reaches', () => {
    expect(parseLinks([link('to', 'b', 0), link('from', 'b', 0), link('from', 'c', 120)])).toEqual({
      ...{ links: 3, bufferBytes: 120 },
      reached: new Set(['b']),
    })
    expect(parseLinks([])).toEqual({ links: 0, reached: new Set(), bufferBytes: 0 })
    expect(parseLinks(undefined)).toBeUndefined()
  })

  test('of shards only who is not online is kept', () => {
    const node = (id: string, health: string) => ['id', id, 'port', 7001, 'role', 'master', 'health', health]
    const shards = [
      ['slots', [0, 5460], 'nodes', [node('a', 'online'), node('b', 'loading')]],
      ['slots', [5461, 16383], 'nodes', [node('c', 'failed')]],
    ]
    expect(parseShards(shards)).toEqual([
      { id: 'b', health: 'loading' },
      { id: 'c', health: 'failed' },
    ])
  })

  test('a replica says how far its link is; a master says nothing of the kind', () => {
    expect(linkStep(['slave', '127.0.0.1', 7001, 'connect', -1])).toBe('connect')
    expect(linkStep(['master', 3129659, []])).toBeUndefined()
  })
})

describe('CLUSTER SLOT-STATS', () => {
  test('is asked of those that have it', () => {
    const told = (text: string) => tellsSlotStats(parseInfo(text))
    expect(told('redis_version:7.2.4\r\nvalkey_version:8.0.1\r\n')).toBe(true)
    expect(told('redis_version:7.2.4\r\nvalkey_version:7.2.8\r\n')).toBe(false)
    expect(told('redis_version:8.2.0\r\n')).toBe(true)
    expect(told('redis_version:8.0.2\r\n')).toBe(false)
    expect(told('redis_version:7.0.15\r\n')).toBe(false)
  })

  test('slots with keys are kept; of the others it is known how many they hold at most', () => {
    const entry = (slot: number, keys: number) => [slot, ['key-count', keys, 'cpu-usec', 1]]
    expect(parseFullest([entry(7, 20), entry(9, 1), entry(0, 0)])).toEqual({
      slots: [
        { slot: 7, keys: 20 },
        { slot: 9, keys: 1 },
      ],
      othersAtMost: 0,
    })
    const full = Array.from({ length: 64 }, (_, i) => entry(i, 100 - i))
    expect(parseFullest(full)?.othersAtMost).toBe(37)
  })
})

describe('slots whose keys are counted', () => {
  const line = (runs: string, ...open: readonly number[]) => {
    const marks = open.map((slot) => `[${slot}-<-bb]`).join(' ')
    const text = `aa 127.0.0.1:1@2 myself,master - 0 0 1 connected ${runs} ${marks}`
    return myselfOf(parseClusterNodes(text, '127.0.0.1:1'))
  }

  test('are open here, or were, as long as keys are left of what is another’s', () => {
    const counted = new CountedSlots()
    expect(counted.next(line('0-99', 500))).toEqual([500])
    counted.told({ 500: 3 })
    expect(counted.next(line('0-99'))).toEqual([500])
    counted.told({ 500: 3 })
    expect(counted.next(line('0-99'))).toEqual([500])
    counted.told({ 500: 0 })
    expect(counted.next(line('0-99'))).toEqual([])
  })

  test('a slot that became the node’s own is not counted any more', () => {
    const counted = new CountedSlots()
    expect(counted.next(line('0-99', 500))).toEqual([500])
    expect(counted.next(line('0-99 500'))).toEqual([])
    expect(counted.next(undefined)).toEqual([])
  })
})
