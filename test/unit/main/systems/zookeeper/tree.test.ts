import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { BatchSize } from '../../../../../src/main/systems/zookeeper/tree/batch.ts'
import { base64Bytes, TreeBudget } from '../../../../../src/main/systems/zookeeper/tree/budget.ts'
import { DirtyPaths } from '../../../../../src/main/systems/zookeeper/tree/dirty.ts'
import { KnownZnodes } from '../../../../../src/main/systems/zookeeper/tree/known.ts'
import { Pace } from '../../../../../src/main/systems/zookeeper/tree/pace.ts'
import { addZnode, noZnodes, parentOf } from '../../../../../src/main/systems/zookeeper/tree/znode.ts'

const unlimited = { requestsPerSecond: 0, znodes: 0, bytes: 0 }

describe('what is to be read anew', () => {
  test('a creation also moves its parent, a change doesn’t', () => {
    const dirty = new DirtyPaths('/')
    dirty.add({ type: 'created', path: '/a/b' })
    dirty.add({ type: 'changed', path: '/c/d' })
    expect(dirty.take(Infinity)).toEqual({ stale: ['/a/b', '/a', '/c/d'], gone: [] })
    expect(dirty.size).toBe(0)
  })

  test('of many changes of one znode the last one counts', () => {
    const dirty = new DirtyPaths('/')
    for (const type of ['created', 'changed', 'deleted'] as const) dirty.add({ type, path: '/a/b' })
    expect(dirty.take(Infinity)).toEqual({ stale: ['/a'], gone: ['/a/b'] })
    dirty.add({ type: 'deleted', path: '/a/b' })
    dirty.add({ type: 'created', path: '/a/b' })
    expect(dirty.take(Infinity)).toEqual({ stale: ['/a', '/a/b'], gone: [] })
  })

  test('a whole branch that went is not read at all', () => {
    const dirty = new DirtyPaths('/')
    for (const path of ['/a/b/c', '/a/b', '/a']) dirty.add({ type: 'deleted', path })
    expect(dirty.take(Infinity)).toEqual({ stale: ['/'], gone: ['/a/b/c', '/a/b', '/a'] })
  })

  test('nothing above the chroot is looked at', () => {
    const dirty = new DirtyPaths('/app')
    dirty.add({ type: 'deleted', path: '/app' })
    dirty.add({ type: 'created', path: '/app' })
    expect(dirty.take(Infinity)).toEqual({ stale: ['/app'], gone: [] })
  })

  test('what the budget doesn’t let through waits, oldest first', () => {
    const dirty = new DirtyPaths('/')
    for (const name of ['a', 'b', 'c']) dirty.add({ type: 'changed', path: `/${name}` })
    expect(dirty.take(2).stale).toEqual(['/a', '/b'])
    expect(dirty.size).toBe(1)
    expect(dirty.take(2).stale).toEqual(['/c'])
  })
})

describe('the pace', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
  afterEach(() => void vi.useRealTimers())

  test('is so many a second, with one second’s worth saved', () => {
    const pace = new Pace(100)
    expect(pace.take(250)).toBe(100)
    expect(pace.take(1)).toBe(0)
    vi.advanceTimersByTime(500)
    expect(pace.take(250)).toBe(50)
    vi.advanceTimersByTime(60_000)
    expect(pace.take(250)).toBe(100)
  })

  test('0 is no limit', () => expect(new Pace(0).take(1_000_000)).toBe(1_000_000))
})

test('batches grow while data are small, and shrink at once when they are large', () => {
  const size = new BatchSize()
  const first = size.paths
  for (let i = 0; i < 5; i++) size.learn(size.paths, size.paths * 200)
  expect(size.paths).toBe(500)
  size.learn(500, 500 * 1_000_000)
  expect(size.paths).toBe(1)
  expect(first).toBeLessThan(500)
})

describe('what is known', () => {
  const walkOf = (entities: readonly string[]) => {
    const znodes = noZnodes()
    for (const entity of entities) addZnode(znodes, entity, null, 'AAAA')
    return { znodes, whole: true, hidden: 0 }
  }

  test('a second walk tells what it did not find again', () => {
    const known = new KnownZnodes(new TreeBudget(unlimited, 100))
    expect(known.replace(walkOf(['znode/', 'znode/a', 'znode/b']))).toEqual([])
    known.put('znode/c', null)
    known.remove('znode/a')
    expect(known.size).toBe(3)
    expect(known.replace(walkOf(['znode/', 'znode/c']))).toEqual(['znode/b'])
    expect(known.size).toBe(2)
  })

  test('no more znodes than the budget allows, but those known may change', () => {
    const known = new KnownZnodes(new TreeBudget({ ...unlimited, znodes: 2 }, 100))
    known.replace(walkOf(['znode/', 'znode/a']))
    expect(known.mayHold('znode/a')).toBe(true)
    expect(known.mayHold('znode/b')).toBe(false)
    known.remove('znode/a')
    expect(known.mayHold('znode/b')).toBe(true)
  })

  test('data that change give their room back', () => {
    const budget = new TreeBudget({ ...unlimited, bytes: 10 }, 100)
    const known = new KnownZnodes(budget)
    expect(budget.take(8)).toBe(true)
    known.put('znode/a', Buffer.alloc(8).toString('base64'))
    expect(budget.take(8)).toBe(false)
    expect(budget.bytesSpent).toBe(true)
    known.remove('znode/a')
    expect(budget.take(8)).toBe(true)
  })
})

test('base64 is measured without decoding', () => {
  for (let length = 0; length < 20; length++)
    expect(base64Bytes(Buffer.alloc(length).toString('base64'))).toBe(length)
})

test('parents', () => {
  expect([parentOf('/a/b'), parentOf('/a'), parentOf('/')]).toEqual(['/a', '/', undefined])
})
