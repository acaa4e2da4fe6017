import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { cutRecording } from '../../../../src/main/store/cut-recording.ts'
import { openReader } from '../../../../src/main/store/reader.ts'
import { entities, facts, open, sample, t0, temporaryFolder, values } from './history.ts'
import { everythingIn, RandomCluster } from './random-cluster.ts'
import { seeded } from './random.ts'

const info = { title: 'A broker is lost', about: 'Made in the lab.' }

async function sampled(file: string, seed: number): Promise<readonly number[]> {
  const cluster = new RandomCluster(seeded(seed))
  await using store = await open(file, { windowTicks: 9 })
  store.append('other', sample(t0))
  const instants = Array.from({ length: 100 }, () => store.append('c', cluster.next()).moment.sampledAt)
  await store.settled()
  return [...new Set(instants)].filter((at) => at !== -Infinity)
}

describe('a recording', { timeout: 30_000 }, () => {
  it.each([1, 2, 3])('shows the same moments as the history it was cut from (seed %i)', async (seed) => {
    using folder = temporaryFolder()
    const instants = await sampled(folder.file, seed)
    const [from, to] = [instants[20]!, instants.at(-20)!]
    cutRecording(folder.file, ['c'], from, to, folder.path('cut.orrery'), { info })
    using source = openReader(folder.file)
    using cut = openReader(folder.path('cut.orrery'))
    for (const at of instants.filter((at) => at >= from && at <= to))
      expect(everythingIn(cut.look('c', at)!), String(at)).toEqual(everythingIn(source.look('c', at)!))
    const changes = (reader: typeof source) => reader.changes('c', from + 1, to, { limit: 10_000 })
    expect(changes(cut)).toEqual(changes(source))
    expect(cut.targets()).toEqual([{ targetId: 'c', from: expect.any(Number), to }])
    expect(cut.look('c', to + 1e9)!.moment.sampledAt).toBe(to)
  })

  it('says what it is, and leaves no second file beside it', async () => {
    using folder = temporaryFolder()
    const instants = await sampled(folder.file, 4)
    const path = folder.path('cut.orrery')
    cutRecording(folder.file, ['c'], instants[0]!, instants.at(-1)!, path, { info })
    using cut = openReader(path)
    expect(cut.info()).toEqual(info)
    using source = openReader(folder.file)
    expect(source.info()).toEqual({ title: '', about: '' })
    expect(readdirSync(folder.path('.')).filter((name) => name.startsWith('cut'))).toEqual(['cut.orrery'])
  })

  it('is not written over a file, nor of a target that was never seen', async () => {
    using folder = temporaryFolder()
    const instants = await sampled(folder.file, 5)
    const cut = (target: string, path: string) => () =>
      cutRecording(folder.file, [target], instants[0]!, instants.at(-1)!, path)
    expect(cut('c', folder.file)).toThrow(/is there already/)
    expect(cut('nobody', folder.path('new.orrery'))).toThrow(/holds nothing of nobody/)
    expect(existsSync(folder.path('nowhere/new.orrery'))).toBe(false)
    expect(cut('c', folder.path('nowhere/new.orrery'))).toThrow(/There is no folder .*nowhere/)
  })
})

describe('a history that is being written', { timeout: 60_000 }, () => {
  it('is cut meanwhile by another process, and loses nothing', async () => {
    using folder = temporaryFolder()
    await using store = await open(folder.file, { windowTicks: 7 })
    const append = (n: number) => store.append('c', sample(t0 + n * 1_000))
    for (let n = 0; n < 40; n++) append(n)
    const cuts: Promise<unknown>[] = []
    let written = 40
    for (let i = 0; i < 2; i++) {
      const child = spawn(process.execPath, [cutter, folder.file, folder.path(`${i}.orrery`)])
      let isRunning = true
      cuts.push(once(child, 'close').finally(() => (isRunning = false)))
      while (isRunning) {
        append(written++)
        await setImmediate()
      }
    }
    await Promise.all(cuts)
    await store.settled()
    expect(store.info().problem).toBeUndefined()
    using reader = openReader(folder.file)
    expect(reader.targets()).toEqual([{ targetId: 'c', from: t0, to: t0 + (written - 1) * 1_000 }])
    for (let i = 0; i < 2; i++) {
      using cut = openReader(folder.path(`${i}.orrery`))
      expect(cut.targets()).toEqual([{ targetId: 'c', from: t0 + 10_000, to: t0 + 30_000 }])
    }
  })

  it('leaves no half an archive where it was ended, and none over one that was there', async () => {
    using folder = temporaryFolder()
    const instants = await sampled(folder.file, 6)
    const path = folder.path('cut.orrery')
    const stop = () => {
      throw new Error('no more')
    }
    const cut = (options: object) => () =>
      cutRecording(folder.file, ['c'], instants[0]!, instants.at(-1)!, path, options)
    expect(cut({ onShare: stop })).toThrow('no more')
    expect(readdirSync(folder.path('.')).filter((name) => name.startsWith('cut'))).toEqual([])
    cut({ info })()
    const before = readFileSync(path)
    expect(cut({ onShare: stop, replace: true })).toThrow('no more')
    expect(readFileSync(path)).toEqual(before)
    cut({ replace: true })()
    using reader = openReader(path)
    expect(reader.info().title).toBe('')
  })
})

const cutter = fileURLToPath(new URL('cut-alone.ts', import.meta.url))

describe('a stretch whose raw samples are gone', { timeout: 60_000 }, () => {
  it('is cut as the points that are left of its days', async () => {
    using folder = temporaryFolder()
    const hour = 3_600_000
    const set = entities('broker/1')
    {
      await using store = await open(folder.file)
      // a sample a minute for four days
      for (let n = 0; n < 4 * 24 * 60; n++)
        store.append(
          'c',
          sample(t0 + n * 60_000, {
            values: [values('load', set, [n])],
            facts: [facts('role', set, [n < 600 ? 'leader' : 'follower'])],
          }),
        )
      await store.settled()
    }
    {
      await using store = await open(folder.file)
      await store.settled()
      store.setRetention(1)
      await store.settled()
    }
    using source = openReader(folder.file)
    const asked = { targetId: 'c', series: [{ entity: 'broker/1', metric: 'load' }], points: 10_000 } as const
    const first = { from: t0 + 9 * hour, to: t0 + 11 * hour }
    const points = source.series({ ...asked, ...first, as: 'value' })
    expect(points.t.length, 'only points of five minutes are left').toBeLessThan(30)
    const path = folder.path('old.orrery')
    cutRecording(folder.file, ['c'], first.from, first.to, path)
    using cut = openReader(path)
    expect(cut.series({ ...asked, ...first, as: 'value' })).toEqual(points)
    const at = t0 + 9.5 * hour
    const seen = (reader: typeof cut) => {
      const moment = reader.look('c', at)?.moment
      return [moment?.value('broker/1', 'load'), moment?.fact('broker/1', 'role')]
    }
    expect(seen(cut)).toEqual(seen(source))
    expect(seen(cut)).toEqual([expect.any(Number), 'leader'])
  })
})
