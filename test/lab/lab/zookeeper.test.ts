import { expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import { until } from '../../../lab/until.ts'
import { ZooKeeperClient } from '../../../lab/zookeeper/client.ts'
import { modeOf } from '../../../lab/zookeeper/four-letter.ts'
import { ZooKeeperError } from '../../../lab/zookeeper/wire.ts'

test('an ensemble of three voters and an observer serves, loses its leader and gets it back', async () => {
  await using zk = await lab.zookeeper({ voters: 3, observers: 1 })
  const modes = await Promise.all(zk.servers.map((server) => modeOf(server.endpoint)))
  expect(modes.slice(0, 3).toSorted((a = '', b = '') => a.localeCompare(b))).toEqual([
    'follower',
    'follower',
    'leader',
  ])
  expect(modes[3]).toBe('observer')
  expect(zk.url).toBe(`zookeeper://${zk.connect}`)

  await using client = await ZooKeeperClient.open(zk.server(4).endpoint)
  await client.create('/kept', 'before')
  expect(await zk.tool('zkCli', ['get', '/kept'])).toContain('before')

  const leader = (await zk.leader()) ?? expect.fail('nobody leads')
  await leader.kill()
  expect([leader.running, leader.pid]).toEqual([false, undefined])
  const next = await until('another leads', () => zk.leader(), { withinMs: 40_000 })
  expect(next.id).not.toBe(leader.id)

  await leader.start()
  expect(await zk.fourLetter(leader.id, 'srvr')).toContain('Mode: follower')
  await using again = await ZooKeeperClient.open(leader.endpoint)
  expect((await again.data('/kept')).toString()).toBe('before')
})

test('a paused member hangs and goes on when resumed', async () => {
  await using zk = await lab.zookeeper({ voters: 1 })
  const server = zk.server(1)
  expect(await modeOf(server.endpoint)).toBe('standalone')
  await server.pause()
  expect([server.running, server.paused]).toEqual([true, true])
  await expect(modeOf(server.endpoint)).rejects.toThrow('did not answer srvr')
  await server.resume()
  await until('it answers again', () => modeOf(server.endpoint))
  const monitor = await fetch(`${server.adminEndpoint}/commands/monitor`)
  expect(await monitor.json()).toMatchObject({ server_state: 'standalone' })
  expect(await server.logs()).toContain('binding to port')
})

test('what belongs to a digest user is closed to others', async () => {
  await using zk = await lab.zookeeper({ voters: 1, digest: { ann: 'secret' } })
  await using client = await ZooKeeperClient.open(zk.server(1).endpoint)
  await expect(client.data('/private/ann')).rejects.toThrow(ZooKeeperError)
  await client.authenticate('ann', 'secret')
  expect((await client.data('/private/ann')).toString()).toBe('of ann')
})
