import { expect, test } from 'vitest'
import { pageOf } from '../../../../../src/renderer/systems/kafka/entities.ts'
import { commitEntity, nameOf, parseEntity } from '../../../../../src/shared/systems/kafka-entities.ts'

test.each([
  ['cluster', [], undefined, 'the cluster'],
  ['broker/3', ['brokers'], { broker: '3' }, 'broker 3'],
  ['topic/orders.events.v2', ['topics', 'orders.events.v2'], undefined, 'orders.events.v2'],
  ['topic/orders/12', ['topics', 'orders'], { partition: '12' }, 'orders-12'],
  ['topic/orders/12@3', ['topics', 'orders'], { partition: '12' }, 'orders-12 on broker 3'],
  ['topic/orders/12/group/a/b', ['groups', 'a/b'], undefined, 'a/b on orders-12'],
  ['group/team/billing', ['groups', 'team/billing'], undefined, 'team/billing'],
  ['voter/3001', ['controller'], undefined, 'node 3001'],
])('%s has its page and its name', (entity, path, state, name) => {
  expect(pageOf(entity)?.path).toEqual(path)
  expect(pageOf(entity)?.state).toEqual(state)
  expect(nameOf(entity).name).toBe(name)
})

test('what it does not know has no page, and keeps its path as name', () => {
  expect(pageOf('disk/1')).toBeUndefined()
  expect(nameOf('disk/1').name).toBe('disk/1')
})

test('the path of a committed offset reads back as what it was made of', () => {
  expect(parseEntity(commitEntity('orders', 4, 'team/billing'))).toEqual({
    is: 'commit',
    topic: 'orders',
    partition: '4',
    group: 'team/billing',
  })
})
