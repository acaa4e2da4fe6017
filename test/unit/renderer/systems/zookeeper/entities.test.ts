import { expect, test } from 'vitest'
import { pageOf } from '../../../../../src/renderer/systems/zookeeper/entities.ts'
import { nameOf } from '../../../../../src/shared/systems/zookeeper-entities.ts'

test.each([
  ['ensemble', ['ensemble'], undefined, 'the ensemble'],
  ['member/3', ['ensemble'], { member: '3' }, 'server 3'],
  ['member/10.0.0.1:2181', ['ensemble'], { member: '10.0.0.1:2181' }, '10.0.0.1:2181'],
  ['session/0x100a', ['sessions'], { session: '0x100a' }, '0x100a'],
  ['znode/', ['ensemble'], { znode: '/' }, '/'],
  ['znode/locks/a b', ['ensemble'], { znode: '/locks/a b' }, '/locks/a b'],
])('%s has its page and its name', (entity, path, state, name) => {
  expect(pageOf(entity)).toEqual(state === undefined ? { path } : { path, state })
  expect(nameOf(entity).name).toBe(name)
})

test('what it does not know has no page', () => {
  expect(pageOf('broker/1')).toBeUndefined()
})
