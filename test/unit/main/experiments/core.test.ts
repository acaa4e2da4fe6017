import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Core, createCore } from '../../../../src/main/core/core.ts'
import type { Host, RunningLab } from '../../../../src/main/core/host.ts'
import { openStore } from '../../../../src/main/store/open-store.ts'
import type { Sample } from '../../../../src/main/systems/sample.ts'
import type { System } from '../../../../src/main/systems/system.ts'
import type { Run } from '../../../../src/shared/api/experiments.ts'
import { actorWorker } from './bench.ts'
import { files } from './files.ts'

vi.setConfig({ testTimeout: 60_000 })

const source = (path: string) => new URL(`../../../../src/main/${path}`, import.meta.url)
const signal = new AbortController().signal

let home: string
let samples: number
const folder = () => join(home, 'cluster')

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'orrery-core-runs-'))
  mkdirSync(folder())
  samples = 0
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

/** The folder as a system: it is observed, and tried. */
const system: System = {
  id: 'kafka',
  async connect() {
    return {
      async observe(at): Promise<Sample> {
        samples++
        return { at, tookMs: 1, values: [], facts: [], gaps: [], cost: [] }
      },
      capabilities: () => [],
      [Symbol.asyncDispose]: async () => undefined,
    }
  },
  probe: async () => false,
  views: {},
  rules: [],
  kit: {
    experiments: files.experiments.map((each) => ({ ...each, info: { ...each.info, system: 'kafka' } })),
    cleaner: files.cleaner,
  },
}

const host = (lab?: RunningLab): Host => ({
  info: { version: '1', host: 'headless' },
  paths: {
    targetsFile: join(home, 'targets.json'),
    dataDir: join(home, 'history'),
    resourcesDir: join(home, 'none'),
  },
  workers: {
    history: new URL('../core/past-without-systems.ts', import.meta.url),
    store: source('store/store-worker.ts'),
    actor: actorWorker,
  },
  log: () => undefined,
  ...(lab === undefined ? {} : { lab: { unavailable: () => undefined, start: async () => lab } }),
})

const openCore = (lab?: RunningLab) => createCore(host(lab), { systems: [system], openStore })

async function addTarget(core: Core, permission: 'observe' | 'experiment'): Promise<string> {
  const options = { folder: folder() }
  const draft = {
    name: 'Disk',
    system: 'kafka',
    endpoints: ['here:1'],
    options,
    permission,
    intervalMs: 60_000,
  }
  const { config } = await core.handlers['targets.add'](draft, signal)
  await expect
    .poll(() => core.observatory.observed(config.id).state().condition, { timeout: 10_000 })
    .toBe('observed')
  return config.id
}

async function ended(core: Core, id: string): Promise<Run> {
  const { promise, resolve } = Promise.withResolvers<Run>()
  using _run = core.sources.run(
    { run: id },
    { value: (run) => void (run.phase === 'ended' && resolve(run)), error: () => undefined },
  )
  // not before it resolves is the subscription let go
  return await promise
}

const parameters = { writers: 1 }
const wish = (targetId: string) => ({
  experiment: 'files/writing',
  targetId,
  parameters,
  pace: 'auto' as const,
})

test('a window checks, starts and follows a run; its target is sampled closely meanwhile', async () => {
  await using core = await openCore()
  const targetId = await addTarget(core, 'experiment')
  expect((await core.handlers['experiments.list'](undefined, signal)).map(({ id }) => id)).toEqual([
    'files/writing',
    'files/stopping',
  ])
  const { checks } = await core.handlers['experiments.check'](wish(targetId), signal)
  expect(checks.map(({ is }) => is)).toEqual(checks.map(() => 'ok'))
  const lists: (readonly Run[])[] = []
  using _runs = core.sources.runs({}, { value: (runs) => void lists.push(runs), error: () => undefined })
  const before = samples
  const begun = await core.handlers['runs.start']({ ...wish(targetId), pace: 'step' }, signal)
  await expect.poll(() => samples, { timeout: 10_000 }).toBeGreaterThan(before + 2)
  await core.handlers['runs.go']({ run: begun.id, pace: 'auto' }, signal)
  const run = await ended(core, begun.id)
  expect(run).toMatchObject({ outcome: 'done', left: [], targetName: 'Disk' })
  const log = await core.handlers['runs.entries']({ run: run.id, from: 0, limit: 1_000 }, signal)
  expect(log.length).toBe(run.entries)
  await expect.poll(() => lists.at(-1)?.map(({ phase }) => phase)).toEqual(['ended'])
  expect(lists[0]).toEqual([])
  await core.handlers['runs.remove']({ run: run.id }, signal)
  expect(await core.handlers['runs.list'](undefined, signal)).toEqual([])
  expect(readdirSync(folder())).toEqual([])
})

