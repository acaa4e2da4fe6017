import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { zookeeperViews } from '../../../../../src/main/systems/zookeeper/views/index.ts'
import { replayed, type Replayed } from './replayed.ts'

let healthy: Replayed
let lost: Replayed

beforeAll(async () => {
  healthy = await replayed('healthy')
  lost = await replayed('owner-lost')
})

afterAll(async () => {
  await healthy[Symbol.asyncDispose]()
  await lost[Symbol.asyncDispose]()
})

describe('the tree', () => {
  test('begins folded, and unfolds where it is opened', () => {
    const folded = healthy.view('tree', {})
    expect(folded.path).toEqual(['/', '/config', '/locks', '/services', '/zookeeper'])
    expect([folded.total, folded.depth, folded.open]).toEqual([
      5,
      [0, 1, 1, 1, 1],
      [true, false, false, false, false],
    ])
    const open = healthy.view('tree', { open: ['/services', '/services/orders'] })
    expect(open.name.filter((_, i) => open.depth[i] === 2)).toEqual(['orders', 'payments', 'search'])
    expect(open.name.filter((_, i) => open.depth[i] === 3)).toHaveLength(3)
  })

  test('gives the rows that are asked for, and counts all', () => {
    const args = { open: ['/config'] }
    const all = healthy.view('tree', args)
    const part = healthy.view('tree', { ...args, offset: 7, limit: 5 })
    expect(part.total).toBe(all.total)
    expect(part.path).toEqual(all.path.slice(7, 12))
    expect(all.total).toBe(25)
  })

  test('tells kind, size, owner and its client', () => {
    const tree = healthy.view('tree', { open: ['/services', '/services/orders'] })
    const at = tree.path.findIndex((path) => path.startsWith('/services/orders/instance-'))
    const owner = tree.owner[at] ?? ''
    expect([tree.kind[at], tree.sequential[at], tree.children[at]]).toEqual(['ephemeral', true, 0])
    expect(tree.bytes[at]).toBeGreaterThan(20)
    expect(owner).toMatch(/^0x[0-9a-f]+$/)
    expect(tree.ownerClient[at]).toMatch(/^127\.0\.0\.1:\d+$/)
    const lit = healthy.view('tree', { open: ['/services', '/services/orders'], session: owner })
    expect(lit.path.filter((_, i) => lit.lit[i])).toEqual([tree.path[at]])
  })

  test('is as it was at any moment', () => {
    const owned = (second: number) =>
      lost.view('tree', { open: ['/owners'] }, second).path.filter((path) => path.startsWith('/owners/'))
    expect(owned(2)).toEqual(['/owners/a', '/owners/b'])
    expect(owned(lost.judged.at(-1)?.second ?? 0)).toEqual([])
  })

  test('live, moves on with every sample', () => {
    expect(lost.view('tree', { open: ['/owners'] }).path).toEqual(
      lost.view('tree', { open: ['/owners'] }, 1e6).path,
    )
  })
})

describe('search', () => {
  test('finds by a part of the path, in any case', () => {
    const { path, total } = healthy.view('search', { text: 'ORDERS/inst', limit: 2 })
    expect([path.length, total]).toEqual([2, 3])
    expect(healthy.view('search', { text: '.*' }).total).toBe(0)
    expect(healthy.view('search', { text: '' }).total).toBe(0)
  })

  test('finds what a session owns', () => {
    const tree = healthy.view('tree', { open: ['/services', '/services/search'] })
    const owner = tree.owner.find((one) => one !== null) ?? ''
    expect(healthy.view('search', { text: owner }).path).toEqual(
      tree.path.filter((_, i) => tree.owner[i] === owner),
    )
  })
})

describe('a znode', () => {
  test('has stat, data and a place in its queue', () => {
    const { path } = healthy.view('tree', { open: ['/locks', '/locks/nightly-report'] })
    const waiting = path.filter((one) => one.includes('/waiting-'))
    const second = healthy.view('znode', { path: waiting[1] ?? '' })
    expect(second.queue).toEqual({
      place: 2,
      of: waiting.length,
      first: waiting[0]?.split('/').at(-1),
      ahead: waiting[0]?.split('/').at(-1),
    })
    expect(second).toMatchObject({
      kind: 'ephemeral',
      sequential: true,
      data: { looks: 'empty' },
      siblings: waiting.length,
    })
    expect(second.owner).toMatchObject({ state: 'connected', own: false, timeoutMs: 6000 })
    expect(second.alsoOwned.map((one) => one.path)).toEqual([waiting[1]])
  })

  test('shows JSON as text, with where it came from', () => {
    const { path } = healthy.view('search', { text: '/services/orders/instance' })
    const { data, stat, source } = healthy.view('znode', { path: path[0] ?? '' })
    expect(data).toMatchObject({ looks: 'json', cut: false, keptBytes: stat?.dataLength })
    expect(JSON.parse(data.text ?? '')).toMatchObject({ host: '127.0.0.1' })
    expect(source).toBe('multiRead getData')
  })

  test('remembers its earlier states, newest first', () => {
    const { history, stat } = healthy.view('znode', { path: '/config/setting-000' })
    expect(history.length).toBeGreaterThan(1)
    expect(history[0]).toMatchObject({ version: stat?.version, mzxid: stat?.mzxid })
    expect(history.map(({ version }) => version)).toEqual(
      history.map(({ version }) => version).toSorted((a, b) => b - a),
    )
  })

  test('is printed for scripts, in order of the paths', () => {
    const printed = zookeeperViews.znode.instances?.(healthy.look()).map(({ path }) => path)
    expect(printed?.[0]).toBe('/')
    expect(printed).toEqual(healthy.view('search', { text: '/', limit: 200 }).path)
  })

  test('that did not exist then is not found', () => {
    expect(() => healthy.view('znode', { path: '/nope' })).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    )
  })
})

describe('sessions', () => {
  test('are joined with connections, ephemerals and watches', () => {
    const sessions = healthy.view('sessions')
    expect(sessions.why).toBeNull()
    expect(new Set(sessions.state)).toEqual(new Set(['connected']))
    expect(sessions.own.filter(Boolean)).toHaveLength(1)
    // nine services and four contenders own one znode each
    expect([...sessions.ephemerals].filter((count) => count === 1).length).toBeGreaterThanOrEqual(12)
    expect(sessions.watches[sessions.own.indexOf(true)]).toBe(1)
    expect([...sessions.idleMs].every((ms) => ms >= 0 && ms < 6000)).toBe(true)
  })

  test('one without a connection keeps its client’s address, and what it owns', () => {
    const id = lost.findings[0]?.entity.replace('session/', '') ?? ''
    const [opened] = lost.judged.filter(({ open }) => open.length > 0)
    const { session, ephemerals } = lost.view('session', { id }, opened?.second)
    expect(session).toMatchObject({ state: 'no-connection', member: null, timeoutMs: 8000, own: false })
    expect(session.client).toMatch(/^127\.0\.0\.1:\d+$/)
    expect(ephemerals.map(({ path }) => path)).toEqual(['/owners/a', '/owners/b'])
    expect(() => lost.view('session', { id })).toThrow(expect.objectContaining({ code: 'not-found' }))
  })

  test('of a member that hangs are not known', async () => {
    await using drill = await replayed('follower-paused')
    const [silent] = drill.judged.filter(
      ({ verdicts }) => verdicts['session-without-connection'] === 'unknown',
    )
    const { why, state } = drill.view('sessions', {}, silent?.second)
    expect(why).toMatch(/^\d: No answer from/)
    expect(new Set(state)).toEqual(new Set(['connected', 'unknown']))
  })
})
