import { copyFile, mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Core, createCore } from '../../../../src/main/core/core.ts'
import { openStore } from '../../../../src/main/store/open-store.ts'
import { systems } from '../../../../src/main/systems/index.ts'
import type { SearchRequest } from '../../../../src/shared/api/search.ts'
import { foundSorts } from '../../../../src/shared/api/search.ts'

// each test starts a core with its threads
vi.setConfig({ testTimeout: 60_000 })

const source = (path: string) => new URL(`../../../../src/main/${path}`, import.meta.url)
const recording = (name: string) =>
  fileURLToPath(new URL(`../../../../resources/${name}.orrery`, import.meta.url))
const never = new AbortController().signal

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orrery-test-'))
  await mkdir(join(folder, 'resources'))
  await copyFile(recording('kafka-broker-lost'), join(folder, 'resources/lost.orrery'))
  await copyFile(recording('redis-experiments'), join(folder, 'resources/redis.orrery'))
})
afterEach(() => rm(folder, { recursive: true }))

function opened(): Promise<Core> {
  const paths = {
    targetsFile: join(folder, 'targets.json'),
    dataDir: join(folder, 'history'),
    resourcesDir: join(folder, 'resources'),
  }
  const workers = {
    history: source('core/history-worker.ts'),
    store: source('store/store-worker.ts'),
    actor: source('core/actor-worker.ts'),
  }
  const info = { version: '1.2.3', host: 'headless' as const }
  return createCore({ info, paths, workers, log: () => undefined }, { systems, openStore })
}

/** Once all is looked up. */
async function find(core: Core, request: Partial<SearchRequest>) {
  const ask = () => core.handlers['search.find']({ text: '', limit: 10_000, ...request }, never)
  await vi.waitFor(async () => expect((await ask()).indexed).toBe(1), { timeout: 30_000 })
  return ask()
}

test('recordings and archives are searched together, and told as one answer', async () => {
  await using core = await opened()
  const copy = join(folder, 'archive.orrery')
  await copyFile(recording('kafka-experiments'), copy)
  const { targetIds: archived } = await core.handlers['archives.open']({ path: copy }, never)
  const { found, counts, kinds, failed } = await find(core, { text: 'orders' })
  expect(failed).toEqual([])
  for (const sort of foundSorts) expect(found.filter(({ is }) => is === sort)).toHaveLength(counts[sort])
  expect(kinds.reduce((sum, { count }) => sum + count, 0)).toBe(counts.entity)
  const topics = found.filter((each) => each.is === 'entity' && each.entity === 'topic/orders')
  expect(topics).toHaveLength(2)
  expect(found.slice(0, 2), 'the very name comes first, from wherever').toEqual(topics)
  const narrowed = await find(core, { text: 'orders', targetIds: archived })
  expect(new Set(narrowed.found.map((each) => 'targetId' in each && each.targetId))).toEqual(
    new Set(archived),
  )
  const few = await find(core, { text: 'orders', limit: 1 })
  expect([few.found.length, few.counts]).toEqual([Number(counts.run > 0) + 3, counts])
})

test('a run is found under the id that the window lists it by', async () => {
  await using core = await opened()
  const { found } = await find(core, { sorts: ['run'], text: 'lock owner' })
  const listed = (await core.handlers['runs.list']({} as never, never)).map(({ id }) => id)
  expect(found.length).toBeGreaterThan(0)
  for (const each of found) expect(listed).toContain(each.is === 'run' && each.run)
})

test('the index of the own history lies beside it, and those of recordings nowhere', async () => {
  await using core = await opened()
  await find(core, { text: 'orders' })
  expect((await stat(join(folder, 'history/history.orrery-search'))).isFile()).toBe(true)
  await expect(stat(join(folder, 'resources/lost.orrery-search'))).rejects.toThrow('ENOENT')
})

test('what makes no sense is refused', async () => {
  await using core = await opened()
  for (const [request, name] of [
    [{ text: 7 }, 'text'],
    [{ text: '', limit: 0 }, 'limit'],
    [{ text: '', limit: 5, from: 2, to: 1 }, 'from'],
    [{ text: '', limit: 5, sorts: ['topic'] }, 'sorts'],
    [{ text: '', limit: 5, kinds: 'topic' }, 'kinds'],
  ] as const) {
    const asked = core.handlers['search.find'](request as unknown as SearchRequest, never)
    await expect(asked).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining(name) })
  }
})
