import { expect, test } from 'vitest'
import { memberConfig, membersOf } from '../../../lab/zookeeper/member.ts'

const ports = Array.from({ length: 16 }, (_, i) => 20_000 + i)

test('members get four ports each, observers come last', () => {
  const members = membersOf({ voters: 3, observers: 1 }, ports)
  expect(members.map(({ id, role }) => `${id} ${role}`)).toEqual([
    '1 participant',
    '2 participant',
    '3 participant',
    '4 observer',
  ])
  expect(members[1]).toMatchObject({
    clientPort: 20_004,
    quorumPort: 20_005,
    electionPort: 20_006,
    adminPort: 20_007,
  })
})

test('an ensemble lists all members, and only the observer says it is one', () => {
  const members = membersOf({ voters: 3, observers: 1 }, ports)
  const texts = members.map((member) => memberConfig(member, members, '/data', {}))
  for (const text of texts) expect(text).toContain('server.4=127.0.0.1:20013:20014:observer\n')
  expect(texts.map((text) => text.includes('peerType=observer'))).toEqual([false, false, false, true])
})

test('a lone voter runs standalone, and overrides win', () => {
  const members = membersOf({ voters: 1 }, ports)
  const text = memberConfig(members[0] ?? expect.fail(), members, '/data', { tickTime: '300' })
  expect(text).not.toContain('server.1')
  expect(text).toContain('tickTime=300\n')
})
