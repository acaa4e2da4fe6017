import { describe, expect, test } from 'vitest'
import { monitorMetrics } from '../../../../../src/shared/systems/zookeeper-monitor.ts'
import { parseAdminJson } from '../../../../../src/main/systems/zookeeper/ask/admin-json.ts'
import { refusalIn } from '../../../../../src/main/systems/zookeeper/ask/ask.ts'
import { conf } from '../../../../../src/main/systems/zookeeper/ask/conf.ts'
import { cons } from '../../../../../src/main/systems/zookeeper/ask/cons.ts'
import { dump } from '../../../../../src/main/systems/zookeeper/ask/dump.ts'
import { mntr, type Mntr } from '../../../../../src/main/systems/zookeeper/ask/mntr.ts'
import { madeBy, sessionId } from '../../../../../src/main/systems/zookeeper/ask/session-id.ts'
import { observers } from '../../../../../src/main/systems/zookeeper/ask/observers.ts'
import { srvr } from '../../../../../src/main/systems/zookeeper/ask/srvr.ts'
import { votingView } from '../../../../../src/main/systems/zookeeper/ask/voting-view.ts'
import { wchc } from '../../../../../src/main/systems/zookeeper/ask/wchc.ts'
import { wchs } from '../../../../../src/main/systems/zookeeper/ask/wchs.ts'
import { zabstate } from '../../../../../src/main/systems/zookeeper/ask/zabstate.ts'
import { formatZxid, parseZxid } from '../../../../../src/main/systems/zookeeper/ask/zxid.ts'
import { reply } from './replies.ts'

const session = '0x2000014c6410000'
const locks = ['/locks/invoice/lock-0000000000', '/locks/invoice/lock-0000000001']

const figure = ({ values }: Mntr, key: string) => values[monitorMetrics.findIndex((one) => one.key === key)]

describe('srvr', () => {
  test('tells role, zxid and load', () => {
    expect(srvr.parse(reply('follower-srvr.txt'))).toMatchObject({
      version: '3.9.5',
      mode: 'follower',
      zxid: { epoch: 1, counter: 8 },
      latencyAvg: 10,
      latencyMax: 32,
      znodes: 12,
      outstanding: 0,
    })
  })

  test('is the same by AdminServer', () => {
    const { version, mode, zxid, znodes } = srvr.parse(reply('leader-srvr.txt'))
    expect(srvr.parse(reply('leader-server_stats.json'))).toMatchObject({ version, mode, zxid, znodes })
    expect(mode).toBe('leader')
  })

  test('of another protocol is refused with what it said', () => {
    expect(() => srvr.parse({ door: '4lw', text: 'HTTP/1.1 400 Bad Request' })).toThrow(/HTTP\/1\.1 400/)
  })
})

describe('mntr', () => {
  test('keeps the catalogue’s numbers', () => {
    const leader = mntr.parse(reply('leader-mntr.txt'))
    expect(figure(leader, 'member.synced_followers')).toBe(2)
    expect(figure(leader, 'member.quorum_size')).toBe(3)
    expect(figure(leader, 'member.fsync_count')).toBe(8)
    expect(figure(leader, 'member.fsync_sum')).toBe(3)
    expect(figure(leader, 'member.max_files')).toBe(20000)
  })

  test('knows every metric of the catalogue on a leader', () => {
    const { values } = mntr.parse(reply('leader-mntr.txt'))
    expect(monitorMetrics.filter((_, i) => Number.isNaN(values[i])).map(({ field }) => field)).toEqual([])
  })

  test('leaves out on a follower what only the leader says', () => {
    expect(figure(mntr.parse(reply('follower-mntr.txt')), 'member.synced_followers')).toBeNaN()
  })

  test('has the same fields by AdminServer', () => {
    const text = mntr.parse(reply('leader-mntr.txt')).values
    const admin = mntr.parse(reply('leader-monitor.json')).values
    expect(Array.from(admin, Number.isNaN)).toEqual(Array.from(text, Number.isNaN))
  })
})

describe('cons', () => {
  test('lists sessions, not other commands’ connections', () => {
    expect(cons.parse(reply('follower-cons.txt'))).toEqual([
      {
        session,
        client: '127.0.0.1:58592',
        timeoutMs: 6000,
        queued: 0,
        received: 12,
        sent: 12,
        lastResponse: 1415731,
        latencyAvg: 8,
      },
    ])
    expect(cons.parse(reply('leader-cons.txt'))).toEqual([])
  })

  test('keeps all 64 bits of a session’s id by AdminServer', () => {
    expect(cons.parse(reply('follower-connections.json'))).toMatchObject([
      { session, client: '127.0.0.1:58592', timeoutMs: 6000 },
    ])
  })

  test('takes addresses of IPv6, and those with a name', () => {
    const line = (address: string) =>
      ` ${address}[1](queued=0,recved=1,sent=1,sid=0xff00000000000001,to=4000)\n`
    const text = line('/0:0:0:0:0:0:0:1:58592') + line('client.example/10.0.0.7:4000')
    expect(cons.parse({ door: '4lw', text }).map(({ client }) => client)).toEqual([
      '0:0:0:0:0:0:0:1:58592',
      '10.0.0.7:4000',
    ])
  })
})

