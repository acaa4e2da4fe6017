import { expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import { Observing } from './observing.ts'

test('AdminServers alone tell who votes, where each stands in the broadcast, and who feeds the observer', async () => {
  const config = { '4lw.commands.whitelist': 'srvr' }
  await using ensemble = await lab.zookeeper({ voters: 3, observers: 1, config })
  const admin = ensemble.servers.map((server) => server.adminEndpoint.replace('http://', '')).join(',')
  const endpoints = ensemble.servers.map((server) => server.endpoint)
  // without a session of our own there's no /zookeeper/config either
  await using observing = await Observing.open(endpoints, { options: { admin, tree: 'off' } })
  const leader = await ensemble.leader()
  const { members, quorum } = observing.view('ensemble')
  expect(members.map(({ id, voter, zab }) => [id, voter, zab])).toEqual([
    ['1', true, 'broadcast'],
    ['2', true, 'broadcast'],
    ['3', true, 'broadcast'],
    ['4', false, 'broadcast'],
  ])
  expect(members.map(({ fedBy }) => fedBy?.member)).toEqual([
    undefined,
    undefined,
    undefined,
    String(leader?.id),
  ])
  expect(quorum).toMatchObject({ voters: 3, acknowledging: 3, margin: 1, is: 'ok' })
  expect(observing.view('config').servers.map(({ client }) => client)).toEqual(endpoints.slice(0, 3))
  const said = observing.session.capabilities().find(({ what }) => what.includes('atomic broadcast'))
  expect(said).toMatchObject({ state: 'observed', by: 'zabstate, by AdminServer' })
})
