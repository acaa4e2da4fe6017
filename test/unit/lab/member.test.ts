import { expect, test } from 'vitest'
import { memberConfig, membersOf, portsEach } from '../../../lab/zookeeper/member.ts'

const ports = Array.from({ length: 4 * portsEach }, (_, i) => 20_000 + i)

test('members get ports of their own, observers come last', () => {
  const members = membersOf({ voters: 3, observers: 1 }, ports)
  expect(members.map(({ id, role }) => `${id} ${role}`)).toEqual([
    '1 participant',
    '2 participant',
    '3 participant',
    '4 observer',
  ])
  expect(members[1]).toMatchObject({
    clientPort: 20_005,
    quorumPort: 20_006,
    electionPort: 20_007,
    adminPort: 20_008,
  })
})

test('an ensemble lists all members, and only the observer says it is one', () => {
  const members = membersOf({ voters: 3, observers: 1 }, ports)
  const texts = members.map((member) => memberConfig(member, members, '/data', {}))
  for (const text of texts) expect(text).toContain('server.4=127.0.0.1:20016:20017:observer\n')
  expect(texts.map((text) => text.includes('peerType=observer'))).toEqual([false, false, false, true])
})

test('with certificates a port with TLS stands beside the plain one', () => {
  const files = { ca: '/ca', certificate: '/crt', key: '/key', whole: '/pem', areAskedForAll: true }
  const [member] = membersOf({ voters: 1 }, ports, files)
  const text = memberConfig(member ?? expect.fail(), [], '/data', {})
  for (const line of [
    'clientPort=20000',
    'secureClientPort=20004',
    'ssl.clientAuth=need',
    'admin.forceHttps=true',
  ])
    expect(text).toContain(`${line}\n`)
})

test('a lone voter runs standalone, and overrides win', () => {
  const members = membersOf({ voters: 1 }, ports)
  const text = memberConfig(members[0] ?? expect.fail(), members, '/data', { tickTime: '300' })
  expect(text).not.toContain('server.1')
  expect(text).toContain('tickTime=300\n')
})
