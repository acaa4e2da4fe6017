import { describe, expect, test } from 'vitest'
import { parseMember } from '../../../../../src/main/systems/zookeeper/parsed-member.ts'
import { quorumOf } from '../../../../../src/main/systems/zookeeper/quorum.ts'
import type { RawFailure, RawMember } from '../../../../../src/main/systems/zookeeper/raw.ts'
import { reply } from './replies.ts'
import { whoIsWho } from '../../../../../src/main/systems/zookeeper/who-is-who.ts'

const servers = (count: number, client: (id: number) => string = () => '') =>
  Array.from(
    { length: count },
    (_, i) => `server.${i + 1}=zk-${i + 1}:2888:3888:participant${client(i + 1)}`,
  ).join('\n')

const refused: RawFailure = { code: 'refused', message: 'Nothing listens' }
const switchedOff: RawFailure = { code: 'timeout', message: 'Took no connection', unaccepted: true }
const hangs: RawFailure = { code: 'timeout', message: 'No answer' }
const noRoute: RawFailure = { code: 'refused', message: 'No route', unreachable: true }

interface Told {
  readonly mode?: string
  readonly id?: number
  readonly config?: string
  readonly synced?: number
  readonly failure?: RawFailure
}

function member(endpoint: string, { mode, id, config = '', synced, failure }: Told): RawMember {
  const reply = (text: string) => ({ door: '4lw' as const, text })
  return {
    endpoint,
    admin: null,
    roundTripMs: failure ? null : 1,
    replies: {
      ...(mode === undefined
        ? {}
        : { srvr: reply(`Zookeeper version: 3.9.5\nZxid: 0x100000005\nMode: ${mode}\n`) }),
      ...(id === undefined ? {} : { conf: reply(`serverId=${id}\nmembership: \n${config}\nversion=0`) }),
      ...(synced === undefined ? {} : { mntr: reply(`zk_synced_followers\t${synced}\n`) }),
    },
    failures: failure ? { srvr: failure } : {},
  }
}

const known = (members: readonly RawMember[], configNode: string | null = null) =>
  whoIsWho(members.map(parseMember), configNode)

const named = (members: readonly RawMember[], configNode: string | null = null) =>
  known(members, configNode).members.map(({ id, client }) => [id, client ?? null])

describe('who is who', () => {
  test('by the id that a member tells', () => {
    const config = servers(2)
    const members = [
      member('10.0.0.2:2181', { mode: 'leader', id: 2, config }),
      member('10.0.0.1:2181', { mode: 'follower', id: 1, config }),
    ]
    expect(named(members)).toEqual([
      ['1', '10.0.0.1:2181'],
      ['2', '10.0.0.2:2181'],
    ])
  })

  test('by the client address in /zookeeper/config, where only srvr is open', () => {
    const node = servers(2, (id) => `;10.0.0.${id}:2181`)
    expect(
      named(
        [member('10.0.0.2:2181', { mode: 'leader' }), member('10.0.0.1:2181', { mode: 'follower' })],
        node,
      ),
    ).toEqual([
      ['1', '10.0.0.1:2181'],
      ['2', '10.0.0.2:2181'],
    ])
  })

  test('by a host that only one server has', () => {
    expect(named([member('zk-2:2181', { mode: 'leader' })], servers(3))).toEqual([
      ['1', null],
      ['2', 'zk-2:2181'],
      ['3', null],
    ])
  })

  test('by elimination, for the one that is down', () => {
    const config = servers(2)
    expect(
      named([member('a:2181', { mode: 'leader', id: 1, config }), member('b:2181', { failure: refused })]),
    ).toEqual([
      ['1', 'a:2181'],
      ['2', 'b:2181'],
    ])
  })

  test('as many unknown endpoints as servers are those servers, without a guess which', () => {
    const members = [member('b:1', { mode: 'leader' }), member('b:2', { mode: 'follower' })]
    expect(named(members, servers(2))).toEqual([
      ['b:1', 'b:1'],
      ['b:2', 'b:2'],
    ])
    expect(quorumOf(known(members, servers(2)))).toMatchObject({ voters: 2, acknowledging: 2, is: 'ok' })
  })

  test('two that can’t be told apart are not guessed at', () => {
    const config = servers(4)
    const down = { failure: refused }
    const ids = named([
      member('a:1', { mode: 'leader', id: 1, config }),
      member('b:1', down),
      member('b:2', down),
    ]).map(([id]) => id)
    expect(ids).toEqual(['1', '2', '3', '4', 'b:1', 'b:2'])
  })

  test('two endpoints of one server are one member', () => {
    const config = servers(1)
    expect(
      named([
        member('localhost:2181', { mode: 'leader', id: 1, config }),
        member('127.0.0.1:2181', { mode: 'leader', id: 1, config }),
      ]),
    ).toHaveLength(1)
  })

  test('by what AdminServers say of the voters, where no configuration is told', () => {
    const told = (endpoint: string, id: number, file?: string): RawMember => ({
      ...member(endpoint, { mode: 'follower', id }),
      replies: {
        ...member(endpoint, { mode: 'follower', id }).replies,
        ...(file === undefined ? {} : { votingView: reply(file) }),
      },
    })
    const members = [
      told('127.0.0.1:27297', 1, 'follower-voting_view.json'),
      told('127.0.0.1:27301', 2, 'leader-voting_view.json'),
      told('127.0.0.1:27309', 4),
    ]
    expect(named(members)).toEqual([
      ['1', '127.0.0.1:27297'],
      ['2', '127.0.0.1:27301'],
      ['3', null],
      ['4', '127.0.0.1:27309'],
    ])
    expect(known(members).membership?.servers.map(({ client }) => client)).toEqual([
      '127.0.0.1:27297',
      '127.0.0.1:27301',
      undefined,
    ])
    // a configuration that is told counts for more
    expect(known(members, servers(5)).membership?.servers).toHaveLength(5)
  })

  test('the newest configuration counts', () => {
    const old = member('a:2181', { mode: 'follower', id: 1, config: servers(3) })
    expect(known([old], `${servers(5)}\nversion=100000002`).membership?.servers).toHaveLength(5)
  })
})