test('permission is that of the target now: given in the window, and taken back', async () => {
  await using core = await openCore()
  const id = await addTarget(core, 'observe')
  const first = await core.handlers['runs.start'](wish(id), signal)
  expect(await ended(core, first.id)).toMatchObject({ outcome: 'refused' })
  await core.handlers['targets.update']({ id, draft: { name: 'Disk', permission: 'experiment' } }, signal)
  await expect
    .poll(() => core.observatory.observed(id).state().condition, { timeout: 10_000 })
    .toBe('observed')
  const second = await core.handlers['runs.start'](wish(id), signal)
  expect(await ended(core, second.id)).toMatchObject({ outcome: 'done' })
})

test('what windows send is checked where it enters', async () => {
  await using core = await openCore()
  const targetId = await addTarget(core, 'experiment')
  const wrong = [
    () => core.handlers['runs.start']({ ...wish(targetId), pace: 'fast' as 'auto' }, signal),
    () => core.handlers['runs.start']({ ...wish(targetId), parameters: null as never }, signal),
    () => core.handlers['runs.start']({ ...wish(targetId), prediction: 7 as never }, signal),
    () => core.handlers['experiments.check']({ ...wish(targetId), experiment: {} as never }, signal),
    () => core.handlers['runs.entries']({ run: 'x', from: 0, limit: -1 }, signal),
  ]
  for (const ask of wrong) await expect((async () => ask())()).rejects.toMatchObject({ code: 'invalid' })
  await expect(core.handlers['runs.cancel']({ run: 'x' }, signal)).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('a run under way when the core ends is cleaned up, and is known at the next start', async () => {
  let id = ''
  {
    await using core = await openCore()
    const targetId = await addTarget(core, 'experiment')
    const waits = { ...wish(targetId), parameters: { ...parameters, trouble: 'wait', at: 1 } }
    id = (await core.handlers['runs.start'](waits, signal)).id
    await expect.poll(() => core.experiments.book.get(id).left.length, { timeout: 20_000 }).toBe(2)
  }
  expect(readdirSync(folder())).toEqual([])
  await using core = await openCore()
  expect(await core.handlers['runs.list'](undefined, signal)).toMatchObject([
    { id, outcome: 'interrupted', left: [] },
  ])
})

test('faults reach the servers of the lab, and no others', async () => {
  const done: string[] = []
  const lab: RunningLab = {
    url: `kafka://here:1?folder=${encodeURIComponent(folder())}`,
    servers: [
      { name: 'broker 1', endpoint: 'here:1' },
      { name: 'broker 2', endpoint: 'here:2' },
    ],
    fault: async (fault, endpoint) => void done.push(`${fault} ${endpoint}`),
    onEnd: () => undefined,
    [Symbol.asyncDispose]: async () => undefined,
  }
  await using core = await openCore(lab)
  await core.handlers['lab.start']({ cluster: 'kafka' }, signal)
  const [running] = core.lab.state().running
  const targetId = running?.targetId ?? ''
  await expect
    .poll(() => core.observatory.observed(targetId).state().condition, { timeout: 10_000 })
    .toBe('observed')
  const { id } = await core.handlers['runs.start'](
    { ...wish(targetId), experiment: 'files/stopping' },
    signal,
  )
  await expect.poll(() => done.length, { timeout: 10_000 }).toBe(3)
  await core.handlers['runs.cancel']({ run: id }, signal)
  expect(done.at(-1)).toBe('resume here:1')
  expect(core.experiments.book.get(id)).toMatchObject({ outcome: 'cancelled', left: [] })
})
