import { expect, test } from 'vitest'
import { parseMembership } from '../../../../../src/main/systems/zookeeper/ask/membership.ts'
import { formatEndpoint, parseEndpoint } from '../../../../../src/main/systems/zookeeper/ask/endpoint.ts'

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

test('endpoints go there and back', () => {
  for (const endpoint of ['zk-1:2181', '[::1]:2181', '10.0.0.1:1'])
    expect(formatEndpoint(parseEndpoint(endpoint))).toBe(endpoint)
  expect(parseEndpoint('zk-1')).toEqual({ host: 'zk-1', port: 2181 })
  for (const bad of ['', ':2181', 'zk:0', 'zk:99999', 'a:b:c'])
    expect(() => parseEndpoint(bad)).toThrow(/no address/)
})
