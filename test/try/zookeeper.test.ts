import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { lab } from '../../lab/index.ts'
import type { Ensemble } from '../../lab/zookeeper/ensemble.ts'
import { ZooKeeperClient } from '../../lab/zookeeper/client.ts'
import type { Parameters } from '../../src/shared/api/experiments.ts'
import { expectedNotifications, foldLocks, lockPlan } from '../../src/shared/systems/zookeeper-locks.ts'
import { foldWatches, type WatchVariant } from '../../src/shared/systems/zookeeper-watches.ts'
import type { Connection } from '../../src/main/systems/system.ts'
import { zookeeper } from '../../src/main/systems/zookeeper/index.ts'
import { oneRun, type Ran, type OneRun } from './support/one-run.ts'

let ensemble: Ensemble

beforeAll(async () => {
  ensemble = await lab.zookeeper({ voters: 3, digest: { ann: 'secret' } })
  await ensemble.tool('zkCli', ['create', '/readonly', 'kept', 'world:anyone:r'])
})
afterAll(() => ensemble[Symbol.asyncDispose]())

/** The lab's own client, which passes every ACL, and the server's list of ephemerals, are the witnesses. */
afterEach(async () => {
  await using witness = await ZooKeeperClient.open(ensemble.server(2).endpoint)
  await witness.authenticate(ensemble.superUser.user, ensemble.superUser.password)
  for (const parent of ['/', '/private/ann', '/readonly'])
    expect((await witness.children(parent)).filter((name) => name.startsWith('orrery.'))).toEqual([])
  expect(await ensemble.fourLetter(1, 'dump')).not.toContain('orrery.x')
})

interface Wish {
  /** All of the ensemble unless told. */
  readonly endpoints?: readonly string[]
  readonly chroot?: string
  readonly credentials?: Connection['credentials']
  readonly stopWhen?: NonNullable<OneRun['stopWhen']>
}

function run(
  experiment: string,
  parameters: Parameters,
  { endpoints, chroot, credentials, stopWhen }: Wish = {},
): Promise<Ran> {
  const connection: Connection = {
    targetId: 'lab',
    endpoints: endpoints ?? ensemble.servers.map(({ endpoint }) => endpoint),
    options: chroot === undefined ? {} : { chroot },
    budget: { requestsPerSecond: 0, znodes: 0, bytes: 0 },
    ...(credentials === undefined ? {} : { credentials }),
  }
  const cancel = stopWhen === undefined ? {} : { stopWhen }
  return oneRun({
    system: zookeeper,
    experiment: `zookeeper/${experiment}`,
    connection,
    parameters,
    ...cancel,
  })
}

function figure({ run: { verdict } }: Ran, id: string): number | null | undefined {
  return verdict?.figures.find((one) => one.id === id)?.value
}

const isClean = { outcome: 'done', phase: 'ended', left: [], error: undefined }

