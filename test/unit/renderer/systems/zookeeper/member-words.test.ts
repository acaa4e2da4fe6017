import { describe, expect, test } from 'vitest'
import type { EnsembleData, EnsembleMember } from '../../../../../src/shared/systems/zookeeper-views.ts'
import {
  memberWords,
  meterOrder,
  quorumSentence,
} from '../../../../../src/renderer/systems/zookeeper/member-words.ts'

const at = new Date('2026-11-20T05:26:40').getTime()
const member = (id: string, change: Partial<EnsembleMember> = {}): EnsembleMember => ({
  id,
  client: `10.0.0.${id}:2181`,
  quorumAddress: null,
  voter: true,
  state: 'serving',
  stateSince: new Date('2026-11-20T05:02:11').getTime(),
  why: null,
  mode: 'follower',
  zab: null,
  fedBy: null,
  modeSince: null,
  version: '3.9.5',
  epoch: 28,
  zxid: '0x1c0000a4f2',
  gap: 0,
  inQuorum: true,
  clients: 3,
  outstanding: 0,
  latencyMs: 0.5,
  latencyFrom: 'interval',
  fsyncMs: null,
  packetsPerSecond: null,
  watches: null,
  openFiles: null,
  maxOpenFiles: null,
  uptimeMs: null,
  roundTripMs: 1,
  ...change,
})

describe('a member in a word', () => {
  test.each([
    [{}, 'ok', 'in quorum'],
    [{ mode: 'leader' }, 'ok', 'serving'],
    [{ mode: 'observer', voter: false, inQuorum: null }, 'ok', 'follows'],
    [{ inQuorum: false }, 'warn', 'not synced'],
    [{ inQuorum: null }, 'unknown', 'sync not observed'],
    [{ state: 'not-serving', mode: null }, 'bad', 'not serving'],
    [{ state: 'silent', mode: null }, 'bad', 'not answering'],
    [{ state: 'no-address', mode: null }, 'unknown', 'no address known'],
  ] as const)('%j is %s: %s', (change, tone, word) => {
    expect(memberWords(member('1', change), at)).toMatchObject({ tone, word })
  })

  test('clients that were not counted are not zero clients', () => {
    expect(memberWords(member('1', { clients: null }), at).note).toBe('clients not observed')
  })
})

const ensemble = (members: readonly EnsembleMember[]): EnsembleData => ({
  members,
  leader: '1',
  leaders: ['1'],
  quorum: {
    voters: 5,
    needed: 3,
    acknowledging: 3,
    margin: 0,
    is: 'no-margin',
    since: null,
    says: 'margin 0',
  },
  writesPerSecond: null,
  counterLeft: null,
  syncedFollowers: 2,
  followers: 4,
  pendingSyncs: null,
  source: { member: '1', ask: 'mntr', at },
})

test('the meter shows those that acknowledge first, and no observer', () => {
  const members = [
    member('2', { state: 'refused', mode: null, inQuorum: null }),
    member('3', { inQuorum: false }),
    member('4', { mode: 'observer', voter: false }),
    member('5'),
    member('1', { mode: 'leader' }),
  ]
  expect(meterOrder(members)).toEqual([4, 3, 1, 0])
})

test('the sentence names who is silent since when, and who is connected without acknowledging', () => {
  const said = quorumSentence(
    ensemble([
      member('1', { mode: 'leader' }),
      member('4', { state: 'unreachable' }),
      member('5', { inQuorum: false }),
    ]),
    at,
  )
  expect(said).toBe(
    'Of 5 voters 3 must acknowledge a write, 3 do. Server 4 hasn’t answered since 05:02:11. ' +
      'Server 5 is connected but not synced, so it does not acknowledge yet.',
  )
})
