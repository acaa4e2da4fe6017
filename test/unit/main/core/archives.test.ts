import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Core, createCore } from '../../../../src/main/core/core.ts'
import type { FileDialogs, Host } from '../../../../src/main/core/host.ts'
import { encodeCheckpoint } from '../../../../src/main/store/codec/checkpoint.ts'
import { decodeNames } from '../../../../src/main/store/codec/names.ts'
import { openFrame, sealFrame } from '../../../../src/main/store/codec/frame.ts'
import { openStore } from '../../../../src/main/store/open-store.ts'
import { systems } from '../../../../src/main/systems/index.ts'
import type { ArchivesState } from '../../../../src/shared/api/archives.ts'
import { OrreryError } from '../../../../src/shared/base/errors.ts'

// each test starts a core with its threads
vi.setConfig({ testTimeout: 60_000 })

const source = (path: string) => new URL(`../../../../src/main/${path}`, import.meta.url)
const recording = fileURLToPath(new URL('../../../../resources/kafka-experiments.orrery', import.meta.url))
const never = new AbortController().signal

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'orrery-test-'))))
afterEach(() => rm(folder, { recursive: true }))

function opened(dialogs?: FileDialogs): Promise<Core> {
  const host: Host = {
    info: { version: '1.2.3', host: 'headless' },
    paths: {
      targetsFile: join(folder, 'targets.json'),
      dataDir: join(folder, 'history'),
      resourcesDir: join(folder, 'resources'),
    },
    workers: {
      history: source('core/history-worker.ts'),
      store: source('store/store-worker.ts'),
      actor: source('core/actor-worker.ts'),
    },
    log: () => undefined,
    ...(dialogs === undefined ? {} : { dialogs }),
  }
  return createCore(host, { systems, openStore })
}

/** An archive of a recording, in the test's folder. */
async function archive(core: Core, name = 'a.orrery') {
  const copy = join(folder, name)
  await writeFile(copy, await readFile(recording))
  return core.handlers['archives.open']({ path: copy }, never)
}

const targetIds = (core: Core) => core.observatory.states().map(({ config }) => config.id)

async function errorOf(work: Promise<unknown>): Promise<OrreryError> {
  try {
    await work
  } catch (thrown) {
    if (thrown instanceof OrreryError) return thrown
    throw thrown
  }
  throw new Error('it worked')
}

test('an archive opens like a recording, is marked, and can be closed', async () => {
  await using core = await opened()
  const told: ArchivesState[] = []
  core.sources.archives({}, { value: (state) => told.push(state), error: () => undefined })
  const { id, targetIds: own, file } = await archive(core)
  const [target] = core.observatory.states()
  expect(own).toEqual([target?.config.id])
  expect(target).toMatchObject({
    condition: 'recorded',
    recording: { file: 'a.orrery', title: 'a.orrery', archive: { id, path: join(folder, 'a.orrery') } },
  })
  const read = { targetId: own[0] ?? '', view: 'overview', args: {}, at: 'live' } as const
  expect((await core.handlers['view.read'](read, never)).data).toMatchObject({ counts: { brokers: 3 } })
  const runs = await core.handlers['runs.list']({} as never, never)
  expect(runs.length).toBeGreaterThan(0)
  expect(runs.every((run) => run.targetId === own[0])).toBe(true)
  const { found } = await core.handlers['search.find']({ text: 'orrery', sorts: ['entity'], limit: 5 }, never)
  expect(found).toHaveLength(5)

  await core.handlers['archives.close']({ id }, never)
  expect(targetIds(core)).toEqual([])
  expect(await core.handlers['runs.list']({} as never, never)).toEqual([])
  expect((await errorOf(core.handlers['view.read'](read, never))).code).toBe('not-found')
  expect(await readdir(folder)).toContain(file)
  expect(told.map(({ open }) => open.length)).toEqual([0, 1, 0])
})

