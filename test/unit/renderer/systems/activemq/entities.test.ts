import { expect, test } from 'vitest'
import { pageOf } from '../../../../../src/renderer/systems/activemq/entities.ts'
import {
  brokerEntity,
  destinationEntity,
  endpointEntity,
  nameOf,
} from '../../../../../src/shared/systems/activemq-entities.ts'

test('every kind of entity is named, and has its page', () => {
  expect(pageOf('network')).toEqual({ path: [] })
  expect(pageOf(endpointEntity('10.0.0.1:8161'))).toEqual({
    path: ['pairs'],
    state: { endpoint: '10.0.0.1:8161' },
  })
  expect(pageOf(brokerEntity('A@10.0.0.1:8161'))).toEqual({ path: ['brokers', 'A@10.0.0.1:8161'] })
  expect(pageOf('connector/A/openwire')).toEqual({ path: ['brokers', 'A'] })
  expect(pageOf('networkconnector/B/nc-B')).toEqual({
    path: ['network'],
    state: { link: 'networkconnector/B/nc-B' },
  })
  expect(pageOf('connection/A/openwire/tcp_//10.0.0.7_51234')).toEqual({
    path: ['connections'],
    state: { broker: 'A', q: 'tcp_//10.0.0.7_51234' },
  })
  expect(pageOf('durable/A/client/nightly')?.path).toEqual(['durables'])
  expect(pageOf('something/else')).toBeUndefined()
  expect(nameOf('bridge/B/nc-B/A')).toEqual({ kind: 'bridge', name: 'B to A' })
})

test('names of destinations may hold slashes', () => {
  const entity = destinationEntity('queue', 'A', 'eu/orders/new')
  expect(pageOf(entity)).toEqual({ path: ['destinations', 'A', 'queue', 'eu/orders/new'] })
  expect(nameOf(entity)).toEqual({ kind: 'queue', name: 'eu/orders/new on A' })
})
