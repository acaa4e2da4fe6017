import { describe, expect, it } from 'vitest'
import { openReader } from '../../../../src/main/store/reader.ts'
import type { Gap } from '../../../../src/main/systems/sample.ts'
import { entities, facts, open, push, sample, slow, t0, temporaryFolder, values } from './history.ts'

const at = (n: number) => t0 + n * 10_000
const brokers = entities('broker/1', 'broker/2')
const gap: Gap = {
  entity: 'broker/2',
  ask: 'DescribeLogDirs',
  code: 'timeout',
  message: 'No answer in 2000 ms',
}

describe('an append', { timeout: 30_000 }, () => {
  it('moves the live moment on, and tells the edges that led there', async () => {
    using folder = temporaryFolder()
    await using store = await open(folder.file)
    expect(store.live('c')).toBeUndefined()
    const load = (n: number) => values('load', brokers, [n, NaN])
    const first = store.append(
      'c',
      sample(at(0), { values: [load(1)], facts: [facts('role', brokers, ['a', 'b'])] }),
    )
    expect(first.changes).toEqual([])
    expect(first.moment.fact('broker/1', 'role')).toBe('a')
    const next = store.append(
      'c',
      sample(at(1), { values: [load(2)], facts: [facts('role', brokers, ['a', 'c'])] }),
    )
    expect(next.changes).toEqual([{ at: at(1), entity: 'broker/2', key: 'role', before: 'b', after: 'c' }])
    const { moment } = store.live('c')!
    expect([moment.at, moment.sampledAt]).toEqual([at(1), at(1)])
    expect(moment.value('broker/1', 'load')).toBe(2)
    expect(moment.value('broker/2', 'load')).toBeUndefined()
    expect(moment.value('broker/3', 'load')).toBeUndefined()
    expect(moment.column('load')?.at).toBe(at(1))
    expect(moment.column('nothing')).toBeUndefined()
  })

  it('keeps a slow metric until it is read again, and drops one that a quick sample leaves out', async () => {
    using folder = temporaryFolder()
    await using store = await open(folder.file)
    const size = slow(values('size', brokers, [100, 200]))
    store.append('c', sample(at(0), { values: [values('load', brokers, [1, 2]), size] }))
    store.append('c', sample(at(1)))
    const { moment } = store.live('c')!
    expect(moment.column('load')).toBeUndefined()
    expect(moment.column('size')).toMatchObject({ at: at(0), cadence: 'slow' })
    store.append('c', sample(at(100)))
    expect(store.live('c')?.moment.column('size'), 'not lately').toBeUndefined()
  })

  it('joins columns of one metric', async () => {
    using folder = temporaryFolder()
    await using store = await open(folder.file)
    const topics = entities('topic/a')
    for (let n = 0; n < 3; n++)
      store.append(
        'c',
        sample(at(n), { values: [values('size', brokers, [n, n + 1]), values('size', topics, [n + 2])] }),
      )
    const column = store.live('c')!.moment.column('size')!
    expect([column.entities.paths, [...column.values]]).toEqual([
      ['broker/1', 'broker/2', 'topic/a'],
      [2, 3, 4],
    ])
    expect(store.live('c')?.series('topic/a', 'size', t0).v).toEqual(Float64Array.of(2, 3, 4))
    using reader = openReader(folder.file)
    expect(reader.look('c', at(1))?.moment.value('topic/a', 'size')).toBe(3)
  })

  it('keeps what a sample cost, and what it could not ask', async () => {
    using folder = temporaryFolder()
    await using store = await open(folder.file)
    store.append('c', sample(at(0)))
    store.append('c', sample(at(1), { gaps: [gap] }))
    store.append('c', sample(at(2), { gaps: [{ ...gap }] }))
    store.append('c', sample(at(3)))
    using reader = openReader(folder.file)
    const gapsAt = (n: number) => reader.look('c', at(n))?.moment.gaps
    expect([0, 1, 2, 3].map(gapsAt)).toEqual([[], [gap], [gap], []])
    expect(
      reader.changes('c', t0, at(9), { keys: ['orrery.gaps'], limit: 9 }).map((edge) => edge.at),
    ).toEqual([at(3), at(1)])
    const { moment } = reader.look('c', at(3))!
    expect(moment.value('endpoint/localhost:9092', 'orrery.received-bytes')).toBe(4_000)
    expect(moment.value('endpoint/localhost:9092', 'orrery.requests')).toBe(3)
    expect(moment.value('', 'orrery.took-ms')).toBe(12)
  })

  it('takes facts that come by themselves, which are no sample', async () => {
    using folder = temporaryFolder()
    await using store = await open(folder.file)
    store.append('c', sample(at(0), { values: [values('load', brokers, [1, 2])], gaps: [gap] }))
    store.append('c', push(at(0) + 500, [facts('role', brokers, ['a', undefined], false)]))
    const { moment } = store.live('c')!
    expect([moment.at, moment.sampledAt]).toEqual([at(0) + 500, at(0)])
    expect(moment.gaps).toEqual([gap])
    expect(moment.value('broker/2', 'load')).toBe(2)
    using reader = openReader(folder.file)
    expect(reader.look('c', at(0) + 499)?.moment.fact('broker/1', 'role')).toBeUndefined()
    expect(reader.look('c', at(0) + 500)?.moment.fact('broker/1', 'role')).toBe('a')
  })

  it('lets time only go forward', async () => {
    using folder = temporaryFolder()
    await using store = await open(folder.file)
    const instants = [at(5), at(3), at(3), at(6)].map(
      (instant) => store.append('c', sample(instant)).moment.at,
    )
    expect(instants).toEqual([at(5), at(5) + 1, at(5) + 2, at(6)])
  })
})

