import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { OrreryError } from '../../../../src/shared/base/errors.ts'
import { openReader } from '../../../../src/main/store/reader.ts'
import { entities, facts, open, sample, t0, temporaryFolder, values } from './history.ts'
import { everythingIn, RandomCluster } from './random-cluster.ts'
import { below, seeded } from './random.ts'

const broker = entities('broker/1', 'broker/2')
const tick = (n: number) =>
  sample(t0 + n * 10_000, {
    values: [values('load', broker, [n, -n])],
    facts: [facts('role', broker, [n % 2 === 0 ? 'leader' : 'follower', n])],
  })

async function errorOf(work: () => unknown): Promise<OrreryError> {
  try {
    await work()
  } catch (thrown) {
    if (thrown instanceof OrreryError) return thrown
    throw thrown
  }
  throw new Error('it worked')
}

async function sampled(file: string, ticks: number): Promise<void> {
  await using store = await open(file, { windowTicks: 7 })
  for (let n = 0; n < ticks; n++) store.append('c', tick(n))
  await store.settled()
}

describe('a file that is no history', { timeout: 30_000 }, () => {
  it('is refused when another program wrote it, and left alone', async () => {
    using folder = temporaryFolder()
    writeFileSync(folder.file, 'Dear diary, nothing happened today. '.repeat(400))
    const text = readFileSync(folder.file, 'utf8')
    for (const opened of [() => open(folder.file), () => openReader(folder.file)]) {
      const { code, message, fix } = await errorOf(opened)
      expect([code, message]).toEqual(['storage', expect.stringContaining('is not an Orrery history')])
      expect(fix).toContain('move this one away')
    }
    expect(readFileSync(folder.file, 'utf8')).toBe(text)
  })

  it('is refused when it is another SQLite file', async () => {
    using folder = temporaryFolder()
    const db = new Database(folder.file)
    db.exec('CREATE TABLE recipe (name TEXT)')
    db.close()
    expect((await errorOf(() => open(folder.file))).message).toMatch(
      /is not an Orrery history \(application id 0\)/,
    )
  })

  it('is refused when a newer Orrery wrote it', async () => {
    using folder = temporaryFolder()
    await sampled(folder.file, 3)
    const db = new Database(folder.file)
    db.pragma('user_version = 99')
    db.close()
    for (const opened of [() => open(folder.file), () => openReader(folder.file)]) {
      const { code, message, fix } = await errorOf(opened)
      expect([code, message]).toEqual(['storage', expect.stringContaining('newer Orrery (format 99)')])
      expect(fix).toContain('update it')
    }
  })

  it('is missing, or its folder is', async () => {
    using folder = temporaryFolder()
    expect((await errorOf(() => openReader(folder.file))).code).toBe('not-found')
    const { code, message } = await errorOf(() => open(folder.path('nowhere/history.orrery')))
    expect([code, message]).toEqual(['storage', expect.stringContaining('there is no such folder')])
    expect(existsSync(folder.path('nowhere'))).toBe(false)
  })
})

describe('a full disk', { timeout: 30_000 }, () => {
  it('stops the writing, not the observing; everything acknowledged stays', async () => {
    using folder = temporaryFolder()
    let acknowledged = 0
    {
      await using store = await open(folder.file, { maxPages: 80, windowTicks: 1_000 })
      const wide = entities(...Array.from({ length: 3_000 }, (_, i) => `partition/${i}`))
      const wideTick = (n: number) =>
        sample(t0 + n * 10_000, {
          values: [
            values(
              'load',
              wide,
              wide.paths.map((_, i) => Math.sin(n + i)),
            ),
          ],
        })
      const { code, message, fix } = await errorOf(() => {
        for (;;) {
          store.append('c', wideTick(acknowledged))
          acknowledged++
        }
      })
      expect([code, message]).toEqual(['storage', expect.stringContaining('No room left')])
      expect(fix).toContain('Free space')
      expect(store.info().problem).toContain('No room left')
      expect(store.live('c')?.moment.sampledAt, 'live goes on').toBe(t0 + acknowledged * 10_000)
    }
    expect(acknowledged).toBeGreaterThan(1)
    using reader = openReader(folder.file)
    for (let n = 0; n < acknowledged; n++)
      expect(reader.look('c', t0 + n * 10_000)?.moment.value('partition/7', 'load')).toBe(Math.sin(n + 7))
    expect(reader.targets()[0]?.to).toBe(t0 + (acknowledged - 1) * 10_000)
  })

  it('leaves a gap and no more: what changed meanwhile is written once there is room', async () => {
    using folder = temporaryFolder()
    await using store = await open(folder.file)
    store.append('c', tick(0))
    const other = new Database(folder.file)
    other.exec('BEGIN IMMEDIATE')
    expect((await errorOf(() => store.append('c', tick(1)))).message).toContain(
      'being written by another program',
    )
    expect((await errorOf(() => store.append('c', tick(2)))).code).toBe('storage')
    expect(store.info().problem).toContain('Close the other')
    other.exec('ROLLBACK')
    other.close()
    store.append('c', tick(3))
    expect(store.info().problem).toBeUndefined()
    store.append('c', tick(4))
    await store.settled()
    using reader = openReader(folder.file)
    const changes = reader.changes('c', t0, t0 + 40_000, { entity: 'broker/1', limit: 10 })
    expect(changes.map(({ at, after }) => [(at - t0) / 10_000, after])).toEqual([
      [4, 'leader'],
      [3, 'follower'],
      [2, 'leader'],
      [1, 'follower'],
    ])
    expect(reader.look('c', t0 + 30_000)?.series('broker/1', 'load', t0).v).toEqual(Float64Array.of(0, 3))
    expect(reader.look('c', t0 + 40_000)?.series('broker/1', 'load', t0).v).toEqual(Float64Array.of(0, 3, 4))
  })
})

