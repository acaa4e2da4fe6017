import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { lab } from '../../lab/index.ts'
import { until } from '../../lab/until.ts'
import { labPassword } from '../../lab/redis/config.ts'
import type { RedisDeployment } from '../../lab/redis/deployment.ts'
import { redis } from '../../src/main/systems/redis/index.ts'
import type { Connection } from '../../src/main/systems/system.ts'
import type { Parameters } from '../../src/shared/api/experiments.ts'
import { foldLock } from '../../src/shared/systems/redis-lock.ts'
import { foldRedirects, type Round } from '../../src/shared/systems/redis-redirects.ts'
import { slotOf } from '../../src/shared/systems/redis-slots.ts'
import { Observing } from '../lab/redis/observing.ts'
import { oneRun } from './support/one-run.ts'
import { figures, Trying } from './support/trying.ts'

let cluster: RedisDeployment

beforeAll(async () => {
  cluster = await lab.redisCluster({ replicas: 1 })
})
afterAll(() => cluster[Symbol.asyncDispose]())

/** redis-cli is the witness: no key of ours anywhere, no slot open, all of them covered. */
afterEach(async () => {
  for (const node of cluster.nodes)
    expect(await cluster.cli(node, ['--scan', '--pattern', '*orrery.*'])).toBe('')
  const check = await cluster.cli(cluster.server(1), ['--cluster', 'check', cluster.server(1).endpoint])
  expect(check).toContain('All 16384 slots covered')
  expect(check).not.toMatch(/importing|migrating|\[ERR\]|\[WARNING\]/)
})

const isClean = { outcome: 'done', phase: 'ended', left: [], error: undefined }

interface Wish {
  readonly on?: RedisDeployment
  readonly endpoints?: readonly string[]
  readonly credentials?: NonNullable<Connection['credentials']>
  readonly options?: Connection['options']
  /** Its servers count as somebody's own. */
  readonly isForeign?: boolean
}

function connectionTo({ on = cluster, endpoints, credentials, options = {} }: Wish): Connection {
  return {
    targetId: 'lab',
    endpoints: endpoints ?? on.nodes.map(({ endpoint }) => endpoint),
    options,
    budget: { requestsPerSecond: 0, znodes: 0, bytes: 0 },
    ...(credentials === undefined ? {} : { credentials }),
  }
}

async function run(experiment: string, parameters: Parameters, wish: Wish = {}) {
  const { on = cluster, isForeign = false } = wish
  const servers = isForeign ? {} : { servers: on.servers }
  await using trying = await Trying.on({ system: redis, connection: connectionTo(wish), ...servers })
  return await trying.run(`redis/${experiment}`, parameters)
}

describe('MOVED and ASK', () => {
  const keys = 6
  const redirects = (client: string, more: Parameters = {}) =>
    run('redirects', { client, keys, everyMs: 0, ...more })
  const gotIn = (round: Round | undefined) => round?.single.map(({ got }) => got)
  const repeated = (...parts: readonly (readonly [number, string])[]) =>
    parts.flatMap(([count, got]) => Array.from({ length: count }, () => got))

  test('a client that follows none fails for what has moved, and then for all', async () => {
    const ran = await redirects('none')
    expect(ran.run).toMatchObject({ ...isClean, verdict: { answer: 'errors' } })
    const { half, after, rounds } = foldRedirects(ran.entries)
    expect(gotIn(half)).toEqual(repeated([3, 'ASK'], [3, 'value']))
    expect(gotIn(after)).toEqual(repeated([keys, 'MOVED']))
    expect(gotIn(rounds.at(-1))).toEqual(repeated([keys, 'MOVED']))
    expect(figures(ran.run)).toMatchObject({ nulls: 0, values: 3, sent: keys })
  })

  test('a client that follows MOVED fails for what has moved, until the slot is assigned', async () => {
    const ran = await redirects('moved')
    expect(ran.run).toMatchObject({ ...isClean, verdict: { answer: 'errors' } })
    const { half, after, met } = foldRedirects(ran.entries)
    expect(gotIn(half)).toEqual(repeated([3, 'ASK'], [3, 'value']))
    expect(gotIn(after)).toEqual(repeated([keys, 'value']))
    // one is enough: it remembers
    expect(met.MOVED).toBe(1)
  })

  test('a client that takes ASK for MOVED gets null for what has not moved', async () => {
    const ran = await redirects('sticky')
    expect(ran.run).toMatchObject({ ...isClean, verdict: { answer: 'nulls' } })
    const { half, after, failed } = foldRedirects(ran.entries)
    expect(gotIn(half)).toEqual(repeated([3, 'value'], [3, 'null']))
    expect([gotIn(after), failed]).toEqual([repeated([keys, 'value']), 0])
  })

  test('a client that follows both, ASK for one command, reads everything always', async () => {
    const ran = await redirects('both')
    expect(ran.run).toMatchObject({ ...isClean, verdict: { answer: 'all' } })
    expect(figures(ran.run)).toMatchObject({ nulls: 0, failed: 0, values: keys })
    // three of six go two ways, with an ASKING
    expect(figures(ran.run)).toMatchObject({ sent: 3 + 3 * 3, moved: 1 })
  })

  test('a command on several keys meets TRYAGAIN while some are here and some there', async () => {
    const { rounds } = foldRedirects((await redirects('both')).entries)
    const moving = rounds.filter(({ phase }) => phase === 'moving')
    expect(moving.map(({ all }) => all.got)).toEqual(repeated([keys - 1, 'TRYAGAIN']))
    const others = rounds.filter(({ phase }) => phase !== 'moving')
    expect(others.map(({ all }) => all.got)).toEqual(repeated([others.length, 'value']))
  })

  test('a move that stops halfway is taken back, and no epoch has risen', async () => {
    const epoch = () => cluster.cli(cluster.server(1), ['cluster', 'info'])
    const current = async () => /cluster_current_epoch:(\d+)/.exec(await epoch())?.[1]
    const before = await current()
    await using observing = (await Observing.open([cluster.server(1).endpoint])).run(200)
    const ran = await redirects('both', { ends: 'half', everyMs: 200 })
    expect(ran.run).toMatchObject(isClean)
    expect(foldRedirects(ran.entries).after).toBeUndefined()
    expect(await current()).toBe(before)
    // as Orrery's own pages had it: a slot on the move, and afterwards none, nor anything left of it
    await until('the slot is closed', () => observing.view('slots').moving.length === 0)
    const wasOpen = observing.look.changes(['node.open_slots'], 0).filter(({ after }) => Array.isArray(after))
    expect(wasOpen.length).toBeGreaterThan(0)
    expect(observing.open.filter((one) => /slot-stuck|shadow-keys|slots-/.test(one))).toEqual([])
  })

  test('the slot goes home: its owner is who it was', async () => {
    const ran = await redirects('both')
    const { slot } = foldRedirects(ran.entries)
    const home = cluster.nodes.find(({ endpoint }) => endpoint === slot?.home)
    if (home === undefined || slot === undefined) return expect.fail('no slot was chosen')
    expect(slotOf(slot.keys[0] ?? '')).toBe(slot.slot)
    // a key of that slot is taken there, not redirected
    expect(await cluster.cli(home, ['get', slot.keys[0] ?? ''])).toBe('\n')
  })
})