describe('a store', { timeout: 30_000 }, () => {
  it('goes on where it was left', async () => {
    using folder = temporaryFolder()
    {
      await using store = await open(folder.file)
      store.append(
        'c',
        sample(at(0), {
          values: [values('load', brokers, [1, 2])],
          facts: [facts('role', brokers, ['a', 'b'])],
          gaps: [gap],
        }),
      )
    }
    await using store = await open(folder.file)
    const { moment } = store.live('c')!
    expect(moment.value('broker/2', 'load')).toBe(2)
    expect(moment.gaps).toEqual([gap])
    const { changes } = store.append('c', sample(at(9), { facts: [facts('role', brokers, ['a', 'c'])] }))
    expect(changes.map(({ key, before, after }) => [key, before, after])).toEqual([
      ['role', 'b', 'c'],
      ['orrery.gaps', [gap], null],
    ])
    expect(store.live('c')?.series('broker/1', 'load', t0).v).toEqual(Float64Array.of(1, NaN))
  })

  it('keeps series of a group with ever new names from filling the file', { timeout: 20_000 }, async () => {
    using folder = temporaryFolder()
    await using store = await open(folder.file, { windowTicks: 4 })
    for (let n = 0; n < 60; n++) {
      const set = entities('steady', ...Array.from({ length: 500 }, (_, i) => `member/${n}-${i}`))
      store.append(
        'c',
        sample(at(n), {
          values: [
            values(
              'lag',
              set,
              set.paths.map((_, i) => n + i),
            ),
          ],
        }),
      )
      if (n % 4 === 0) await store.settled()
    }
    await store.settled()
    using reader = openReader(folder.file)
    expect(reader.look('c', at(59))!.series('steady', 'lag', t0).v).toEqual(
      Float64Array.from({ length: 60 }, (_, n) => n),
    )
    expect(reader.look('c', at(33))?.moment.column('lag')?.entities.paths).toHaveLength(501)
    expect(reader.look('c', at(33))?.moment.value('member/33-7', 'lag')).toBe(33 + 8)
  })

  it('tells its size and growth', async () => {
    using folder = temporaryFolder()
    await using store = await open(folder.file, { windowTicks: 5 })
    expect(store.info()).toMatchObject({ file: folder.file, keepDays: 30, bytesPerDay: 0 })
    for (let n = 0; n < 3; n++) store.append('c', sample(at(n)))
    const foretold = store.info().bytesPerDay
    expect(foretold).toBeGreaterThan(0)
    for (let n = 3; n < 50; n++) store.append('c', sample(at(n)))
    await store.settled()
    const { bytesPerDay, sizeBytes, problem } = store.info()
    expect(bytesPerDay).toBeGreaterThan(0)
    expect(bytesPerDay).toBeLessThan(foretold)
    expect(sizeBytes).toBeGreaterThan(4096)
    expect(problem).toBeUndefined()
  })

  it('is one writer: a second is told so', async () => {
    using folder = temporaryFolder()
    {
      await using _ = await open(folder.file)
      await expect(open(folder.file)).rejects.toThrow(/being written by another program/)
    }
    await using store = await open(folder.file)
    expect(store.append('c', sample(at(0))).changes).toEqual([])
  })

  it('says so when its thread can not start, and goes on', async () => {
    using folder = temporaryFolder()
    const { openStore } = await import('../../../../src/main/store/open-store.ts')
    await using store = await openStore(folder.file, new URL('no-such-worker.ts', import.meta.url), {
      windowTicks: 3,
    })
    for (let n = 0; n < 10; n++)
      store.append('c', sample(at(n), { values: [values('load', brokers, [n, 0])] }))
    await store.settled()
    expect(store.info().problem).toContain('no-such-worker')
    using reader = openReader(folder.file)
    expect(reader.look('c', at(9))!.series('broker/1', 'load', t0).v).toHaveLength(10)
  })
})
