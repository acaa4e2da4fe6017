import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import type { Ensemble } from '../../../lab/zookeeper/ensemble.ts'
import { ZooKeeperClient } from '../../../lab/zookeeper/client.ts'
import { zookeeper } from '../../../src/main/systems/zookeeper/index.ts'
import { connectionTo, Observing, signal, tryConnect } from './observing.ts'

let ensemble: Ensemble
let endpoint: string

beforeAll(async () => {
  ensemble = await lab.zookeeper({ digest: { ann: 'secret' } })
  endpoint = ensemble.server(1).endpoint
  await using client = await ZooKeeperClient.open(endpoint)
  await client.create('/app', 'root of an application')
  await client.create('/app/ümlaut-日本', 'zwölf')
  await client.ensure('/elsewhere')
})
afterAll(() => ensemble[Symbol.asyncDispose]())

test('every step is told, in order', async () => {
  const { steps, error } = await tryConnect(connectionTo([endpoint]))
  expect(error).toBeUndefined()
  expect(steps.map(({ id, state }) => [id, state])).toEqual([
    ['name', 'ok'],
    ['tcp', 'ok'],
    ['versions', 'ok'],
    ['auth', 'skipped'],
    ['read', 'ok'],
  ])
  expect(steps[2]?.says).toBe('ZooKeeper 3.9.5: standalone')
})

test('a single server is a member that leads, with nothing to lose', async () => {
  await using observing = await Observing.open([endpoint])
  expect(observing.view('overview')).toMatchObject({
    members: 1,
    leader: endpoint,
    quorum: { is: 'ok', voters: 1 },
  })
  expect(observing.open).toEqual([])
  expect(zookeeper.summary?.(observing.look)).toBe('ZooKeeper 3.9.5 · 1 server')
})

describe('a wrong address has its own words', () => {
  test('a closed port', async () => {
    const { steps, error } = await tryConnect(connectionTo(['127.0.0.1:1']))
    expect(error).toMatchObject({ code: 'refused', message: 'Nothing listens on 127.0.0.1:1' })
    expect(steps.at(-1)).toMatchObject({ id: 'tcp', state: 'failed' })
  })

  test('a name that doesn’t resolve', async () => {
    const { steps, error } = await tryConnect(connectionTo(['nowhere.invalid:2181']))
    expect(error).toMatchObject({ code: 'name', fix: expect.stringContaining('Correct the name') as string })
    expect(steps.at(-1)).toMatchObject({ id: 'name', state: 'failed' })
  })

  test('a port that speaks something else', async () => {
    await using babbler = await lab.babbler('HTTP/1.1 400 Bad Request\r\n\r\n')
    const { steps, error } = await tryConnect(connectionTo([babbler.endpoint]))
    expect(error).toMatchObject({ code: 'protocol' })
    expect(error?.message).toBe(
      `${babbler.endpoint} doesn’t speak ZooKeeper: it answered “HTTP/1.1 400 Bad Request”`,
    )
    expect(steps.at(-1)).toMatchObject({ id: 'versions', state: 'failed' })
  })

  test('a port that says nothing', async () => {
    await using silent = await lab.silent()
    const { error } = await tryConnect(connectionTo([silent.endpoint]))
    expect(error).toMatchObject({ code: 'timeout', fix: expect.stringContaining('says nothing') as string })
  })

  test('one of several is enough', async () => {
    const { steps, error } = await tryConnect(connectionTo(['127.0.0.1:1', endpoint]))
    expect(error).toBeUndefined()
    expect(steps[1]?.says).toMatch(/^1 of 2 endpoints accept connections/)
  })
})

describe('the probe of local servers', () => {
  test('knows ZooKeeper from others', async () => {
    await using babbler = await lab.babbler('-ERR unknown command\r\n')
    expect(await zookeeper.probe(endpoint, signal)).toBe(true)
    expect(await zookeeper.probe(babbler.endpoint, signal)).toBe(false)
    expect(await zookeeper.probe('127.0.0.1:1', signal)).toBe(false)
  })
})