describe('the lock', () => {
  const short = { ttlMs: 500, pauseMs: 1500 }
  const lock = (recipe: string, more: Parameters = {}, wish: Wish = {}) =>
    run('lock', { recipe, ...short, ...more }, wish)

  test('SETNX and EXPIRE apart: who dies in between leaves it for ever', async () => {
    const ran = await lock('apart')
    expect(ran.run).toMatchObject({ ...isClean, verdict: { answer: 'never' } })
    const { owners, seen, gaveUp } = foldLock(ran.entries)
    expect(owners.map(({ client }) => client)).toEqual(['a'])
    expect(gaveUp?.tries).toBeGreaterThan(10)
    const last = seen.at(-1)
    expect([last?.owner, last?.ttlMs]).toEqual(['a', null])
    expect(figures(ran.run)['no-ttl']).toBeGreaterThan(3)
  })

  test('SET NX PX: it goes when its time is over', async () => {
    const ran = await lock('together')
    expect(ran.run).toMatchObject({ ...isClean, verdict: { answer: 'well' } })
    const { owners, stored, ownersAtOnce } = foldLock(ran.entries)
    expect(owners.map(({ client, data }) => [client, data.token])).toEqual([
      ['a', 1],
      ['b', 2],
    ])
    expect([stored?.value, ownersAtOnce]).toEqual(['b', 1])
    const [a, b] = owners
    const tookMs = (b?.data.at ?? NaN) - (a?.data.at ?? NaN)
    expect(tookMs).toBeGreaterThan(short.ttlMs - 50)
    expect(tookMs).toBeLessThan(short.ttlMs + 1500)
    expect(figures(ran.run)['no-ttl']).toBe(0)
  })

  test('a pause longer than the lock lives: two owners, and the first overwrites', async () => {
    const ran = await lock('paused')
    expect(ran.run).toMatchObject({ ...isClean, verdict: { answer: 'overwritten' } })
    const { writes, stored, ownersAtOnce, releases } = foldLock(ran.entries)
    expect(writes.map(({ client, accepted }) => [client, accepted])).toEqual([
      ['b', true],
      ['a', true],
    ])
    expect([stored?.value, stored?.token, ownersAtOnce]).toEqual(['a', 1, 2])
    // it deletes only what is its own
    expect(releases.find(({ client }) => client === 'a')?.deleted).toBe(false)
  })

  test('the same with a fencing token: the late write is refused', async () => {
    const ran = await lock('fenced')
    expect(ran.run).toMatchObject({ ...isClean, verdict: { answer: 'refused' } })
    const { stored, ownersAtOnce } = foldLock(ran.entries)
    expect([stored?.value, stored?.token, ownersAtOnce]).toEqual(['b', 2, 2])
    expect(figures(ran.run)).toMatchObject({ 'late-taken': 0, 'late-refused': 1, 'not-own': 1 })
  })

  test('a pause shorter than the lock lives harms nobody', async () => {
    const ran = await lock('paused', { ttlMs: 1500, pauseMs: 100 })
    expect(ran.run).toMatchObject({ ...isClean, verdict: { answer: 'well' } })
    const { writes, ownersAtOnce } = foldLock(ran.entries)
    expect([writes.map(({ client }) => client), ownersAtOnce]).toEqual([['a', 'b'], 1])
  })

  test('stopped while its owner stands still: the thread is ended, and nothing stays', async () => {
    const ran = await oneRun({
      ...{ system: redis, experiment: 'redis/lock', connection: connectionTo({}) },
      parameters: { recipe: 'paused', ttlMs: 20_000, pauseMs: 30_000 },
      stopWhen: ({ step }) => step === 3,
    })
    expect(ran.run).toMatchObject({ outcome: 'cancelled', phase: 'ended', left: [], error: undefined })
    expect((ran.run.ended ?? Infinity) - ran.run.began).toBeLessThan(15_000)
  })

  test('under sentinels, found through any of them', async () => {
    await using group = await lab.redisSentinel()
    const endpoints = group.sentinels.map(({ endpoint }) => endpoint)
    const ran = await lock('fenced', {}, { on: group, endpoints, isForeign: true })
    expect(ran.run).toMatchObject({ ...isClean, verdict: { answer: 'refused' } })
    expect(await group.cli(group.server(1), ['--scan'])).toBe('')
  })
})

