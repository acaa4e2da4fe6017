import { expect, test } from 'vitest'
import { masterOf } from '../../../../../../src/main/systems/redis/experiments/client/masters.ts'
import { wordsOf } from '../../../../../../src/main/systems/redis/experiments/client/node-client.ts'
import { redirectionIn } from '../../../../../../src/main/systems/redis/experiments/client/redirection.ts'
import { borrowedIn, borrowedName } from '../../../../../../src/main/systems/redis/experiments/client/tags.ts'

test('a redirection is read off the error, and only a redirection', () => {
  expect(redirectionIn('MOVED 9203 127.0.0.1:7002')).toEqual({
    ...{ is: 'MOVED', slot: 9203 },
    address: '127.0.0.1:7002',
  })
  expect(redirectionIn('ASK 0 [::1]:7002')).toEqual({ is: 'ASK', slot: 0, address: '[::1]:7002' })
  expect(redirectionIn('TRYAGAIN Multiple keys request during rehashing of slot')).toBeUndefined()
})

test('a borrowed slot stands in the journal under a name from which it can be given back', () => {
  const borrowed = { tag: '{orrery.x.7-ab12.t3}', homeId: '0a1b2c' }
  expect(borrowedIn(borrowedName(borrowed))).toEqual(borrowed)
  expect(borrowedIn('{orrery.x.7-ab12.t3}.k1')).toBeUndefined()
})

test('a key belongs to the owner of its slot; without a cluster to the one master', () => {
  const a = { address: 'a:1', id: 'a', runs: [{ from: 0, to: 99 }] }
  const b = { address: 'b:1', id: 'b', runs: [{ from: 100, to: 16_383 }] }
  expect(masterOf({ isCluster: true, all: [a, b] }, 100)).toBe(b)
  expect(masterOf({ isCluster: false, all: [{ ...a, runs: [] }] }, 100).address).toBe('a:1')
  expect(() => masterOf({ isCluster: true, all: [a] }, 100)).toThrow('No master owns slot 100')
})

test('a command is called as grants call it', () => {
  expect(wordsOf(['CLUSTER', 'SETSLOT', '1', 'STABLE'])).toBe('CLUSTER SETSLOT')
  expect(wordsOf(['SET', 'key', 'value'])).toBe('SET')
})
