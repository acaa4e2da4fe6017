import { describe, expect, it } from 'vitest'
import type { SeriesQuery } from '../../../../src/shared/api/history.ts'
import { openReader } from '../../../../src/main/store/reader.ts'
import type { Sample } from '../../../../src/main/systems/sample.ts'
import { entities, open, sample, slow, t0, temporaryFolder, values } from './history.ts'

const topic = entities('topic/a', 'topic/b')
const at = (n: number) => t0 + n * 10_000

const ask = (rest: Partial<SeriesQuery>): SeriesQuery => ({
  targetId: 'c',
  series: [{ entity: 'topic/a', metric: 'offset' }],
  from: t0,
  to: at(100),
  points: 500,
  as: 'value',
  ...rest,
})

async function kept(file: string, samples: readonly Sample[], windowTicks = 90): Promise<void> {
  await using store = await open(file, { windowTicks })
  for (const each of samples) store.append('c', each)
  await store.settled()
}

const offsets = (n: number, a: number, b = 0) => sample(at(n), { values: [values('offset', topic, [a, b])] })

describe('a series', { timeout: 30_000 }, () => {
  it('comes back as sampled while there are few points', async () => {
    using folder = temporaryFolder()
    await kept(folder.file, [offsets(0, 5), offsets(1, 7), offsets(2, 7), offsets(3, 9)], 2)
    using reader = openReader(folder.file)
    const { t, v, min, max } = reader.series(ask({}))
    expect(t).toEqual(Float64Array.of(at(0), at(1), at(2), at(3)))
    expect(v[0]).toEqual(Float64Array.of(5, 7, 7, 9))
    expect([min, max]).toEqual([v, v])
  })

  it('is of unknown value where nobody looked: a gap breaks the line', async () => {
    using folder = temporaryFolder()
    await kept(
      folder.file,
      [0, 1, 2, 3, 20, 21, 22].map((n) => offsets(n, n)),
    )
    using reader = openReader(folder.file)
    const { t, v } = reader.series(ask({}))
    expect(v[0]).toEqual(Float64Array.of(0, 1, 2, 3, NaN, 20, 21, 22))
    expect(t[4]).toBeGreaterThan(at(3))
    expect(t[4]).toBeLessThan(at(20))
  })

  it('is nothing for who was never seen', async () => {
    using folder = temporaryFolder()
    await kept(folder.file, [offsets(0, 1)])
    using reader = openReader(folder.file)
    const series = [
      { entity: 'topic/none', metric: 'offset' },
      { entity: 'topic/a', metric: 'none' },
    ]
    const { v } = reader.series(ask({ series }))
    expect(v.map((values) => values.every(Number.isNaN))).toEqual([true, true])
    expect(reader.series(ask({ targetId: 'nobody' })).v).toEqual([new Float64Array()])
  })

  it('is thinned to its mean between its extremes, and stands still while the range moves', async () => {
    using folder = temporaryFolder()
    await kept(
      folder.file,
      Array.from({ length: 1_000 }, (_, n) => offsets(n, n % 10)),
    )
    using reader = openReader(folder.file)
    const shown = reader.series(ask({ to: at(1_000), points: 51 }))
    expect(shown.t.length).toBeLessThanOrEqual(51)
    const inner = (values: Float64Array) => [...values].slice(1, -1)
    expect(inner(shown.min[0]!).every((low) => low === 0)).toBe(true)
    expect(inner(shown.max[0]!).every((high) => high === 9)).toBe(true)
    for (const mean of inner(shown.v[0]!)) expect(mean).toBeCloseTo(4.5, 0)
    const moved = reader.series(ask({ from: at(40), to: at(1_040), points: 51 }))
    const common = [...shown.t].filter((instant) => moved.t.includes(instant))
    expect(common.length).toBeGreaterThan(40)
  })

  it('shows slow series beside quick ones at the same instants', async () => {
    using folder = temporaryFolder()
    const samples = Array.from({ length: 31 }, (_, n) =>
      sample(at(n), {
        values: [
          values('offset', topic, [n, 0]),
          ...(n % 6 === 0 ? [slow(values('size', topic, [n * 100, 0]))] : []),
        ],
      }),
    )
    await kept(folder.file, samples, 7)
    using reader = openReader(folder.file)
    const series = [
      { entity: 'topic/a', metric: 'offset' },
      { entity: 'topic/a', metric: 'size' },
    ]
    const { t, v } = reader.series(ask({ series }))
    expect(t).toHaveLength(31)
    expect([...v[0]!]).toEqual(Array.from({ length: 31 }, (_, n) => n))
    expect([...v[1]!]).toEqual(Array.from({ length: 31 }, (_, n) => Math.floor(n / 6) * 600))
  })

  it('goes through a change of membership: what is gone is unknown, what came begins', async () => {
    using folder = temporaryFolder()
    const later = entities('topic/b', 'topic/c')
    const samples = Array.from({ length: 20 }, (_, n) =>
      sample(at(n), { values: [values('offset', n < 10 ? topic : later, [n, n + 0.5])] }),
    )
    await kept(folder.file, samples, 6)
    using reader = openReader(folder.file)
    const series = ['a', 'b', 'c'].map((name) => ({ entity: `topic/${name}`, metric: 'offset' }))
    const { v } = reader.series(ask({ series }))
    const range = (from: number, to: number, value: (n: number) => number) =>
      Array.from({ length: to - from }, (_, i) => value(from + i))
    expect([...v[0]!]).toEqual([...range(0, 10, (n) => n), ...range(10, 20, () => NaN)])
    expect([...v[1]!]).toEqual([...range(0, 10, (n) => n + 0.5), ...range(10, 20, (n) => n)])
    expect([...v[2]!]).toEqual([...range(0, 10, () => NaN), ...range(10, 20, (n) => n + 0.5)])
  })
})