describe('watches', () => {
  const watch = (variant: WatchVariant) => run('watches', { variant, writes: 20, everyMs: 30, workMs: 75 })

  /** What the writer read in the end, against what the reader believes. */
  const knowsTheEnd = ({ entries }: Ran) => {
    const { reads } = foldWatches(entries)
    const stands = entries.find(({ what }) => what === 'stands')?.data as { states: Record<string, number> }
    const believed = new Map(reads.map(({ znode, state }) => [znode, state]))
    return Object.entries(stands.states).every(([znode, state]) => believed.get(znode) === state)
  }

  test('one that is not set again tells once, and the reader believes what is no longer so', async () => {
    const ran = await watch('once')
    expect(ran.run).toMatchObject({ ...isClean, verdict: { answer: 'one' } })
    expect([figure(ran, 'notifications'), figure(ran, 'reads')]).toEqual([1, 2])
    expect(figure(ran, 'behind')).toBeGreaterThan(0)
    expect(knowsTheEnd(ran)).toBe(false)
  })

  test.each(['one-shot', 'child'] as const)(
    '%s tells the first change after each read, and no other',
    async (variant) => {
      const ran = await watch(variant)
      expect(ran.run).toMatchObject({ ...isClean, verdict: { answer: 'fewer' } })
      const { changes, reads, notifications } = foldWatches(ran.entries)
      const told = changes.filter(({ toldAt }) => toldAt !== undefined).map(({ change }) => change)
      expect(told).toEqual(reads.slice(0, -1).map(({ state }) => state + 1))
      expect(figure(ran, 'notifications')).toBe(notifications.length)
      // one of three, or of more where the machine is slow
      expect(notifications.length).toBeGreaterThanOrEqual(2)
      expect(figure(ran, 'unseen')).toBeGreaterThan(0)
      expect([figure(ran, 'behind'), knowsTheEnd(ran)]).toEqual([0, true])
    },
  )

  test.each(['persistent', 'recursive'] as const)('%s tells every change, in order', async (variant) => {
    const ran = await watch(variant)
    expect(ran.run).toMatchObject({ ...isClean, verdict: { answer: 'all' } })
    const { changes, notifications } = foldWatches(ran.entries)
    const toldAt = changes.map((change) => change.toldAt ?? NaN)
    expect(toldAt).toEqual(notifications.map(({ at }) => at))
    expect([figure(ran, 'notifications'), figure(ran, 'reads')]).toEqual([20, 21])
    expect(figure(ran, 'unseen')).toBeGreaterThan(0)
    expect([figure(ran, 'behind'), knowsTheEnd(ran)]).toEqual([0, true])
  })

  test('below a chroot that only a user of the digest scheme may write', async () => {
    const wish = { chroot: '/private/ann', credentials: { username: 'ann', password: 'secret' } }
    const ran = await run('watches', { writes: 3, everyMs: 0, workMs: 0 }, wish)
    expect(ran.run).toMatchObject(isClean)
    expect(figure(ran, 'behind')).toBe(0)
  })
})

describe('locks', () => {
  const contenders = 5
  const sessionTimeoutMs = 2000
  /** memberConfig of the lab. */
  const tickMs = 1000
  const lock = (variant: string, crash: string) =>
    run('locks', { variant, crash, contenders, sessionTimeoutMs, holdMs: 100 })

  test.each([
    ['herd', 'owner', 'all'],
    ['herd', 'waiting', 'all'],
    ['queue', 'owner', 'one'],
    ['queue', 'waiting', 'one'],
  ])('%s, and one that is %s dies: as many notifications as theory has', async (variant, crash, answer) => {
    const ran = await lock(variant, crash)
    expect(ran.run).toMatchObject({ ...isClean, verdict: { answer } })
    const { owners, ownersAtOnce, tokensRise, notifications } = foldLocks(ran.entries)
    expect([ownersAtOnce, tokensRise]).toEqual([1, true])
    expect(owners.length).toBe(crash === 'owner' ? contenders : contenders - 1)
    expect(notifications).toBe(expectedNotifications(lockPlan(ran.run.parameters)))
    const order = ['c1', 'c2', 'c3', 'c4', 'c5'].filter((each) => crash === 'owner' || each !== 'c4')
    if (variant === 'queue') expect(owners).toEqual(order)
    else expect(owners.toSorted((a, b) => a.localeCompare(b))).toHaveLength(order.length)
    const gap = figure(ran, 'crash-gap')
    if (crash === 'waiting') return expect(gap).toBeNull()
    expect(gap).toBeGreaterThan((sessionTimeoutMs * 2) / 3)
    // commit and thread of a busy machine beside the ticks
    expect(gap).toBeLessThan(sessionTimeoutMs + 1.5 * tickMs + 1000)
  })

  test('the onlooker never saw more than one znode of the herd’s lock', async () => {
    const ran = await lock('herd', 'none')
    const seats = ran.entries
      .filter(({ what, kind }) => what === 'seats' && kind === 'client')
      .map(({ data }) => (data as { seats: readonly string[] }).seats.length)
    expect(seats.length).toBeGreaterThan(1)
    expect(Math.max(...seats)).toBe(1)
  })

  test('stopped while others wait: the clients leave, and nothing stays', async () => {
    const stopWhen: NonNullable<Wish['stopWhen']> = ({ step }) => step === 2
    const ran = await run('locks', { variant: 'queue', contenders: 4 }, { stopWhen })
    expect(ran.run).toMatchObject({ outcome: 'cancelled', phase: 'ended', left: [] })
    expect(foldLocks(ran.entries).owners).toContain('c1')
    expect(ran.run.verdict?.answer).toBeUndefined()
  })
})