test('behind TLS and users, on Valkey, a slot moves all the same', async () => {
  await using secured = await lab.redisCluster({ make: 'valkey', replicas: 0, acl: true, tls: true })
  const credentials = { username: 'default', password: labPassword }
  const options = { tls: 'on', ca: secured.certificates?.ca ?? '' }
  const wish = { on: secured, credentials, options }
  const ran = await run('redirects', { client: 'both', keys: 4, everyMs: 0 }, wish)
  expect(ran.run).toMatchObject({ ...isClean, verdict: { answer: 'all' } })
  expect(foldRedirects(ran.entries).tryAgain).toBe(3)
  for (const node of secured.nodes)
    expect(await secured.cli(node, ['--scan', '--pattern', '*orrery.*'])).toBe('')
})

describe('refused, with what would allow it', () => {
  const refusal = async (experiment: string, wish: Wish) => {
    const ran = await run(experiment, {}, wish)
    expect(ran.run).toMatchObject({ outcome: 'refused', left: [] })
    expect(ran.entries.filter(({ kind }) => kind === 'resource')).toEqual([])
    return ran.run.checks.filter(({ is }) => is === 'refused')
  }

  test('where the target may only be observed', async () => {
    await using trying = await Trying.on({
      ...{ system: redis, connection: connectionTo({}), servers: cluster.servers },
      permission: 'observe',
    })
    for (const experiment of ['redis/redirects', 'redis/lock']) {
      const { run: ran, entries } = await trying.run(experiment, {})
      expect(ran).toMatchObject({ outcome: 'refused', left: [] })
      expect(ran.checks.find(({ is }) => is === 'refused')?.id).toBe('permission')
      expect(entries.filter(({ kind }) => kind === 'resource')).toEqual([])
    }
  })

  test('no slot of servers that this Orrery did not start is moved', async () => {
    const checks = await refusal('redirects', { isForeign: true })
    expect(checks.map(({ id }) => id)).toEqual(['faults', 'servers'])
    expect(checks.at(-1)?.says).toContain('configuration epochs rise and stay so')
  })

  test('a user who may only look is told the grants; with them it runs', async () => {
    await using one = await lab.redis({ acl: true })
    const observer = { username: 'observer', password: 'lens' }
    const wish = { on: one, isForeign: true, credentials: observer }
    const listing = await refusal('lock', wish)
    expect(listing[0]).toMatchObject({ id: 'listing', fix: 'ACL SETUSER <user> +dbsize' })
    await one.cli(one.server(1), ['acl', 'setuser', 'observer', '+dbsize', '+scan', '+multi', '+discard'])
    await one.cli(one.server(1), ['acl', 'setuser', 'observer', 'resetkeys'])
    const granted: string[] = []
    // of keys the server speaks only to who may run the command
    for (let times = 0; times < 2; times++) {
      const [grants] = await refusal('lock', wish)
      expect(grants).toMatchObject({ id: 'grants' })
      const rules = grants?.fix?.replace('ACL SETUSER observer ', '').split(' ') ?? []
      expect(await one.cli(one.server(1), ['acl', 'setuser', 'observer', ...rules])).toBe('OK\n')
      granted.push(...rules)
    }
    expect(granted).toEqual(expect.arrayContaining(['+setnx', '+eval', '~{orrery.x.*']))
    const ran = await run('lock', { recipe: 'fenced', ttlMs: 500, pauseMs: 1500 }, wish)
    expect(ran.run).toMatchObject({ ...isClean, verdict: { answer: 'refused' } })
  })

  test('slots are a cluster’s', async () => {
    await using one = await lab.redis()
    const [check] = await refusal('redirects', { on: one })
    expect(check).toMatchObject({ id: 'cluster', says: 'These servers are no cluster: they know no slots' })
  })
})