describe('dump', () => {
  test('of a follower tells sessions with timeouts, and who owns what', () => {
    const { sessions, ephemerals, whole } = dump.parse(reply('follower-dump.txt'))
    expect([...sessions]).toEqual([[session, 6000]])
    expect([...ephemerals]).toEqual([[session, locks]])
    expect(whole).toBe(true)
  })

  test('of the leader tells the same without timeouts', () => {
    const { sessions, ephemerals, whole } = dump.parse(reply('leader-dump.txt'))
    expect([...sessions]).toEqual([[session, undefined]])
    expect([...ephemerals]).toEqual([[session, locks]])
    expect(whole).toBe(true)
  })

  test('by AdminServer is whole on the leader only', () => {
    expect(dump.parse(reply('leader-dump.json'))).toEqual(dump.parse(reply('leader-dump.txt')))
    expect(dump.parse(reply('follower-dump.json'))).toMatchObject({ whole: false })
  })
})

describe('watches', () => {
  test('are counted', () => {
    const expected = { connections: 1, paths: 1, watches: 1 }
    expect(wchs.parse(reply('follower-wchs.txt'))).toEqual(expected)
    expect(wchs.parse(reply('follower-watch_summary.json'))).toEqual(expected)
  })

  test('are listed by session', () => {
    const expected = [[session, ['/config']]]
    expect([...wchc.parse(reply('follower-wchc.txt'))]).toEqual(expected)
    expect([...wchc.parse(reply('follower-watches.json'))]).toEqual(expected)
    expect([...wchc.parse(reply('leader-wchc.txt'))]).toEqual([])
  })
})

describe('conf', () => {
  test('tells settings and membership', () => {
    const { serverId, clientPort, settings, membership } = conf.parse(reply('follower-conf.txt'))
    expect({ serverId, clientPort, tickTime: settings.get('tickTime') }).toEqual({
      serverId: '2',
      clientPort: 22182,
      tickTime: '1000',
    })
    expect(membership?.servers.map(({ id, voter }) => [id, voter])).toEqual([
      ['1', true],
      ['2', true],
      ['3', true],
      ['4', false],
    ])
  })

  test('has the same names by AdminServer, and no membership', () => {
    const text = conf.parse(reply('follower-conf.txt'))
    const admin = conf.parse(reply('follower-configuration.json'))
    expect(admin).toMatchObject({ serverId: '2', clientPort: 22182, membership: undefined })
    for (const key of ['tickTime', 'maxClientCnxns', 'minSessionTimeout', 'maxSessionTimeout'])
      expect(admin.settings.get(key), key).toBe(text.settings.get(key))
  })
})

test('a server without a quorum is told from one that lists nothing', () => {
  expect(refusalIn(reply('not-serving.txt').text)).toBe('not-serving')
  expect(refusalIn(reply('not-serving.json').text)).toBe('not-serving')
  expect(refusalIn('mntr is not executed because it is not in the whitelist.\n')).toBe('closed')
  expect(refusalIn(reply('leader-cons.txt').text)).toBeUndefined()
})

test('ids are unsigned hex, whichever way they come', () => {
  expect(sessionId('144115277301350400')).toBe(session)
  expect(sessionId('-72057594037927935')).toBe('0xff00000000000001')
  expect(madeBy(session)).toBe(2)
  expect(madeBy('0xff00000000000001')).toBe(255)
  expect(madeBy('0x17')).toBeUndefined()
})

test('zxids are an epoch and a counter', () => {
  expect(parseZxid('0x1c0000a4f2')).toEqual({ epoch: 0x1c, counter: 0xa4f2 })
  expect(parseZxid('4294967304')).toEqual({ epoch: 1, counter: 8 })
  expect(formatZxid({ epoch: 0x1c, counter: 0xa4f2 })).toBe('0x1c0000a4f2')
})

test('only integers that a double can’t hold come as text', () => {
  const parsed = parseAdminJson('{"id": 144115277301350401, "n": 12, "avg": 5.6316, "big": 1e300, "s": "1"}')
  expect(parsed).toEqual({ id: '144115277301350401', n: 12, avg: 5.6316, big: 1e300, s: '1' })
  expect(() => parseAdminJson('<html>')).toThrow(/no JSON/)
  expect(() => parseAdminJson('[]')).toThrow(/no JSON object/)
})

describe('what AdminServer alone tells', () => {
  test('where a member stands in the broadcast; nowhere without a quorum', () => {
    expect(zabstate.parse(reply('leader-zabstate.json'))).toEqual({ state: 'broadcast' })
    expect(zabstate.parse(reply('not-serving-zabstate.json'))).toEqual({ state: null })
  })

  test('who votes, with the addresses between members and its own for clients', () => {
    const { servers } = votingView.parse(reply('leader-voting_view.json'))
    expect(servers.map(({ id, voter, quorum }) => [id, voter, quorum])).toEqual([
      ['1', true, '127.0.0.1:27298:27299'],
      ['2', true, '127.0.0.1:27302:27303'],
      ['3', true, '127.0.0.1:27306:27307'],
    ])
    expect(servers.map(({ client }) => client)).toEqual([undefined, '127.0.0.1:27301', undefined])
  })

  test('which observers it feeds', () => {
    expect(observers.parse(reply('leader-observers.json'))).toEqual([{ id: '4', since: 1795277282633 }])
    expect(observers.parse({ door: 'admin', text: '{"observers":[]}' })).toEqual([])
  })
})
