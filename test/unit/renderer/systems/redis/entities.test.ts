import { expect, test } from 'vitest'
import { pageOf } from '../../../../../src/renderer/systems/redis/entities.ts'
import { nameOf } from '../../../../../src/shared/systems/redis-entities.ts'

test.each([
  ['cluster', [], undefined, 'the cluster'],
  ['node/10.0.0.1:6379', ['nodes', '10.0.0.1:6379'], undefined, '10.0.0.1:6379'],
  ['node/::1:6379', ['nodes', '::1:6379'], undefined, '::1:6379'],
  ['replica/b:6379@a:6379', ['nodes', 'b:6379'], undefined, 'b:6379 of a:6379'],
  ['slot/5461@a:6379', ['slots'], { slot: '5461' }, 'slot 5461 on a:6379'],
  ['slowlog/a:6379/17', ['slowlog'], { node: 'a:6379', entry: '17' }, '17 on a:6379'],
  ['command/a:6379/config|get', ['nodes', 'a:6379'], undefined, 'config|get on a:6379'],
  ['error/a:6379/MOVED', ['nodes', 'a:6379'], undefined, 'MOVED on a:6379'],
  ['sentinel/s:26379', ['sentinels'], { sentinel: 's:26379' }, 's:26379'],
  ['belief/s:26379/cache', ['sentinels'], { master: 'cache', sentinel: 's:26379' }, 's:26379 on cache'],
  [
    'belief/s:26379/cache/a:6379',
    ['sentinels'],
    { master: 'cache', sentinel: 's:26379' },
    's:26379 on a:6379',
  ],
])('%s has its page and its name', (entity, path, state, name) => {
  expect(pageOf(entity)).toEqual(state === undefined ? { path } : { path, state })
  expect(nameOf(entity).name).toBe(name)
})

test('what it does not know has no page', () => {
  expect(pageOf('broker/1')).toBeUndefined()
  expect(nameOf('broker/1').name).toBe('broker/1')
})