describe('a rate', { timeout: 30_000 }, () => {
  it('is per second, from sample to sample', async () => {
    using folder = temporaryFolder()
    await kept(folder.file, [offsets(0, 0), offsets(1, 100), offsets(2, 100), offsets(3, 350)])
    using reader = openReader(folder.file)
    expect(reader.series(ask({ as: 'rate' })).v[0]).toEqual(Float64Array.of(NaN, 10, 0, 25))
  })

  it('knows the sample before its range', async () => {
    using folder = temporaryFolder()
    await kept(folder.file, [offsets(0, 0), offsets(1, 100), offsets(2, 300)], 2)
    using reader = openReader(folder.file)
    expect(reader.series(ask({ as: 'rate', from: at(1) })).v[0]).toEqual(Float64Array.of(10, 20))
  })

  it('is never negative, and never guessed across a reset or a gap', async () => {
    using folder = temporaryFolder()
    const reset = [offsets(0, 500), offsets(1, 600), offsets(2, 10), offsets(3, 30)]
    const afterGap = [offsets(30, 9_000), offsets(31, 9_010), offsets(32, 9_020)]
    await kept(folder.file, [...reset, ...afterGap])
    using reader = openReader(folder.file)
    const { t, v } = reader.series(ask({ as: 'rate' }))
    expect([...v[0]!]).toEqual([NaN, 10, NaN, 2, NaN, NaN, 1, 1])
    expect([t[5], t[6]]).toEqual([at(30), at(31)])
  })

  it('says nothing where the clock was set back', async () => {
    using folder = temporaryFolder()
    const back = sample(at(1) - 60_000, { values: [values('offset', topic, [200, 0])] })
    await kept(folder.file, [offsets(0, 0), offsets(1, 100), back, offsets(2, 300), offsets(3, 400)])
    using reader = openReader(folder.file)
    const { t, v } = reader.series(ask({ as: 'rate' }))
    expect(t).toEqual(Float64Array.of(at(0), at(1), at(1) + 1, at(2), at(3)))
    expect(v[0]![2]).toBeNaN()
    expect(v[0]![4]).toBe(10)
  })
})
