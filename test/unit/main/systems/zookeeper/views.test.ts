import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

describe('the overview', () => {
  test('says what the ensemble is', () => {
    const overview = healthy.view('overview')
    expect(overview).toMatchObject({
      versions: ['3.9.5'],
      members: 4,
      observers: 1,
      epoch: 1,
      blind: [],
      quorum: {
        voters: 3,
        needed: 2,
        acknowledging: 3,
        margin: 1,
        is: 'ok',
        says: 'Margin 1: one voter may fail',
      },
      tree: { how: 'followed', why: null, chroot: '/' },
    })
    expect(overview.leader).toMatch(/^[123]$/)
    expect(overview.counterLeft).toBeGreaterThan(4_000_000_000)
    // the traffic sets five settings a second, and takes locks beside
    expect(overview.writesPerSecond).toBeGreaterThan(4)
    expect(overview.writesPerSecond).toBeLessThan(12)
    // the tree is followed, mntr is asked: a lock may come or go between the two
    expect(Math.abs((overview.tree.read ?? 0) - (overview.znodes ?? 0))).toBeLessThanOrEqual(2)
  })

  test('without a session in it counts what the leader counts', () => {
    const { sessions } = healthy.view('overview')
    expect(healthy.view('sessions').id).toHaveLength(sessions ?? -1)
  })
})

describe('the ensemble', () => {
  test('has voters first, each with its place', () => {
    const { members, leader, syncedFollowers, followers } = healthy.view('ensemble')
    expect(members.map(({ id, voter }) => [id, voter])).toEqual([
      ['1', true],
      ['2', true],
      ['3', true],
      ['4', false],
    ])
    expect(members.map(({ mode }) => mode).toSorted()).toEqual(['follower', 'follower', 'leader', 'observer'])
    expect(
      members.every(({ state, inQuorum, why }) => state === 'serving' && inQuorum === true && why === null),
    ).toBe(true)
    expect(members.find(({ id }) => id === leader)).toMatchObject({ mode: 'leader', gap: 0 })
    expect([syncedFollowers, followers]).toEqual([2, 2])
  })

  test('measures latency over the last minute, where the server has sums', () => {
    for (const { latencyMs, latencyFrom, fsyncMs } of healthy.view('ensemble').members) {
      expect(latencyFrom).toBe('interval')
      expect(latencyMs).toBeGreaterThanOrEqual(0)
      expect(fsyncMs).toBeGreaterThanOrEqual(0)
    }
  })

  test('is as it was at any moment', async () => {
    await using drill = await replayed('leader-killed')
    const before = drill.view('ensemble', {}, 0)
    const [gone] = drill.judged.filter(({ second }) => drill.view('ensemble', {}, second).leader === null)
    const after = drill.view('ensemble')
    expect(gone?.second).toBeGreaterThan(2)
    expect(after.leader).not.toBe(before.leader)
    expect(drill.view('overview', {}, 0).epoch).toBe(1)
    expect(drill.view('overview').epoch).toBe(2)
    const killed = drill.view('ensemble', {}, 6).members.find(({ id }) => id === before.leader)
    expect(killed).toMatchObject({
      state: 'refused',
      mode: null,
      inQuorum: false,
      zxid: null,
      gap: null,
      clients: null,
      latencyMs: null,
    })
    expect(killed?.why).toMatch(/^Nothing listens on/)
  })

  test('shows nobody behind a new leader that has not written yet', async () => {
    await using drill = await replayed('leader-paused')
    const views = drill.judged.map(({ second }) => drill.view('ensemble', {}, second))
    for (const { members, leader } of views)
      for (const { gap } of members) if (leader !== null && gap !== null) expect(gap).toBeLessThan(100)
  })
})

describe('a member', () => {
  test('has all its figures, with rates for what counts', () => {
    const { figures, config, sessions } = healthy.view('member', { id: '1' })
    const of = (metric: string) => figures.find((one) => one.metric === metric)
    expect(of('member.znodes')).toMatchObject({ value: expect.any(Number) as number, perSecond: null })
    expect(of('member.packets_received')?.perSecond).toBeGreaterThan(0)
    expect(config).toContainEqual({ key: 'tickTime', value: '1000' })
    expect(config.some(({ key }) => key === 'dataLogSize')).toBe(false)
    expect(sessions.length).toBeGreaterThan(0)
  })

  test('that was never known is not found', () => {
    expect(() => healthy.view('member', { id: '9' })).toThrow(expect.objectContaining({ code: 'not-found' }))
  })
})

describe('trends', () => {
  test('share their instants, thinned to as many points as asked', () => {
    const { t, trends } = healthy.view('trends', { points: 8 })
    expect(t.length).toBeGreaterThan(3)
    expect(t.length).toBeLessThanOrEqual(8)
    for (const { lines } of trends) {
      expect(lines.map(({ member }) => member)).toEqual(['1', '2', '3', '4'])
      for (const { values } of lines) expect(values).toHaveLength(t.length)
    }
  })

  test('tell rates per second, and no rate of a first sample', () => {
    const { trends } = healthy.view('trends', {})
    const values = [...(trends.find(({ key }) => key === 'writes')?.lines[0]?.values ?? [])]
    expect(values[0]).toBeNaN()
    const known = values.slice(1)
    expect(known.every((value) => value >= 0)).toBe(true)
    expect(known.reduce((sum, value) => sum + value, 0) / known.length).toBeCloseTo(
      healthy.view('overview').writesPerSecond ?? 0,
      0,
    )
  })
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

test('watches are counted by path and by session', () => {
  const { members, byPath, bySession, why } = healthy.view('watches', { limit: 5 })
  expect(members).toHaveLength(4)
  expect(members.reduce((sum, { watches }) => sum + (watches ?? 0), 0)).toBeGreaterThan(0)
  // our own recursive watch stands at the root
  expect(byPath).toContainEqual({ path: '/', sessions: 1 })
  expect(bySession.length).toBeGreaterThan(0)
  expect(why).toBeNull()
})

test('settings are compared where they should be alike', () => {
  const { servers, members, rows, version } = healthy.view('config')
  expect(version).toBe('0')
  expect(servers.map(({ id, voter }) => [id, voter])).toEqual([
    ['1', true],
    ['2', true],
    ['3', true],
    ['4', false],
  ])
  expect(members).toEqual(['1', '2', '3', '4'])
  expect(rows.filter(({ differs }) => differs)).toEqual([])
  expect(new Set(rows.find(({ key }) => key === 'clientPort')?.values).size).toBe(4)
})

test('where only srvr is open, what it doesn’t tell is null, not zero', async () => {
  await using drill = await replayed('default-whitelist')
  const overview = drill.view('overview')
  expect(overview).toMatchObject({ watches: null, ephemerals: null, dataBytes: null, sessions: null })
  expect(overview.znodes).toBeGreaterThan(0)
  expect(overview.quorum).toMatchObject({ voters: 3, is: 'ok' })
  expect(overview.blind.map(({ ask }) => ask)).toEqual(expect.arrayContaining(['mntr', 'cons', 'conf']))
  const { members, syncedFollowers } = drill.view('ensemble')
  expect(syncedFollowers).toBeNull()
  expect(members.map(({ latencyFrom }) => latencyFrom)).toEqual(members.map(() => 'since-start'))
  expect(drill.view('watches')).toMatchObject({
    byPath: [],
    bySession: [],
    why: expect.stringContaining('whitelist') as string,
  })
})