test('what was open is open again after a restart; a file that went away is told', async () => {
  let own: readonly string[]
  {
    await using core = await opened()
    own = [...(await archive(core)).targetIds]
    await archive(core, 'b.orrery')
  }
  await rename(join(folder, 'b.orrery'), join(folder, 'elsewhere.orrery'))
  await using core = await opened()
  await core.restored
  expect(targetIds(core)).toEqual(own)
  const [first, gone] = core.archives.state().open
  expect(first).toMatchObject({ file: 'a.orrery', targetIds: own })
  expect(gone).toMatchObject({ file: 'b.orrery', targetIds: [], error: { code: 'not-found' } })
  expect(gone?.error?.fix).toContain('open it where it is now')
  await core.archives.close(gone?.id ?? '')
  expect(JSON.parse(await readFile(join(folder, 'history/archives.json'), 'utf8'))).toEqual({
    archives: [first?.path],
  })
})

test('the same file is open once, and a file that is no archive leaves nothing behind', async () => {
  await using core = await opened()
  await archive(core)
  await archive(core)
  expect(core.archives.state().open).toHaveLength(1)
  expect(targetIds(core)).toHaveLength(1)
  await writeFile(join(folder, 'no.orrery'), 'Dear diary')
  const path = join(folder, 'no.orrery')
  expect((await errorOf(core.handlers['archives.open']({ path }, never))).code).toBe('storage')
  await core.archives.arrive(path)
  expect(core.archives.state()).toMatchObject({
    open: [{}],
    arrived: { number: 1, error: { code: 'storage' } },
  })
})

test('an archive is exported where a browser fetches it, says who made it, and is foretold', async () => {
  await using core = await opened()
  const { targetIds: ids, id } = await archive(core)
  const { from, to } = core.observatory.states()[0]?.extent ?? expect.fail()
  const cut = { targetIds: ids, from, to }
  const foretold = await core.handlers['archives.foretell'](cut, never)
  const made = await core.handlers['archives.export']({ ...cut, file: 'mine' }, never)
  expect(made).toMatchObject({ file: 'mine.orrery', path: join(folder, 'history/archives/made/mine.orrery') })
  expect(made!.sizeBytes / foretold.sizeBytes).toBeGreaterThan(0.5)
  expect(made!.sizeBytes / foretold.sizeBytes).toBeLessThan(2)
  expect(core.archives.state().exporting).toEqual([])
  const again = core.handlers['archives.export']({ ...cut, file: 'mine' }, never)
  expect(await errorOf(again)).toMatchObject({ code: 'invalid', fix: expect.stringContaining('replaced') })
  await core.handlers['archives.export']({ ...cut, file: 'mine', replace: true }, never)
  await core.archives.close(id)
  const { made: note } = await core.archives.open(made!.path)
  expect(note).toEqual({ at: expect.any(Number), version: '1.2.3', platform: process.platform, from, to })
})

test('what makes no sense is refused before anything is written', async () => {
  await using core = await opened()
  const { targetIds: ids } = await archive(core)
  const { from, to } = core.observatory.states()[0]?.extent ?? expect.fail()
  const ask = (change: object) =>
    errorOf(core.handlers['archives.export']({ targetIds: ids, from, to, file: 'x', ...change }, never))
  for (const file of ['../x', '/etc/x', 'a\\b', '', '.hidden', 'a\0b', 'x'.repeat(300)])
    expect((await ask({ file })).code, file).toBe('invalid')
  expect((await ask({ targetIds: [] })).code).toBe('invalid')
  expect((await ask({ targetIds: ['nobody'] })).code).toBe('not-found')
  expect((await ask({ from: to, to: from })).code).toBe('invalid')
  const early = await ask({ from: 0, to: 1_000 })
  expect([early.code, early.fix]).toEqual(['not-found', expect.stringContaining('It was observed')])
  expect(await readdir(join(folder, 'history/archives/made'))).toEqual([])
})

test('a cancelled export leaves nothing behind', async () => {
  await using core = await opened()
  const { targetIds: ids } = await archive(core)
  const { from, to } = core.observatory.states()[0]?.extent ?? expect.fail()
  const stop = new AbortController()
  const made = core.handlers['archives.export']({ targetIds: ids, from, to, file: 'x' }, stop.signal)
  stop.abort()
  expect((await errorOf(made)).code).toBe('cancelled')
  expect(await readdir(join(folder, 'history/archives/made'))).toEqual([])
})

