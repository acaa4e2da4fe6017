import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replayed, type Replayed } from './replayed.ts'

let healthy: Replayed

beforeAll(async () => {
  healthy = await replayed('healthy')
})

afterAll(async () => {
  await healthy[Symbol.asyncDispose]()
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
    expect(members.map(({ mode }) => String(mode)).toSorted()).toEqual([
      'follower',
      'follower',
      'leader',
      'observer',
    ])
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