describe('a chroot', () => {
  test('is all that is read, with absolute paths', async () => {
    await using observing = await Observing.open([endpoint], { options: { chroot: '/app' } })
    const tree = observing.view('tree', {})
    expect([tree.root, tree.path]).toEqual(['/app', ['/app', '/app/ümlaut-日本']])
    expect(observing.view('znode', { path: '/app/ümlaut-日本' }).data.text).toBe('zwölf')
    expect(() => observing.view('znode', { path: '/elsewhere' })).toThrow(
      /did not exist then, or was not read/,
    )
  })

  test('that doesn’t exist is told, and the members are observed all the same', async () => {
    const connection = connectionTo([endpoint], { options: { chroot: '/App' } })
    const { steps, error } = await tryConnect(connection)
    expect(error).toBeUndefined()
    expect(steps.at(-1)).toMatchObject({ id: 'read', state: 'failed', error: { code: 'not-found' } })
    await using observing = await Observing.open([endpoint], { options: { chroot: '/App' } })
    expect(observing.samples[0]?.gaps).toMatchObject([{ ask: 'tree', code: 'not-found' }])
    expect(observing.view('overview').znodes).toBeGreaterThan(5)
  })
})

describe('digest', () => {
  const ann = { username: 'ann', password: 'secret' }
  const treeOf = (observing: Observing) =>
    observing.session.capabilities().find(({ what }) => what.startsWith('The tree'))

  test('opens what the ACL keeps for it', async () => {
    await using observing = await Observing.open([endpoint], { credentials: ann })
    expect(observing.view('znode', { path: '/private/ann' }).data.looks).not.toBe('unknown')
    expect(treeOf(observing)).toMatchObject({ state: 'observed' })
  })

  test.each([undefined, { username: 'ann', password: 'wrong' }])(
    '%o sees that something is kept, and no more',
    async (credentials) => {
      await using observing = await Observing.open(
        [endpoint],
        credentials === undefined ? {} : { credentials },
      )
      const { kind, stat, data } = observing.view('znode', { path: '/private/ann' })
      expect([kind, stat, data.base64, data.looks]).toEqual(['unreadable', null, null, 'unknown'])
      expect(treeOf(observing)).toMatchObject({
        state: 'partly',
        why: expect.stringContaining('ACL') as string,
      })
    },
  )
})

describe('the budget', () => {
  test('of znodes makes the tree partial, and says so', async () => {
    await using observing = await Observing.open([endpoint], {
      budget: { requestsPerSecond: 0, znodes: 4, bytes: 0 },
    })
    const { tree } = observing.view('overview')
    expect(tree).toMatchObject({
      read: 4,
      how: 'partly',
      why: 'Only 4 znodes are read: the budget allows no more',
    })
  })

  test('of bytes leaves data out, not znodes', async () => {
    await using observing = await Observing.open([endpoint], {
      budget: { requestsPerSecond: 0, znodes: 0, bytes: 8 },
    })
    const { tree } = observing.view('overview')
    expect(tree.why).toMatch(/budget allows 8 bytes/)
    expect(observing.view('znode', { path: '/app' })).toMatchObject({
      data: { looks: 'unknown', cut: true },
      stat: { dataLength: 22 },
    })
  })

  test('of one znode’s data cuts it, and says so', async () => {
    await using observing = await Observing.open([endpoint], { options: { data: '4' } })
    expect(observing.view('znode', { path: '/app' }).data).toMatchObject({
      text: 'root',
      keptBytes: 4,
      cut: true,
    })
  })

  test('of changes lets the tree lag, not the cluster suffer', async () => {
    await using observing = await Observing.open([endpoint], {
      budget: { requestsPerSecond: 5, znodes: 0, bytes: 0 },
    })
    await using client = await ZooKeeperClient.open(endpoint)
    await client.ensure('/flood')
    await Promise.all(Array.from({ length: 60 }, (_, i) => client.create(`/flood/${i}`)))
    await observing.sample()
    expect(observing.look.moment.value('ensemble', 'ensemble.tree_waiting')).toBeGreaterThan(20)
    expect(observing.session.capabilities().find(({ what }) => what.startsWith('The tree'))?.why).toMatch(
      /faster than the 5 a second/,
    )
  })

  test('tree=off opens no session at all', async () => {
    await using observing = await Observing.open([endpoint], { options: { tree: 'off' } })
    const { tree, znodes } = observing.view('overview')
    expect(tree).toMatchObject({ how: 'off', read: null })
    expect(znodes).toBeGreaterThan(5)
    expect(observing.view('sessions').own).not.toContain(true)
  })
})
