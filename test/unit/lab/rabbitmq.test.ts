import { expect, test } from 'vitest'
import { nodeConfig } from '../../../lab/rabbitmq/node-config.ts'
import { definitions, users } from '../../../lab/rabbitmq/users.ts'

const ports = { amqp: 1, dist: 2, management: 3, prometheus: 4 }
const plain = {
  ...{ ports, certificates: undefined, joins: undefined, more: {} },
  ...({ partitionHandling: 'ignore', statsIntervalMs: 5000 } as const),
}

test('a node listens on loopback only, and joins whom it is told', () => {
  const text = nodeConfig({ ...plain, joins: 'rabbit-1@localhost' })
  expect(text).toContain('{tcp_listeners, [{"127.0.0.1", 1}]}')
  expect(text).toContain('{tcp_config, [{ip, "127.0.0.1"}, {port, 3}]}')
  expect(text).toContain("{cluster_nodes, {['rabbit-1@localhost'], disc}}")
  expect(nodeConfig(plain)).not.toContain('cluster_nodes')
})

test('with certificates no port speaks in plain words', () => {
  const certificates = { ca: '/ca', certificate: '/crt', key: '/key', whole: '/pem', areAskedForAll: false }
  const text = nodeConfig({ ...plain, certificates })
  expect(text).toContain('{tcp_listeners, []}')
  expect(text).not.toContain('tcp_config')
  expect(text.match(/\{certfile, "\/crt"\}/g)).toHaveLength(3)
})

test('settings of one’s own come on top of the lab’s, application by application', () => {
  const more = { rabbit: { collect_statistics_interval: '1000' }, ra: { wal_max_size_bytes: '10' } }
  const text = nodeConfig({ ...plain, more })
  expect(text).toContain('{collect_statistics_interval, 1000}')
  expect(text).not.toContain('{collect_statistics_interval, 5000}')
  expect(text).toContain('{ra, [\n  {wal_max_size_bytes, 10}]}')
})

test('who may only look has the tag monitoring, and permissions that match no name', () => {
  expect(users.observer.tags).toBe('monitoring')
  const own = definitions.permissions.filter(({ user }) => user === 'observer')
  expect(new Set(own.flatMap(({ configure, write, read }) => [configure, write, read]))).toEqual(
    new Set(['^$']),
  )
  expect(own.map(({ vhost }) => vhost)).toEqual(definitions.vhosts.map(({ name }) => name))
})
