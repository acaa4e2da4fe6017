import { expect, test } from 'vitest'
import { shortNames } from '../../../../../src/renderer/systems/redis/short-names.ts'

test.each([
  ['one host', ['127.0.0.1:7001', '127.0.0.1:7002'], [':7001', ':7002']],
  ['one network and port', ['10.20.7.11:6379', '10.20.7.12:6379'], ['.11', '.12']],
  ['one network, many ports', ['10.20.7.11:6379', '10.20.8.12:6380'], ['.7.11:6379', '.8.12:6380']],
  ['nothing shared', ['10.20.7.11:6379', '192.168.1.1:6379'], ['10.20.7.11', '192.168.1.1']],
  ['one domain', ['a-1.prod.example:6379', 'a-2.prod.example:6379'], ['a-1', 'a-2']],
  ['names of different length', ['a.b.example:1', 'b.example:1'], ['a', 'b']],
  ['one alone', ['10.0.0.1:6379'], ['10.0.0.1:6379']],
  ['IPv6', ['::1:6379', 'fe80::2:6379'], ['::1', 'fe80::2']],
])('%s', (_, addresses, names) => {
  expect(addresses.map(shortNames(addresses))).toEqual(names)
})
