import { existsSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cutRecording, readRecordingInfo } from '../../../../src/main/store/cut-recording.ts'
import { openReader } from '../../../../src/main/store/reader.ts'
import { open, sample, t0, temporaryFolder } from './history.ts'
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
    cutRecording(folder.file, ['c'], from, to, folder.path('cut.orrery'), info)
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
    cutRecording(folder.file, ['c'], instants[0]!, instants.at(-1)!, path, info)
    expect(readRecordingInfo(path)).toEqual(info)
    expect(readRecordingInfo(folder.file)).toEqual({ title: '', about: '' })
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
    expect(cut('c', folder.path('nowhere/new.orrery'))).toThrow(/nowhere/)
  })
})