describe('a file that may not be written', { timeout: 30_000 }, () => {
  it('says so, and can be read', async () => {
    using folder = temporaryFolder()
    await sampled(folder.file, 20)
    chmodSync(folder.file, 0o444)
    chmodSync(dirname(folder.file), 0o555)
    try {
      const { code, message, fix } = asNobody(folder.file)
      expect([code, message]).toEqual(['storage', expect.stringContaining('may not be written')])
      expect(fix).toContain('write permission')
    } finally {
      chmodSync(dirname(folder.file), 0o755)
    }
    using reader = openReader(folder.file)
    expect(reader.look('c', t0 + 190_000)?.moment.value('broker/1', 'load')).toBe(19)
  })
})

/** What opening for writing says to someone without rights: root has them all, and gives them up first. */
function asNobody(file: string): { code: string; message: string; fix: string } {
  const script = fileURLToPath(new URL('open-and-tell.ts', import.meta.url))
  const { stdout, stderr } = spawnSync(process.execPath, [script, file], { encoding: 'utf8' })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout)
}

describe('a damaged file', { timeout: 30_000 }, () => {
  it('is refused when it was cut short, and not touched', async () => {
    using folder = temporaryFolder()
    await sampled(folder.file, 60)
    const { size } = statSync(folder.file)
    truncateSync(folder.file, size - 5_000)
    for (const opened of [() => open(folder.file), () => openReader(folder.file)])
      expect((await errorOf(opened)).message).toContain(`${size - 5_000} of ${size} bytes are left`)
    expect(statSync(folder.file).size).toBe(size - 5_000)
  })

  it('shows what is undamaged as it was, and refuses the rest', { timeout: 60_000 }, async () => {
    using folder = temporaryFolder()
    const seen = await randomHistory(folder.file)
    const pages = statSync(folder.file).size / 4096
    const random = seeded(8)
    let refused = 0
    for (let page = 1; page < pages; page++) {
      const copy = folder.path('damaged.orrery')
      copyFileSync(folder.file, copy)
      damagePage(copy, page, random)
      refused += refusedOf(copy, seen)
    }
    expect(refused, 'some damage was noticed').toBeGreaterThan(pages)
  })

  it('goes on being written: a window that can not be read stays as it is', async () => {
    using folder = temporaryFolder()
    await using store = await open(folder.file, { windowTicks: 8 })
    store.append('a', tick(0))
    store.append('b', tick(0))
    damageFirstTick(folder.file)
    for (let n = 1; n < 40; n++) for (const target of ['a', 'b']) store.append(target, tick(n))
    await store.settled()
    expect(store.info().problem).toContain('damaged')
    using reader = openReader(folder.file)
    expect((await errorOf(() => reader.look('a', t0)?.moment.value('broker/1', 'load'))).message).toContain(
      'damaged',
    )
    expect(reader.look('b', t0 + 200_000)?.moment.value('broker/1', 'load')).toBe(20)
  })
})

async function randomHistory(file: string) {
  const cluster = new RandomCluster(seeded(77))
  const seen: { readonly at: number; readonly state: unknown }[] = []
  await using store = await open(file, { windowTicks: 7 })
  for (let i = 0; i < 60; i++) {
    const { moment } = store.append('c', cluster.next())
    if (moment.sampledAt === moment.at) seen.push({ at: moment.at, state: everythingIn(store.live('c')!) })
  }
  await store.settled()
  return seen
}

function damagePage(path: string, page: number, random: () => number): void {
  const bytes = readFileSync(path)
  // as disks fail: a page comes back empty, or as something else
  const isEmpty = random() < 0.5
  for (let i = 0; i < 4096; i++) bytes[page * 4096 + i] = isEmpty ? 0 : below(random, 256)
  writeFileSync(path, bytes)
}

/** How many moments were refused; any other than refused or right is a failure. */
function refusedOf(path: string, seen: readonly { readonly at: number; readonly state: unknown }[]): number {
  let refused = 0
  const attempt = (work: () => void) => {
    try {
      work()
    } catch (thrown) {
      if (!(thrown instanceof OrreryError && thrown.code === 'storage')) throw thrown
      refused++
    }
  }
  attempt(() => {
    using reader = openReader(path)
    for (const { at, state } of seen)
      attempt(() => expect(everythingIn(reader.look('c', at)!)).toEqual(state))
  })
  return refused
}

function damageFirstTick(file: string): void {
  const db = new Database(file)
  db.prepare('UPDATE tick SET d = zeroblob(50) WHERE id = (SELECT min(id) FROM tick)').run()
  db.close()
}
