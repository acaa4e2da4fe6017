import { expect, test } from 'vitest'
import { addressOf, parseAddress } from '../../../../../src/main/systems/base/address.ts'

test('addresses go there and back', () => {
  for (const address of ['zk-1:2181', '[::1]:2181', '10.0.0.1:1']) {
    const { host, port } = parseAddress(address)
    expect(addressOf(host, port)).toBe(address)
  }
})

test('without a port it is the default one, where there is one', () => {
  expect(parseAddress('zk-1', 2181)).toEqual({ host: 'zk-1', port: 2181 })
  expect(() => parseAddress('zk-1')).toThrow(/no address/)
})

test.each(['', ':2181', 'zk:0', 'zk:99999', 'a:b:c'])('“%s” is none', (bad) => {
  expect(() => parseAddress(bad, 2181)).toThrow(/no address/)
})
