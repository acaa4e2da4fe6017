import { expect, test } from 'vitest'
import { parseMembership } from '../../../../../src/main/systems/zookeeper/ask/membership.ts'

const serverOf = (line: string) => parseMembership(line).servers[0]

test.each([
  ['server.1=zk-1:2888:3888', true, 'zk-1', undefined],
  ['server.1=zk-1:2888:3888:participant', true, 'zk-1', undefined],
  ['server.1=zk-1:2888:3888:observer', false, 'zk-1', undefined],
  ['server.1=zk-1:2888:3888:participant;2181', true, 'zk-1', 'zk-1:2181'],
  ['server.1=zk-1:2888:3888:participant;0.0.0.0:2181', true, 'zk-1', 'zk-1:2181'],
  ['server.1=zk-1:2888:3888:participant;[0:0:0:0:0:0:0:0]:2181', true, 'zk-1', 'zk-1:2181'],
  ['server.1=zk-1:2888:3888:participant;10.0.0.1:2181', true, 'zk-1', '10.0.0.1:2181'],
  ['server.1=zk-1:2888:3888|zk-1b:2889:3889:observer;2181', false, 'zk-1', 'zk-1:2181'],
  ['server.1=[::1]:2888:3888:participant;[::1]:2181', true, '::1', '[::1]:2181'],
])('%s', (line, voter, host, client) => {
  expect(serverOf(line)).toMatchObject({ id: '1', voter, host, client })
})

test('the version is the configuration’s zxid', () => {
  expect(parseMembership('server.1=a:1:2\nversion=10000002f').version).toBe('10000002f')
  expect(parseMembership('').servers).toEqual([])
})