describe('the quorum', () => {
  const config = servers(3)
  const leader = (synced: number) => member('a:1', { mode: 'leader', id: 1, config, synced })
  const follower = (id: number) => member(`f${id}:1`, { mode: 'follower', id, config })
  const down = (id: number, failure: RawFailure) => ({
    ...member(`f${id}:1`, { id, config }),
    failures: { srvr: failure },
  })

  test('is whole with all voters', () => {
    expect(quorumOf(known([leader(2), follower(2), follower(3)]))).toMatchObject({
      voters: 3,
      needed: 2,
      acknowledging: 3,
      margin: 1,
      is: 'ok',
    })
  })

  test('believes the lower of what leader and voters say', () => {
    expect(quorumOf(known([leader(2), follower(2), down(3, refused)]))).toMatchObject({
      acknowledging: 2,
      is: 'no-margin',
    })
    expect(quorumOf(known([leader(1), follower(2), follower(3)]))).toMatchObject({
      acknowledging: 2,
      is: 'no-margin',
    })
  })

  test('lets the leader speak for a voter that has no route from here', () => {
    expect(quorumOf(known([leader(2), follower(2), down(3, noRoute)]))).toMatchObject({
      acknowledging: 3,
      is: 'ok',
    })
  })

  test('is unknown while followers follow someone who can’t be seen', () => {
    expect(quorumOf(known([follower(2), follower(3)]))).toMatchObject({ is: 'unknown' })
  })

  test('is lost when nobody serves', () => {
    const lost = (id: number) => ({
      ...follower(id),
      replies: {
        ...follower(id).replies,
        srvr: { door: '4lw' as const, text: 'This ZooKeeper instance is not currently serving requests\n' },
      },
    })
    expect(quorumOf(known([lost(1), lost(2), down(3, refused)]))).toMatchObject({
      acknowledging: 0,
      is: 'no-quorum',
      leaders: [],
    })
  })

  test('is lost when all refuse or hang', () => {
    expect(quorumOf(known([down(1, refused), down(2, refused), down(3, hangs)]))).toMatchObject({
      voters: 3,
      acknowledging: 0,
      is: 'no-quorum',
    })
  })

  test.each([noRoute, switchedOff])('may stand where we don’t see it: %o', (why) => {
    expect(quorumOf(known([down(1, refused), down(2, why), down(3, why)]))).toMatchObject({ is: 'unknown' })
    // one alone is none
    expect(quorumOf(known([down(1, refused), down(2, refused), down(3, why)]))).toMatchObject({
      is: 'no-quorum',
    })
  })

  test('of two voters has no margin to lose', () => {
    const two = servers(2)
    const both = [
      member('a:1', { mode: 'leader', id: 1, config: two, synced: 1 }),
      member('b:1', { mode: 'follower', id: 2, config: two }),
    ]
    expect(quorumOf(known(both))).toMatchObject({ margin: 0, is: 'ok' })
  })

  test('of a single server is itself', () => {
    expect(quorumOf(known([member('a:1', { mode: 'standalone' })]))).toMatchObject({
      voters: 1,
      is: 'ok',
      leader: { id: 'a:1' },
    })
  })
})
