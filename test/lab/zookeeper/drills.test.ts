import { expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import { until } from '../../../lab/until.ts'
import type { Ensemble } from '../../../lab/zookeeper/ensemble.ts'
import { ZooKeeperClient } from '../../../lab/zookeeper/client.ts'
import { Observing } from './observing.ts'

const endpointsOf = (ensemble: Ensemble) => ensemble.servers.map((server) => server.endpoint)

async function leaderOf(ensemble: Ensemble) {
  const leader = await ensemble.leader()
  if (leader === undefined) throw new Error('The ensemble has no leader')
  return leader
}

async function followersOf(ensemble: Ensemble) {
  const leader = await leaderOf(ensemble)
  return ensemble.servers.slice(0, 3).filter((server) => server !== leader)
}

test('a killed leader: a new one in a new epoch, and the old one back as a follower', async () => {
  await using ensemble = await lab.zookeeper({ voters: 3, observers: 1 })
  await using observing = (await Observing.open(endpointsOf(ensemble))).run(300)
  const before = observing.view('overview')
  const leader = await leaderOf(ensemble)
  expect(before.leader).toBe(String(leader.id))
  await leader.kill()
  const after = await until(
    'another leads',
    () => {
      const overview = observing.view('overview')
      return overview.leader !== null && overview.leader !== before.leader ? overview : undefined
    },
    { withinMs: 15_000 },
  )
  expect(after.epoch).toBe((before.epoch ?? 0) + 1)
  expect(observing.view('ensemble').members.find(({ id }) => id === before.leader)).toMatchObject({
    state: 'refused',
    inQuorum: false,
  })
  await until('it is told', () => observing.open.includes(`member-down member/${leader.id}`), {
    withinMs: 10_000,
  })
  await leader.restart()
  await until('nothing is open any more', () => observing.open.length === 0, { withinMs: 20_000 })
  expect(observing.view('ensemble').members.find(({ id }) => id === before.leader)).toMatchObject({
    mode: 'follower',
  })
  const leaders = observing.look.changes(['ensemble.leader'], 0).map(({ after: now }) => now)
  expect(leaders.at(-1)).toBe(after.leader)
})

test('a hung follower costs one deadline, is named, and comes back', async () => {
  await using ensemble = await lab.zookeeper({ voters: 3, observers: 1 })
  await using observing = await Observing.open(endpointsOf(ensemble))
  const [follower] = await followersOf(ensemble)
  const entity = `member/${follower?.id}`
  await follower?.pause()
  const first = await observing.sample()
  expect(first.tookMs).toBeLessThan(2500)
  expect(first.gaps).toMatchObject([{ entity, ask: 'srvr', code: 'timeout' }])
  for (let i = 0; i < 3; i++) expect((await observing.sample()).tookMs).toBeLessThan(500)
  const others = observing.view('ensemble').members.filter(({ id }) => id !== String(follower?.id))
  expect(others.every(({ state }) => state === 'serving')).toBe(true)
  expect(observing.view('overview').quorum).toMatchObject({ acknowledging: 2, margin: 0, is: 'no-margin' })
  const synced = async () => {
    await observing.sample()
    return observing.view('ensemble').syncedFollowers === 1
  }
  await until('the leader has dropped it too', synced, { withinMs: 12_000, everyMs: 300 })
  // what is claimed is held for a while before it is told
  const told = async () => {
    await observing.sample()
    return observing.open.length >= 2
  }
  await until('both are told', told, { withinMs: 12_000, everyMs: 300 })
  expect(observing.open).toEqual([`member-down ${entity}`, 'quorum-margin ensemble'])
  await follower?.resume()
  const back = async () => {
    await observing.sample()
    return observing.open.length === 0 && observing.view('ensemble').syncedFollowers === 2
  }
  await until('it is back', back, { withinMs: 15_000, everyMs: 300 })
})

test('two of three voters hang: no quorum, critical; and well again', async () => {
  await using ensemble = await lab.zookeeper({ voters: 3, observers: 1 })
  await using observing = (await Observing.open(endpointsOf(ensemble))).run(300)
  const leader = await leaderOf(ensemble)
  const others = await followersOf(ensemble)
  for (const server of others) await server.pause()
  await until('the quorum is lost', () => observing.open.includes('quorum-margin ensemble'), {
    withinMs: 10_000,
  })
  await until(
    'the last voter stops serving',
    () => observing.open.includes(`not-serving member/${leader.id}`),
    { withinMs: 20_000 },
  )
  await until('nobody leads', () => observing.open.includes('leaders ensemble'), { withinMs: 10_000 })
  const findings = observing.look.findings()
  const quorum = findings.find(({ rule }) => rule === 'zookeeper/quorum-margin')
  expect(quorum?.severity).toBe('critical')
  expect(
    findings
      .filter(({ rule }) => /leaders|not-serving/.test(rule))
      .every(({ explainedBy }) => explainedBy === quorum?.id),
  ).toBe(true)
  expect(observing.view('overview').quorum).toMatchObject({ is: 'no-quorum', acknowledging: 0 })
  for (const server of others) await server.resume()
  await until('nothing is open any more', () => observing.open.length === 0, { withinMs: 40_000 })
})

test('an owner without a connection is found before its session ends', async () => {
  await using ensemble = await lab.zookeeper({ voters: 3 })
  const client = await ZooKeeperClient.open(ensemble.server(1).endpoint, 8000)
  await client.create('/mine', '', { ephemeral: true })
  await using observing = (await Observing.open(endpointsOf(ensemble))).run(300)
  const session = observing.view('znode', { path: '/mine' }).owner?.id ?? ''
  client.session.abandon()
  await until('it is found', () => observing.open.includes(`session-without-connection session/${session}`), {
    withinMs: 7000,
  })
  expect(observing.look.moment.fact('znode/mine', 'znode.kind')).toBe('ephemeral')
  expect(observing.view('session', { id: session }).session).toMatchObject({
    state: 'no-connection',
    member: null,
  })
  await until('it is over', () => observing.open.length === 0, { withinMs: 15_000 })
  expect(observing.look.moment.fact('znode/mine', 'znode.kind')).toBeUndefined()
})

test('all voters lost: the samples go on and say so, then it is well again', async () => {
  await using ensemble = await lab.zookeeper({ voters: 3 })
  await using observing = (await Observing.open(endpointsOf(ensemble))).run(300)
  await Promise.all(ensemble.servers.map((server) => server.kill()))
  const lost = [
    'leaders ensemble',
    ...[1, 2, 3].map((id) => `member-down member/${id}`),
    'quorum-margin ensemble',
  ]
  await until('all of it is told', () => lost.every((one) => observing.open.includes(one)), {
    withinMs: 20_000,
  })
  const findings = observing.look.findings()
  const quorum = findings.find(({ rule }) => rule === 'zookeeper/quorum-margin')
  expect(quorum).toMatchObject({ severity: 'critical' })
  expect(quorum?.title).toContain('0 of 3 voters')
  expect(findings.find(({ rule }) => rule === 'zookeeper/leaders')?.explainedBy).toBe(quorum?.id)
  expect(observing.view('overview').quorum).toMatchObject({ is: 'no-quorum', acknowledging: 0, voters: 3 })
  expect(observing.view('overview').connections).toBeNull()
  expect(observing.view('ensemble').members.map(({ state, mode }) => [state, mode])).toEqual(
    [1, 2, 3].map(() => ['refused', null]),
  )
  await Promise.all(ensemble.servers.map((server) => server.restart()))
  await until('nothing is open any more', () => observing.open.length === 0, { withinMs: 40_000 })
})

test('a single server lost is critical, and its tree is followed again when it is back', async () => {
  await using ensemble = await lab.zookeeper({ voters: 1 })
  await using observing = (await Observing.open(endpointsOf(ensemble))).run(300)
  const server = ensemble.server(1)
  await server.kill()
  const lost = await until(
    'it is told',
    () => observing.look.findings().find(({ rule }) => rule === 'zookeeper/member-down'),
    { withinMs: 15_000 },
  )
  expect(lost).toMatchObject({ severity: 'critical' })
  expect(observing.view('overview').quorum).toMatchObject({ is: 'unknown', acknowledging: 0 })
  await server.restart()
  await until('it is well', () => observing.open.length === 0, { withinMs: 15_000 })
  await using client = await ZooKeeperClient.open(server.endpoint)
  await client.create('/after')
  await until(
    'its tree is followed',
    () => observing.look.moment.fact('znode/after', 'znode.kind') !== undefined,
    { withinMs: 10_000 },
  )
})