test('where there are dialogs, the person says where, and what to open', async () => {
  const out = join(folder, 'chosen.orrery')
  const asked: string[] = []
  let answer: string | undefined = out
  await using core = await opened({
    saveArchive: async (name) => (asked.push(name), answer),
    pickArchives: async () => [out],
  })
  const { targetIds: ids } = await archive(core)
  const { from, to } = core.observatory.states()[0]?.extent ?? expect.fail()
  const wish = { targetIds: ids, from, to, file: 'proposed' }
  expect(await core.handlers['archives.export'](wish, never)).toMatchObject({ path: out })
  const [picked] = await core.handlers['archives.pick']({} as never, never)
  expect(picked?.path).toBe(out)
  answer = undefined
  expect(await core.handlers['archives.export'](wish, never)).toBeUndefined()
  expect(asked).toEqual(['proposed.orrery', 'proposed.orrery'])
})

test('a copy that came from a browser goes when it is closed', async () => {
  await using core = await opened()
  const { received } = core.archiveFolders
  await mkdir(received, { recursive: true })
  const path = join(received, basename(recording))
  await writeFile(path, await readFile(recording))
  const { id } = await core.archives.open(path)
  await core.archives.close(id)
  expect(await readdir(received)).toEqual([])
})

const million = 1_000_000

test.each([
  // each zero is one more series
  ['roster', 'roster', () => zeros(200 * million, [0, 0x80, 0x80, 0x80, 0x80, 0x01])],
  ['names', 'name', () => Buffer.from(`["a"${',""'.repeat(60 * million)}]`)],
  // each byte is a record without anything
  ['changes', 'change', () => Buffer.alloc(30 * million * 5, Buffer.from([4, 0, 0, 0, 0]))],
  ['a fact', 'checkpoint', (db: Database.Database) => oneFact(db, `[[]${',[]'.repeat(60 * million)}]`)],
] as const)('%s that unpack to more than fits harm nothing else', async (_what, table, blob) => {
  await using core = await opened()
  const path = join(folder, 'bomb.orrery')
  await writeFile(path, await readFile(recording))
  const db = new Database(path)
  const kinds = { roster: 'roster', name: 'names', change: 'changes', checkpoint: 'checkpoint' } as const
  db.prepare(`UPDATE ${table} SET d = ?`).run(sealFrame(kinds[table], blob(db), true))
  db.close()
  expect((await stat(path)).size).toBeLessThan(2 * million)
  const { targetIds: bombed } = await core.archives.open(path).catch((error: unknown) => {
    expect(error).toMatchObject({ code: 'storage', message: expect.stringContaining('is damaged') })
    return { targetIds: [] }
  })
  // changes are met only where somebody looks at them
  for (const targetId of bombed) {
    const read = { targetId, view: 'overview', args: {}, at: 'live' } as const
    expect((await errorOf(core.handlers['view.read'](read, never))).code).toBe('storage')
  }
  // what comes next is answered as ever
  const { targetIds: own } = await archive(core)
  expect(targetIds(core)).toEqual([...bombed, ...own])
  await vi.waitFor(() => searchFinds(core, own, bombed), { timeout: 40_000 })
})

/** Once all is looked up that can be. */
async function searchFinds(core: Core, whole: readonly string[], broken: readonly string[]): Promise<void> {
  const search = { text: 'orders', sorts: ['fact', 'finding'], limit: 100 } as const
  const { found, failed, indexed } = await core.handlers['search.find'](search, never)
  expect(indexed).toBe(1)
  expect(failed.flatMap((file) => file.targetIds)).toEqual(broken)
  expect(new Set(found.map((each) => 'targetId' in each && each.targetId))).toEqual(new Set(whole))
}

function zeros(bytes: number, head: readonly number[]): Buffer {
  const all = Buffer.alloc(bytes)
  all.set(head)
  return all
}

/** A checkpoint in which what the target is has one value. */
function oneFact(db: Database.Database, text: string): Buffer {
  const word = db.prepare<[], number>("SELECT id FROM word WHERE text = 'orrery.target'").pluck().get() ?? -1
  const names = db.prepare<[], Buffer>('SELECT d FROM name').pluck().get() ?? expect.fail()
  const fact = new Map([[decodeNames(names).indexOf(''), { text, since: 0 }]])
  return Buffer.from(openFrame('checkpoint', encodeCheckpoint(0, new Map([[word, fact]]))))
}