describe('refused, with the grant that would allow it', () => {
  const refusal = async (wish: Wish) => {
    const ran = await run('locks', {}, wish)
    expect(ran.run).toMatchObject({ outcome: 'refused', left: [] })
    expect(ran.entries.filter(({ kind }) => kind === 'resource')).toEqual([])
    return ran.run.checks.find(({ id }) => id === 'acl')
  }

  test('by an ACL that only lets us read', async () => {
    expect(await refusal({ chroot: '/readonly' })).toMatchObject({
      is: 'refused',
      says: 'Its ACL: world:anyone:r. That gives us no CREATE, DELETE',
      fix: expect.stringContaining('adds world:anyone:rcd to its ACL') as string,
    })
  })

  test.each([undefined, { username: 'ann', password: 'wrong' }])(
    'by an ACL of somebody else, to %o',
    async (credentials) => {
      const check = await refusal({
        chroot: '/private/ann',
        ...(credentials === undefined ? {} : { credentials }),
      })
      expect(check).toMatchObject({
        is: 'refused',
        says: 'The ACL of /private/ann doesn’t even let us read it',
      })
      expect(check?.fix).toContain(
        credentials === undefined ? 'world:anyone:rcd' : 'digest:ann:<its digest>:rcd',
      )
    },
  )

  test('by a chroot that doesn’t exist', async () => {
    expect(await refusal({ chroot: '/Readonly' })).toMatchObject({
      is: 'refused',
      says: '/Readonly doesn’t exist',
    })
  })

  test('not to the superuser, whom no ACL holds up', async () => {
    const { user: username, password } = ensemble.superUser
    const wish = { chroot: '/readonly', credentials: { username, password } }
    expect((await run('watches', { writes: 2, everyMs: 0, workMs: 0 }, wish)).run).toMatchObject(isClean)
  })
})

test('without a quorum there is no session: that is said, and nothing is tried', async () => {
  for (const id of [2, 3]) await ensemble.server(id).kill()
  try {
    const ran = await run('watches', {})
    expect(ran.run).toMatchObject({ outcome: 'refused', left: [] })
    expect(ran.run.checks.filter(({ is }) => is === 'refused').map(({ id }) => id)).toContain('session')
  } finally {
    for (const id of [2, 3]) await ensemble.server(id).start()
  }
})

test('before 3.6 there is no addWatch: that variant is refused for it, the others run', async () => {
  await using old = await lab.zookeeper({ voters: 1, version: '3.5' })
  const on = (experiment: string, parameters: Parameters) =>
    run(experiment, parameters, { endpoints: [old.server(1).endpoint] })
  const refused = await on('watches', { variant: 'persistent' })
  expect(refused.run).toMatchObject({ outcome: 'refused', left: [] })
  expect(refused.run.checks.at(-1)).toMatchObject({
    id: 'add-watch',
    says: 'This ZooKeeper doesn’t know addWatch: it is older than 3.6',
    fix: expect.stringContaining('one-shot') as string,
  })
  expect((await on('watches', { variant: 'one-shot' })).run).toMatchObject({
    ...isClean,
    verdict: { answer: 'fewer' },
  })
  const queue = await on('locks', { variant: 'queue', contenders: 4, holdMs: 50, crash: 'none' })
  expect(queue.run).toMatchObject({ ...isClean, verdict: { answer: 'one' } })
  await using witness = await ZooKeeperClient.open(old.server(1).endpoint)
  expect(await witness.children('/')).toEqual(['zookeeper'])
})
